"""What an event is: a fact that a person or service states, checked against what is known, kept, and told to the tables.

The base of all kinds of records; each kind lives in the module of its subject.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.journal import Record


class Refused(ValueError):
    """The event contradicts what the ledger knows, or its rules; said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True)
class Event:
    """A kind of record.  Subclasses are frozen dataclasses of plain values."""

    KIND: ClassVar[str]
    PREFIX: ClassVar[str | None] = None
    """Of kinds that make a thing with an id of its own: what its id begins with, when the client names none."""

    def settled(self, at: dt.datetime) -> Self:
        """The event with what follows from the moment and from data outside the ledger written out, before it is kept."""
        return self

    def check(self, connection: Connection, at: dt.datetime) -> None:
        """Raise :class:`Refused` unless the event may happen now."""

    def apply(self, connection: Connection, record: Record) -> None:
        """Change the tables.  Must depend on nothing but the tables and the record, so that a replay gives the same."""

    def follow(self, connection: Connection, record: Record) -> Iterable[Event]:
        """Events that follow by rule, in the same transaction."""
        return ()

    def body(self) -> dict[str, Any]:
        """Plain values for the journal."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    @classmethod
    def of(cls, body: str) -> Self:
        """Read what :meth:`body` gave, as JSON."""
        return msgspec.json.decode(body, type=cls, strict=False)


def must_be_new(connection: Connection, table: sa.Table, identifier: str) -> None:
    """Raise :class:`Refused` for the id of a thing that is there already."""
    if connection.execute(sa.select(table.c.id).where(table.c.id == identifier)).first():
        raise Refused(f"编号 {identifier} 已使用", f"the id {identifier} is taken already")
