"""How the gate reads: on PostgreSQL one connection is kept, and each query is a transaction of its own.

A connection taken from the pool is tried, begun and rolled back each time, five round trips that a store would wait for.
Knows nothing of what is read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kanhe.ledger.ledger import Ledger

Result = TypeVar("Result")

SETTINGS = (
    "plan_cache_mode = force_generic_plan", "jit = off", "enable_seqscan = off", "enable_hashjoin = off",
    "enable_mergejoin = off",
)  # fmt: skip
"""Planned once, as what it is: look-ups by key.  The planner does not know how few questions come at a time."""


class Reading:
    """The gate's way of reading a ledger; callers take turns."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._keeps = ledger.engine.dialect.name == "postgresql"
        self._kept: Connection | None = None
        self._lock = threading.Lock()

    def read(self, of: Callable[[Connection], Result]) -> Result:
        """What a function reads.  A connection that was lost since the last time is made anew, once; raises what the
        database raised after that."""
        if not self._keeps:
            with self._ledger.read() as connection:
                return of(connection)
        with self._lock:
            known = self._kept is not None
            try:
                return of(self._connection())
            except DBAPIError as error:
                self._drop()
                if not (known and error.connection_invalidated):
                    raise
            try:
                return of(self._connection())
            except DBAPIError:
                self._drop()
                raise

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _connection(self) -> Connection:
        if self._kept is None:
            fresh = self._ledger.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            for setting in SETTINGS:
                fresh.execute(sa.text(f"SET {setting}"))
            self._kept = fresh
        return self._kept

    def _drop(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.invalidate()
            kept.close()
