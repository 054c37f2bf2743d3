import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger import journal
from kanhe.ledger.journal import GENESIS, Broken, Verified, append, canonical, digest, known, records, verify
from kanhe.ledger.ledger import Ledger

AT = dt.datetime(2021, 11, 1, 2, 3, 4, 567890, tzinfo=dt.UTC)


@pytest.fixture
def three(ledger: Ledger) -> Ledger:
    with ledger.write() as connection:
        append(connection, "a", "someone", {"b": 1, "a": "勘合"}, AT, "key")
        append(connection, "b", "kanhe", {}, AT, act=1)
        append(connection, "c", "someone", {}, AT)
    return ledger


def test_an_empty_journal_holds(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert verify(connection) == Verified(0, GENESIS)


def test_records_come_back_as_they_were(three: Ledger) -> None:
    with three.read() as connection:
        first, second, third = records(connection)
        assert (first.seq, first.act, first.at, first.body) == (1, 1, AT, '{"a":"勘合","b":1}')
        assert [r.act for r in (second, third)] == [1, 3]
        assert [r.prev for r in (first, second, third)] == [GENESIS, first.hash, second.hash]
        assert verify(connection) == Verified(3, third.hash)
        assert list(records(connection, after=2)) == [third]
        assert journal.act_records(connection, 1) == (first, second)


def test_a_key_finds_its_record(three: Ledger) -> None:
    with three.read() as connection:
        found = known(connection, "key")
        assert found is not None
        assert found.seq == 1
        assert known(connection, "another") is None


def test_every_part_of_a_record_is_under_its_hash() -> None:
    said = ("0" * 64, 1, 1, AT, "kind", "actor", None, "{}")
    others = ("1" * 64, 2, 2, AT + dt.timedelta(microseconds=1), "k", "a", "", "[]")
    changed = [digest(*said[:n], other, *said[n + 1 :]) for n, other in enumerate(others)]  # type: ignore[arg-type]
    assert len({digest(*said), *changed}) == 9


def test_the_hash_is_the_same_on_every_machine() -> None:
    beijing = AT.astimezone(dt.timezone(dt.timedelta(hours=8)))
    for at in (AT, beijing):
        assert digest(GENESIS, 1, 1, at, "kind", "谁", "k", "{}") == (
            "12659058dc03377e22121bbcfe3b253c9f79aeafd360358747814a5e21065908"
        )


def test_canonical_json() -> None:
    assert canonical({"b": [1, None, True], "a": "是"}) == '{"a":"是","b":[1,null,true]}'
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_a_cut_tail_is_found(three: Ledger) -> None:
    with three.engine.begin() as connection:
        connection.execute(sa.delete(journal.journal).where(journal.journal.c.seq == 3))
    with three.read() as connection:
        assert verify(connection) == Broken(3, "the journal ends before its head")


def test_one_key_is_one_record(three: Ledger) -> None:
    with pytest.raises(sa.exc.IntegrityError), three.write() as connection:
        append(connection, "d", "someone", {}, AT, "key")


def test_a_reader_sees_one_moment(url: str) -> None:
    """A record written while the chain is walked is not half seen."""
    ledger = Ledger.open(url)
    with ledger.read() as reader:
        assert list(records(reader)) == []
        with ledger.write() as writer:
            append(writer, "a", "someone", {}, AT)
        assert verify(reader) == Verified(0, GENESIS)
    with ledger.read() as reader:
        assert isinstance(verify(reader), Verified)
