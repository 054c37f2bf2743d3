"""How the gate reads on PostgreSQL while an event loop runs: the driver's own connection for loops, and no thread between.

Handing a question to a thread and its answer back costs more than asking, and both wait for the interpreter's lock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from kanhe.ledger.gate.decision import Facts, Request
from kanhe.ledger.gate.facts import DriverQuery, driver_query
from kanhe.ledger.gate.reading import SETTINGS
from kanhe.ledger.ledger import Ledger

if TYPE_CHECKING:
    from psycopg import AsyncConnection


class Awaiting:
    """One connection that is kept; callers take turns by themselves."""

    def __init__(self, ledger: Ledger) -> None:
        """The ledger lies on PostgreSQL."""
        self._dialect = ledger.engine.dialect
        self._url = ledger.engine.url
        self._kept: AsyncConnection[Any] | None = None

    async def facts(self, requests: Sequence[Request], day: dt.date, at: dt.datetime) -> list[Facts]:
        """The facts of each request, at least one.  A connection that was lost since the last time is made anew, once; raises
        :class:`~sqlalchemy.exc.DBAPIError` after that."""
        query = driver_query(self._dialect, requests, day, at)
        known = self._kept is not None
        try:
            return await self._ask(query)
        except DBAPIError as error:
            lost = error.connection_invalidated
            await self.close()
            if not (known and lost):
                raise
        return await self._ask(query)

    async def _ask(self, query: DriverQuery) -> list[Facts]:
        error_type = self._dialect.loaded_dbapi.Error
        try:
            connection = self._kept or await self._connect()
            found = await connection.execute(query.text, query.parameters, prepare=True)
            return query.facts(await found.fetchall())
        except error_type as error:
            lost = self._kept is None or self._kept.closed
            raise DBAPIError.instance(
                query.text, None, error, error_type, connection_invalidated=lost, dialect=self._dialect
            ) from error

    async def _connect(self) -> AsyncConnection[Any]:
        from psycopg import AsyncConnection  # an extra: only who has PostgreSQL has it

        words, named = self._dialect.create_connect_args(self._url)
        fresh = await AsyncConnection.connect(*words, **named, autocommit=True)
        self._kept = fresh  # kept before it is set up: whatever fails now, it is closed
        for setting in SETTINGS:
            await fresh.execute(f"SET {setting}")
        return fresh

    async def close(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            await kept.close()
