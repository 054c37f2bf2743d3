import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.journal import Broken, Verified, journal
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import FixedClock, play
from kanhe.ledger.replay import Differing, verify_ledger


@pytest.fixture
def ledger(ledger: Ledger, clock: FixedClock) -> Ledger:
    play(ledger, clock)
    return ledger


def verdict(ledger: Ledger) -> Verified | Broken | Differing:
    with ledger.read() as connection:
        return verify_ledger(connection)


def test_records_make_the_tables_again(ledger: Ledger) -> None:
    assert isinstance(verdict(ledger), Verified)


def test_a_changed_table_is_found(ledger: Ledger) -> None:
    with ledger.engine.begin() as connection:
        connection.execute(sa.update(enterprises).values(name="someone else"))
    found = verdict(ledger)
    assert isinstance(found, Differing)
    assert found.table == "enterprises"


@pytest.mark.parametrize("column", ["body", "actor", "kind", "prev", "hash", "at", "act"])
def test_a_changed_record_is_found(ledger: Ledger, column: str) -> None:
    changed = {"at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "act": 1}.get(column, "forged")
    with ledger.engine.begin() as connection:
        connection.execute(sa.update(journal).where(journal.c.seq == 7).values({column: changed}))
    found = verdict(ledger)
    assert isinstance(found, Broken)
    assert found.seq == 7


@pytest.mark.parametrize("seq", [3, 43])
def test_a_removed_record_is_found(ledger: Ledger, seq: int) -> None:
    with ledger.engine.begin() as connection:
        last = connection.execute(sa.select(sa.func.max(journal.c.seq))).scalar_one()
        seq = min(seq, last)
        connection.execute(sa.delete(journal).where(journal.c.seq == seq))
    found = verdict(ledger)
    assert isinstance(found, Broken)
    assert found.seq == seq
