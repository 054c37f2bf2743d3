"""One year for all that only look at it: SQLite, in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.server.demo.filled import filled


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder: Path = tmp_path_factory.mktemp("year")
    ledger, _ = filled(f"sqlite:///{folder / 'kanhe.db'}", folder)
    with ledger.read() as connection:
        yield connection
    ledger.engine.dispose()
