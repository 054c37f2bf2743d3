"""Long lists in parts: so many rows after the last one seen, by the key that orders them.

A cursor says where the last part ended; it is text for the reader to hand back, and nothing to be read.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.schema import Instant

T = TypeVar("T")
MOST = 200
"""Rows of one part."""


class BadCursor(ValueError):
    """The cursor is none that this list gave."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some rows of a list, and the cursor of those that follow."""

    items: tuple[T, ...]
    next: str | None = None
    """Hand it back as ``after``; null at the end."""


def part(
    connection: Connection,
    query: sa.Select[Any],
    key: Sequence[sa.ColumnElement[Any]],
    made: Callable[[Any], T],
    after: str | None = None,
    limit: int = 50,
    newest_first: bool = False,
) -> Part[T]:
    """The rows after a cursor.  ``key``: unique, never null, ordered all one way.  Raises :class:`BadCursor`."""
    if after is not None:
        seen = sa.tuple_(*(sa.literal(v, k.type) for v, k in zip(read_cursor(after, key), key, strict=True)))
        here = sa.tuple_(*key)
        query = query.where(here < seen if newest_first else here > seen)
    order = [k.desc() for k in key] if newest_first else list(key)
    marks = [k.label(f"key_{n}") for n, k in enumerate(key)]
    rows = connection.execute(query.add_columns(*marks).order_by(*order).limit(limit + 1)).all()
    more = len(rows) > limit
    rows = rows[:limit]
    last = tuple(rows[-1][-len(key) :]) if more else None
    return Part(tuple(made(row) for row in rows), cursor(last) if last else None)


def cursor(values: Sequence[Any]) -> str:
    """The text of a key."""
    plain = [Instant.micros(v) if isinstance(v, dt.datetime) else v for v in values]
    return base64.urlsafe_b64encode(json.dumps(plain, default=str).encode()).decode().rstrip("=")


def read_cursor(text: str, key: Sequence[sa.ColumnElement[Any]]) -> tuple[Any, ...]:
    """The values of a key.  Raises :class:`BadCursor`."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(key):
            raise BadCursor
        return tuple(_value(v, k) for v, k in zip(values, key, strict=True))
    except (binascii.Error, ValueError, OverflowError, RecursionError) as error:
        raise BadCursor from error


def _value(value: Any, key: sa.ColumnElement[Any]) -> Any:
    if isinstance(key.type, Instant):
        return Instant().process_result_value(_whole(value), None)
    if isinstance(key.type, sa.Date):
        return dt.date.fromisoformat(value if isinstance(value, str) else "")
    if isinstance(key.type, sa.Integer):
        return _whole(value)
    if not isinstance(value, str) or "\0" in value:
        raise BadCursor
    value.encode()  # a lone surrogate is no text for a database
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 1 << 62:
        raise BadCursor
    return value
