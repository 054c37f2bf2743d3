"""What becomes of an upload in the ledger; over HTTP see ``tests/server/api/test_submissions.py``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from kanhe.ledger.apps import VersionRegistered, apps, versions
from kanhe.ledger.event import Refused
from kanhe.ledger.inspections import submissions
from kanhe.ledger.journal import KeyReused
from kanhe.server.identity import Person
from kanhe.server.services import Services
from kanhe.server.work.receiving import BadUpload, Received, ReceivedFile
from kanhe.server.work.submitting import submit
from tests.server.work.engines import SPECIMENS, WEATHER


def received(tmp_path: Path, content: bytes, **fields: str) -> Received:
    path = tmp_path / "package.apk"
    path.write_bytes(content)
    return Received(ReceivedFile("a.apk", path, hashlib.sha256(content).hexdigest(), len(content)), (), fields)


def test_app_and_build_are_registered_when_they_are_new(
    serving: Services, person: Callable[..., Person], tmp_path: Path
) -> None:
    developer = person("developer")
    content = [p.read_bytes() for p in SPECIMENS[:2]]
    entered = [submit(serving.ledger, serving.storage, developer, received(tmp_path, c), None).id for c in content]
    with serving.ledger.read() as connection:
        (app,) = connection.execute(sa.select(apps)).all()
        builds = connection.execute(sa.select(versions)).all()
        kinds = {r.id: r.kind for r in connection.execute(sa.select(submissions.c.id, submissions.c.kind))}
    assert app.enterprise_id == developer.enterprise
    assert {b.sha256 for b in builds} == {hashlib.sha256(c).hexdigest() for c in content}
    assert all(b.signer and b.version_code for b in builds)
    assert kinds == {entered[0]: "new", entered[1]: "update"}


def test_the_same_request_under_a_key_is_the_same_whatever_became_of_the_app(
    serving: Services, person: Callable[..., Person], tmp_path: Path
) -> None:
    developer = person("developer")
    content = WEATHER.read_bytes()
    first = submit(serving.ledger, serving.storage, developer, received(tmp_path, content), "k")
    again = submit(serving.ledger, serving.storage, developer, received(tmp_path, content), "k")
    assert (again.id, again.repeated) == (first.id, True)
    with pytest.raises(KeyReused):
        submit(serving.ledger, serving.storage, developer, received(tmp_path, content, urgent="1", reason="漏洞"), "k")


def test_what_is_refused_leaves_nothing(serving: Services, person: Callable[..., Person], tmp_path: Path) -> None:
    developer = person("developer")
    content = WEATHER.read_bytes()
    with pytest.raises(BadUpload, match="no app type"):
        submit(serving.ledger, serving.storage, developer, received(tmp_path, content, app_type="x"), None)
    nobody = Person("x", "x", "developer")
    with pytest.raises(Refused, match="no enterprise"):
        submit(serving.ledger, serving.storage, nobody, received(tmp_path, content), None)
    assert not serving.storage.has("packages", hashlib.sha256(content).hexdigest())


def test_a_package_registered_for_another_app_is_refused(
    serving: Services, person: Callable[..., Person], tmp_path: Path
) -> None:
    from kanhe.ledger.apps import AppRegistered

    developer = person("developer")
    content = WEATHER.read_bytes()
    serving.ledger.act(AppRegistered("com.example.false", "假", developer.enterprise or ""), "t")
    sha256 = hashlib.sha256(content).hexdigest()
    serving.ledger.act(VersionRegistered("android:com.example.false", sha256, "1"), "t")
    with pytest.raises(Refused, match="another app"):
        submit(serving.ledger, serving.storage, developer, received(tmp_path, content), None)
    with serving.ledger.read() as connection:
        assert connection.execute(sa.select(submissions)).all() == []
