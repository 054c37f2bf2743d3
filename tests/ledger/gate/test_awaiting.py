import asyncio

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from kanhe.ledger.gate.awaiting import Awaiting
from kanhe.ledger.gate.decision import Request
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import NEVER_NAMED, STORE, FixedClock, package_hash, play
from kanhe.ledger.workdays import day_of

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
PACKAGE = NEVER_NAMED[1]
ASKED = [Request(PACKAGE, v, package_hash(PACKAGE, v), STORE) for v in ("1.0", "2.0")] + [
    Request("a.b", "1", "ab" * 32, "s")
]


def test_finds_what_the_other_way_finds(ledger: Ledger, clock: FixedClock) -> None:
    play(ledger, clock)
    at = clock()
    with ledger.read() as connection:
        known = facts(connection, ASKED, day_of(at), at)

    async def run() -> None:
        awaiting = Awaiting(ledger)
        for size in (1, 2, 3):
            assert await awaiting.facts(ASKED[:size], day_of(at), at) == known[:size]
        await awaiting.close()
        assert await awaiting.facts(ASKED, day_of(at), at) == known, "after closing it begins anew"
        await awaiting.close()

    asyncio.run(run())


def test_a_lost_connection_is_made_anew_and_a_database_that_is_away_is_told(ledger: Ledger, clock: FixedClock) -> None:
    at = clock()

    def end_all() -> None:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        with ledger.engine.connect() as other:
            other.execute(sa.text(others))

    async def run() -> None:
        awaiting = Awaiting(ledger)
        before = await awaiting.facts(ASKED, day_of(at), at)
        end_all()
        assert await awaiting.facts(ASKED, day_of(at), at) == before
        await awaiting.close()
        nowhere = ledger.engine.url.set(host="127.0.0.1", port=1, query={})
        awaiting._url = nowhere
        with pytest.raises(DBAPIError):
            await awaiting.facts(ASKED, day_of(at), at)

    asyncio.run(run())
