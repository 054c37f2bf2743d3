from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import versions
from kanhe.ledger.inspections import queue, submission_documents
from kanhe.package import open_package
from kanhe.server.demo.builds import BUILDS, SOURCE, Builds


def test_the_builds_of_the_source_wait_in_the_queue(year: Connection) -> None:
    waiting = queue(year)
    assert len(waiting) == len(BUILDS)
    assert waiting[0].urgent


def test_each_is_registered_for_the_app_it_is_of(year: Connection) -> None:
    for build, path in Builds.found().there:
        with open_package(path) as package:
            row = year.execute(sa.select(versions.c.app_id).where(versions.c.sha256 == package.app)).one()
            assert row.app_id == f"android:{package.manifest.package_id}" == f"android:{build.package_id}"


def test_a_policy_lies_beside_one_of_them(year: Connection) -> None:
    found = year.execute(sa.select(submission_documents.c.role, submission_documents.c.name)).all()
    assert found == [("policy", "weather-policy.html")]


def test_without_the_source_there_are_none(tmp_path: Path) -> None:
    assert Builds.found(tmp_path).there == ()
    assert (SOURCE / "pyproject.toml").is_file()
