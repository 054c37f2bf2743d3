"""The records of the journal that are about one thing, told as a history: when, who, what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.event import Event
from kanhe.ledger.journal import canonical, journal
from kanhe.ledger.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Entry:
    """A record, and the event it keeps."""

    seq: int
    at: dt.datetime
    kind: str
    actor: str
    hash: str
    event: Event


def history(connection: Connection, kinds: tuple[type[Event], ...], **fields: str) -> tuple[Entry, ...]:
    """The records of some kinds in which one of the fields has its value, oldest first; without fields, all of them."""
    j = journal.c
    named = sa.or_(
        sa.false() if fields else sa.true(),
        *(j.body.contains(f'"{name}":{canonical(value)}', autoescape=True) for name, value in fields.items())
    )  # fmt: skip
    query = (
        sa.select(j.seq, j.at, j.kind, j.actor, j.hash, j.body)
        .where(j.kind.in_([k.KIND for k in kinds]), named)
        .order_by(j.seq)
    )
    found = (Entry(r.seq, r.at, r.kind, r.actor, r.hash, KINDS[r.kind].of(r.body)) for r in connection.execute(query))
    return tuple(
        e for e in found if not fields or any(getattr(e.event, name, None) == value for name, value in fields.items())
    )  # fmt: skip
