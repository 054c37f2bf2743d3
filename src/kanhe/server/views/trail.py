"""The audit trail: the records of the journal and the entries of the access log as one story, newest first.

Each of the two is read by its own number, so that what is added meanwhile moves nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.journal import journal
from kanhe.ledger.workdays import BEIJING
from kanhe.server.accounts.schema import access_log

Source = Literal["journal", "access"]
_CURSOR = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; empty: everything."""

    person: str = ""
    """Id of an account or name of an actor, whole."""
    kind: str = ""
    thing: str = ""
    """A text that stands in the record: an id, a hash, a name."""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    """In Beijing."""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the trail."""

    source: Source
    seq: int
    at: dt.datetime
    person: str | None
    kind: str
    about: str
    """The record's body, or what the entry is about."""
    address: str
    """Where it came from; of entries of the access log."""
    outcome: str
    hash: str


@dataclass(frozen=True, slots=True)
class After:
    """Where to go on: below these numbers."""

    journal: int
    access: int

    def __str__(self) -> str:
        return f"{self.journal}-{self.access}"


@dataclass(frozen=True, slots=True)
class Trail:
    items: tuple[Item, ...]
    older: After | None


def read_after(text: str | None) -> After | None:
    """A cursor as it stands in an address; anything else is the beginning."""
    found = _CURSOR.fullmatch(text or "")
    return After(int(found[1]), int(found[2])) if found else None


def storable(text: str) -> str:
    """A text that a database can be asked for: a request may say anything."""
    return text.strip().replace("\0", "").encode("utf-8", "replace").decode()[:200]


def trail(connection: Connection, sought: Sought, after: After | None = None, limit: int = 100) -> Trail:
    """The newest items that are sought, below a cursor."""
    found = [
        *_records(connection, sought, after.journal if after else None, limit + 1),
        *_entries(connection, sought, after.access if after else None, limit + 1),
    ]
    found.sort(key=lambda i: (i.at, i.source == "journal", i.seq), reverse=True)
    shown = tuple(found[:limit])
    if len(found) <= limit:
        return Trail(shown, None)
    top = after or After(1 << 62, 1 << 62)
    numbers: dict[Source, int] = {"journal": top.journal, "access": top.access}
    for item in shown:
        numbers[item.source] = min(numbers[item.source], item.seq)
    return Trail(shown, After(min(numbers["journal"], 10**18 - 1), min(numbers["access"], 10**18 - 1)))


def everything(connection: Connection, sought: Sought, at_once: int = 1000) -> Iterator[Item]:
    """All that is sought, newest first."""
    after: After | None = None
    while True:
        part = trail(connection, sought, after, at_once)
        yield from part.items
        if part.older is None:
            return
        after = part.older


def item(connection: Connection, source: Source, seq: int) -> Item | None:
    """One item by its number."""
    if seq >= 1 << 62:
        return None
    whole = replace(Sought(), source=source)
    read = _records if source == "journal" else _entries
    found = next(read(connection, whole, seq + 1, 1), None)
    return found if found is not None and found.seq == seq else None


def people(connection: Connection) -> tuple[str, ...]:
    """Everybody who occurs: ids of accounts and names of actors."""
    actors = sa.union(
        sa.select(journal.c.actor.label("who")),
        sa.select(access_log.c.account).where(access_log.c.account.is_not(None)),
    )
    return tuple(connection.execute(sa.select(actors.subquery().c.who).order_by("who").limit(2000)).scalars())


def kinds(connection: Connection) -> tuple[str, ...]:
    """Every kind that occurs."""
    found = sa.union(sa.select(journal.c.kind), sa.select(access_log.c.what))
    return tuple(sorted(connection.execute(found).scalars()))


def _records(connection: Connection, sought: Sought, below: int | None, limit: int) -> Iterator[Item]:
    if sought.source == "access":
        return
    j = journal.c
    query = sa.select(j.seq, j.at, j.actor, j.kind, j.body, j.hash).order_by(j.seq.desc()).limit(limit)
    for row in connection.execute(_narrowed(query, sought, below, j.seq, j.at, j.actor, j.kind, j.body)):
        yield Item("journal", row.seq, row.at, row.actor, row.kind, row.body, "", "done", row.hash)


def _entries(connection: Connection, sought: Sought, below: int | None, limit: int) -> Iterator[Item]:
    if sought.source == "journal":
        return
    a = access_log.c
    query = sa.select(access_log).order_by(a.seq.desc()).limit(limit)
    for row in connection.execute(_narrowed(query, sought, below, a.seq, a.at, a.account, a.what, a.target)):
        yield Item("access", row.seq, row.at, row.account, row.what, row.target, row.address, row.outcome, row.hash)


def _narrowed(
    query: sa.Select[Any], sought: Sought, below: int | None, seq: sa.ColumnElement[int],
    at: sa.ColumnElement[dt.datetime], who: sa.ColumnElement[Any], kind: sa.ColumnElement[str],
    about: sa.ColumnElement[str],
) -> sa.Select[Any]:  # fmt: skip
    if below is not None:
        query = query.where(seq < below)
    if sought.person:
        query = query.where(who == sought.person)
    if sought.kind:
        query = query.where(kind == sought.kind)
    if sought.thing:
        query = query.where(about.contains(sought.thing, autoescape=True))
    if sought.first_day is not None:
        query = query.where(at >= dt.datetime.combine(sought.first_day, dt.time(), BEIJING))
    if sought.last_day is not None:
        query = query.where(at < dt.datetime.combine(sought.last_day, dt.time(), BEIJING) + dt.timedelta(days=1))
    return query
