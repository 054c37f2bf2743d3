"""Each test of the ledger runs on both databases."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import FixedClock
from tests.ledger.postgres import Server, binaries, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server of this test process, started when the first test asks for it."""
    programs = binaries()
    if programs is None:
        assert not os.environ.get("CI"), "PostgreSQL is not installed (Debian: postgresql)"
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    with server(programs) as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Name of the database a test runs on."""
    return str(request.param)


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a database that is the test's own; SQLite's is a file that is not there yet."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    found: Server = request.getfixturevalue("postgres")
    own = found.prepared()
    yield own
    found.drop(own)


@pytest.fixture
def clock() -> FixedClock:
    """10 o'clock in Beijing on a working Monday."""
    return FixedClock(dt.datetime(2021, 11, 1, 2, tzinfo=dt.UTC))


@pytest.fixture
def ledger(url: str, clock: FixedClock) -> Iterator[Ledger]:
    found = Ledger.open("sqlite://" if url.startswith("sqlite") else url, clock)
    yield found
    found.engine.dispose()
