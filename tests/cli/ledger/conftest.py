from pathlib import Path

import pytest

from tests.cli.ledger.driver import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "kanhe.db")


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    """A ledger with one enterprise and its app."""
    ledger.id("enterprise", "add", "某公司", "--id", "mou")
    assert ledger("app", "add", "com.example.mou", "某应用", "--enterprise", "mou").code == 0
    return ledger
