"""Rounds as they are read: how many cases of each were tested, ordered, named and taken down, and what was published.

A round is what its cases say; it begins with its first sample.  How far a case came is told by the records of its way,
not by the state it ended in: one that was rectified was ordered before.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.cases import OPEN, RectificationOrdered, cases
from kanhe.ledger.delistings import delistings
from kanhe.ledger.figures import figures
from kanhe.ledger.journal import journal
from kanhe.ledger.notice_tables import notice_rows

Step = Literal["tested", "ordered", "named", "delisted"]
STEPS: tuple[Step, ...] = ("tested", "ordered", "named", "delisted")


@dataclass(frozen=True, slots=True)
class RoundRow:
    regulator: str
    round: str
    sampled: int
    tested: int
    ordered: int
    named: int
    """Cases that a row of a notice names which was not withdrawn."""
    delisted: int
    open: int
    """Cases that are not closed."""
    began_at: dt.datetime
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """What a regulator published of some rounds together; null: not published."""

    regulator: str
    first_round: int
    last_round: int
    published: dt.date
    tested: int | None
    ordered: int | None
    named: int | None
    delisted: int | None
    source: str


def round_rows(connection: Connection, regulator: str | None = None, round_: str | None = None) -> tuple[RoundRow, ...]:
    """The newest first."""
    c = cases.c
    query = sa.select(c.id, c.regulator, c.round, c.state, c.opened_at, c.changed_at)
    if regulator is not None:
        query = query.where(c.regulator == regulator)
    if round_ is not None:
        query = query.where(c.round == round_)
    rows = connection.execute(query).all()
    ordered, named, down = (reached(connection, step) for step in ("ordered", "named", "delisted"))
    told = []
    for key in {(row.regulator, row.round) for row in rows}:
        mine = [row for row in rows if (row.regulator, row.round) == key]
        ids = {row.id for row in mine}
        states = Counter(row.state for row in mine)
        told.append(
            RoundRow(
                *key, len(mine), len(mine) - states["sampled"], len(ids & ordered), len(ids & named), len(ids & down),
                sum(states[s] for s in OPEN), min(row.opened_at for row in mine), max(row.changed_at for row in mine),
            )
        )  # fmt: skip
    return tuple(sorted(told, key=lambda r: (r.began_at, r.regulator, r.round), reverse=True))


def published_figures(connection: Connection, regulator: str | None = None) -> tuple[PublishedFigures, ...]:
    """By regulator, in the order of the rounds."""
    f = figures.c
    query = sa.select(
        f.regulator, f.first_round, f.last_round, f.published, f.tested, f.ordered, f.named, f.delisted, f.source
    ).order_by(f.regulator, f.first_round)
    if regulator is not None:
        query = query.where(f.regulator == regulator)
    return tuple(PublishedFigures(*row) for row in connection.execute(query))


def reached(connection: Connection, step: Step) -> frozenset[str]:
    """The cases that came as far as a step, whatever became of them."""
    c, r, d, j = cases.c, notice_rows.c, delistings.c, journal.c
    if step == "ordered":
        bodies = connection.execute(sa.select(j.body).where(j.kind == RectificationOrdered.KIND)).scalars()
        return frozenset(RectificationOrdered.of(body).case for body in bodies)
    query: sa.Select[Any] = {
        "tested": sa.select(c.id).where(c.state != "sampled"),
        "named": sa.select(r.case_id).where(r.case_id.is_not(None), r.withdrawn.is_(None)),
        "delisted": sa.select(d.case_id).where(d.case_id.is_not(None)),
    }[step]
    return frozenset(str(row[0]) for row in connection.execute(query))
