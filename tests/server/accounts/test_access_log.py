"""The access log: chained, append-only, and able to hold whatever a request says."""

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kanhe.ledger.journal import GENESIS, Broken, Verified
from kanhe.server.accounts import access_log
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.schema import access_head
from kanhe.server.accounts.schema import access_log as table
from kanhe.server.accounts.store import writing
from kanhe.server.services import Services


def verified(serving: Services) -> Verified | Broken:
    with serving.accounts.read() as connection:
        return access_log.verify(connection)


def filled(serving: Services) -> None:
    for n in range(5):
        serving.accounts.log(By("someone", "::1"), "signed-in", f"{n}")


def test_an_empty_log_holds(serving: Services) -> None:
    assert verified(serving) == Verified(0, GENESIS)


def test_each_entry_is_chained_to_the_one_before(serving: Services) -> None:
    filled(serving)
    with serving.accounts.read() as connection:
        entries = list(access_log.entries(connection))
    assert [e.seq for e in entries] == [1, 2, 3, 4, 5]
    assert [e.prev for e in entries[1:]] == [e.hash for e in entries[:-1]]
    assert verified(serving) == Verified(5, entries[-1].hash)


def test_what_was_changed_afterwards_is_found(serving: Services) -> None:
    filled(serving)
    changes = [
        (table.update().where(table.c.seq == 3).values(target="other"), 3),
        (table.update().where(table.c.seq == 2).values(account="other"), 2),
        (table.delete().where(table.c.seq == 2), 2),
        (table.delete().where(table.c.seq == 1), 1),
    ]
    for statement, place in changes:
        with writing(serving.ledger.engine) as connection:
            connection.execute(statement)
        found = verified(serving)
        assert isinstance(found, Broken)
        assert found.seq == place


def test_a_log_that_was_cut_off_is_found(serving: Services) -> None:
    filled(serving)
    with writing(serving.ledger.engine) as connection:
        connection.execute(table.delete().where(table.c.seq == 5))
    assert isinstance(verified(serving), Broken)
    with writing(serving.ledger.engine) as connection:
        rest = connection.execute(sa.select(table.c.hash).where(table.c.seq == 4)).scalar_one()
        connection.execute(access_head.update().values(seq=4, hash=rest))
    assert isinstance(verified(serving), Verified), (
        "who can write the head as well can cut: keep the last hash elsewhere"
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=700), st.text(max_size=200))
def test_whatever_is_said_is_kept(serving: Services, target: str, address: str) -> None:
    serving.accounts.log(By("\ud800\0" + address, address), "request-refused", target + "\ud800\0", "refused")
    assert isinstance(verified(serving), Verified)
