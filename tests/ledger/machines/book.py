"""What all machines have: a ledger, acts with keys, and the invariants that hold whatever was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test

from kanhe.ledger import journal
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import Record, Verified
from kanhe.ledger.ledger import Act, Ledger
from kanhe.ledger.reference_case import FixedClock
from kanhe.ledger.replay import verify_ledger
from kanhe.ledger.schema import metadata

Fresh = Callable[[FixedClock], Ledger]


class Book(RuleBasedStateMachine):
    """Acts are tried in any order; a model says which of them the ledger may accept."""

    def __init__(self, fresh: Fresh) -> None:
        super().__init__()
        self.clock = FixedClock(dt.datetime(2021, 3, 1, 2, tzinfo=dt.UTC))
        self.ledger = fresh(self.clock)
        self.seen: tuple[Record, ...] = ()
        self._keys = 0

    def act(self, event: Event, may: bool = True) -> Act | None:
        """Accepted exactly when it may be.  A refused act writes nothing; one repeated under its key writes nothing
        and returns the same."""
        self.clock.at += dt.timedelta(minutes=1)
        self._keys += 1
        key = f"key-{self._keys}"
        before = self._last()
        refusal: Refused | None = None
        try:
            done = self.ledger.act(event, "someone", key)
        except Refused as refused:
            refusal = refused
        if refusal is not None:
            assert self._last() == before, "a refused act wrote something"
            assert not may, f"{event} was refused: {refusal}"
            return None
        assert may, f"{event} should have been refused"
        after = self._last()
        assert after == (done.records[-1].seq, done.records[-1].hash)
        assert after[0] == before[0] + len(done.records)
        again = self.ledger.act(event, "someone", key)
        assert again.repeated
        assert again.records == done.records
        assert self._last() == after, "an act repeated under its key wrote something"
        return done

    def made(self, event: Event) -> str:
        """Id of what an accepted act made."""
        done = self.act(event)
        assert done is not None
        found: str = done.event.id  # type: ignore[attr-defined]
        return found

    @invariant()
    def history_never_changes(self) -> None:
        """Every record that was ever there is there still, the same to the last byte."""
        with self.ledger.read() as connection:
            now = tuple(journal.records(connection))
        assert now[: len(self.seen)] == self.seen
        self.seen = now

    def teardown(self) -> None:
        """The chain holds, and what the records say, played again, is what the tables say."""
        with self.ledger.read() as connection:
            assert isinstance(verify_ledger(connection), Verified)

    def _last(self) -> tuple[int, str]:
        """Number and hash of the last record."""
        with self.ledger.read() as connection:
            row = connection.execute(sa.select(journal.head.c.seq, journal.head.c.hash)).one()
        return row.seq, row.hash


def run(machine: Callable[[Fresh], Book], url: str) -> None:
    """Many short lives on SQLite, fewer on PostgreSQL, whose tables are emptied before each."""
    postgresql = url.startswith("postgresql")
    kept = Ledger.open(url) if postgresql else None

    def fresh(clock: FixedClock) -> Ledger:
        if kept is None:
            return Ledger.open("sqlite://", clock)
        with kept.engine.begin() as connection:
            connection.execute(sa.text(f"TRUNCATE {', '.join(metadata.tables)}"))
            connection.execute(journal.head.insert().values(id=1, seq=0, hash=journal.GENESIS))
        return Ledger(kept.engine, clock)

    bounds = settings(
        max_examples=2 if postgresql else 6, stateful_step_count=30, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(lambda: machine(fresh), settings=bounds)
    if kept is not None:
        kept.engine.dispose()
