"""Pages of long lists by key, not by offset: what is added meanwhile moves nothing, and no page costs more than the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.schema import Instant

Row = TypeVar("Row")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page begins: beside the thing that has this moment and id."""

    at: dt.datetime
    id: str
    newer: bool = False
    """The page has what is newer than it, else what is older."""

    def __str__(self) -> str:
        return f"{'n' if self.newer else 'o'}{Instant.micros(self.at)}-{self.id}"


def read_key(text: str | None) -> Key | None:
    """A key as it stands in an address; anything else is the first page."""
    if not text or text[0] not in "no":
        return None
    micros, _, identifier = text[1:].partition("-")
    if not micros.isascii() or not micros.isdigit() or len(micros) > 17 or not identifier:
        return None
    return Key(_EPOCH + dt.timedelta(microseconds=int(micros)), identifier, text[0] == "n")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, newest first, and where to go on."""

    rows: tuple[Row, ...]
    newer: Key | None = None
    older: Key | None = None


def page_of(
    connection: Connection,
    query: sa.Select[Any],
    at: sa.ColumnElement[dt.datetime],
    identifier: sa.ColumnElement[str],
    key: Key | None,
    limit: int,
) -> Page[Any]:
    """The rows of a query beside a key.  ``at`` and ``identifier`` together tell any two rows apart, and are among the
    columns of the query, as ``at`` and ``id``."""
    newer = key is not None and key.newer
    if key is not None:
        moment = sa.literal(key.at, Instant)
        beside = sa.or_(at > moment, sa.and_(at == moment, identifier > key.id))
        if not newer:
            beside = sa.or_(at < moment, sa.and_(at == moment, identifier < key.id))
        query = query.where(beside)
    order = (at.asc(), identifier.asc()) if newer else (at.desc(), identifier.desc())
    found: Sequence[Any] = connection.execute(query.order_by(*order).limit(limit + 1)).all()
    more = len(found) > limit
    rows = tuple(reversed(found[:limit])) if newer else tuple(found[:limit])
    if not rows:
        return Page(())
    first, last = Key(rows[0].at, rows[0].id, True), Key(rows[-1].at, rows[-1].id)
    return Page(rows, first if (more if newer else key is not None) else None, last if more or newer else None)
