"""Jars come once, by their digest, and what is wrong is said in one sentence."""

from __future__ import annotations

import hashlib
import io
import urllib.error
import zipfile
from pathlib import Path

import pytest

from kanhe.runtime.desk import jars
from kanhe.runtime.desk.jars import Jar, fetch, folder, locked, present
from kanhe.runtime.problem import RunError


def pinned(data: bytes, kind: str = "jar") -> Jar:
    return Jar(hashlib.sha512(data).hexdigest(), len(data), "org.example", "thing", "1", kind)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, bytes]:
    """Address → bytes that the network gives."""
    served: dict[str, bytes] = {}

    def answer(address: str, timeout: float) -> io.BytesIO:
        if address not in served:
            raise urllib.error.URLError("no route")
        return io.BytesIO(served[address])

    monkeypatch.setenv("KANHE_CACHE", str(tmp_path))
    monkeypatch.setattr("urllib.request.urlopen", answer)
    return served


def test_every_pin_is_whole_and_no_name_stands_twice() -> None:
    found = locked()
    assert all(len(jar.sha512) == 128 and jar.size > 0 for jar in found)
    assert len({jar.name for jar in found}) == len(found)
    assert jars.framework().name.startswith("android-all-instrumented-")


def test_a_jar_is_fetched_once(given: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    jar = pinned(b"bytes of a jar")
    monkeypatch.setattr(jars, "locked", lambda: (jar,))
    given[f"{jars.HOSTS[1]}/{jar.path}"] = b"bytes of a jar"
    told: list[str] = []
    assert not present()
    assert [p.read_bytes() for p in fetch(lambda name, size: told.append(name))] == [b"bytes of a jar"]
    given.clear()
    assert fetch() == (folder() / jar.name,)
    assert told == [jar.name]
    assert present()


def test_of_an_aar_the_classes_are_kept(given: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("classes.jar", b"inner")
    jar = pinned(data.getvalue(), "aar")
    monkeypatch.setattr(jars, "locked", lambda: (jar,))
    given[f"{jars.HOSTS[0]}/{jar.path}"] = data.getvalue()
    assert fetch()[0].read_bytes() == b"inner"


@pytest.mark.parametrize(
    ("served", "said"),
    [(None, "needs the network once"), (b"other bytes ..", "digest"), (b"short", "digest")],
    ids=["offline", "other", "short"],
)
def test_what_is_not_the_pinned_jar_leaves_nothing(
    given: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, served: bytes | None, said: str
) -> None:
    jar = pinned(b"bytes of a jar")
    monkeypatch.setattr(jars, "locked", lambda: (jar,))
    if served is not None:
        given[f"{jars.HOSTS[0]}/{jar.path}"] = served
    with pytest.raises(RunError, match=said):
        fetch()
    assert list(folder().iterdir()) == []
