import pytest
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kanhe.ledger.gate.reading import Reading
from kanhe.ledger.ledger import Ledger


def one(connection: Connection) -> int:
    return int(connection.execute(sa.text("SELECT 1")).scalar_one())


def test_reads_again_and_again_and_after_closing(ledger: Ledger) -> None:
    reading = Reading(ledger)
    assert [reading.read(one) for _ in range(3)] == [1, 1, 1]
    reading.close()
    assert reading.read(one) == 1
    reading.close()


def test_what_was_written_meanwhile_is_seen(ledger: Ledger) -> None:
    from kanhe.ledger.journal import head

    def last(connection: Connection) -> int:
        return int(connection.execute(sa.select(head.c.seq)).scalar_one())

    from kanhe.ledger.strikes import StrikePolicySet

    reading = Reading(ledger)
    before = reading.read(last)
    ledger.act(StrikePolicySet(), "test")
    assert reading.read(last) > before
    reading.close()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_lost_connection_is_made_anew(ledger: Ledger) -> None:
    reading = Reading(ledger)
    mine = reading.read(lambda c: c.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())
    with ledger.engine.connect() as other:
        other.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
    assert reading.read(one) == 1
    reading.close()


def test_an_error_of_the_query_is_told_and_the_next_works(ledger: Ledger) -> None:
    reading = Reading(ledger)
    with pytest.raises(DBAPIError):
        reading.read(lambda c: c.execute(sa.text("SELECT nothing FROM nowhere")))
    assert reading.read(one) == 1
    reading.close()
