"""Statistics from records, as of a day: what was published, and what the ledger itself counts.

Apps, rows and enterprises are counted apart: one app may stand in several rows, one enterprise have several apps.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.cases import cases
from kanhe.ledger.delistings import delistings
from kanhe.ledger.figures import figures
from kanhe.ledger.inspections import inspections
from kanhe.ledger.journal import journal
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.ledger.schema import Instant
from kanhe.ledger.workdays import BEIJING


@dataclass(frozen=True, slots=True)
class Funnel:
    """Totals as published by a regulator; None where no published figure covers them."""

    rounds: int
    tested: int | None
    ordered: int | None
    named: int | None
    delisted: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What the ledger counts."""

    batches: int
    rows: int
    apps_named: int
    """Apps by name and developer: the same app in two stores, versions or batches is one."""
    enterprises_named: int
    """Enterprises as far as rows are matched, and unmatched developers by name."""
    rows_withdrawn: int
    inspections: int
    cases: int
    cases_by_state: tuple[tuple[str, int], ...]
    delisted: int
    restored: int


def funnel(connection: Connection, day: dt.date, regulator: str = "miit") -> Funnel:
    """The published figures of a regulator, added up over the rounds published by a day."""
    f = figures.c
    rows = connection.execute(
        sa.select(f.first_round, f.last_round, f.tested, f.ordered, f.named, f.delisted)
        .where(f.regulator == regulator, f.published <= day)
        .order_by(f.first_round)
    ).all()
    sums = [_sum([row[column] for row in rows]) for column in range(2, 6)]
    return Funnel(sum(r.last_round - r.first_round + 1 for r in rows), *sums)


def _sum(values: list[int | None]) -> int | None:
    """None when a round did not publish the figure: a sum with a hole in it is no sum."""
    known = [v for v in values if v is not None]
    return sum(known) if known and len(known) == len(values) else None


def counts(connection: Connection, day: dt.date, regulator: str | None = None) -> Counts:
    """What stood in the ledger at the end of a day in Beijing.

    Notices are counted by their day of publication, rows withdrawn by the day's end.  States of cases are today's for the
    cases opened by then: a state as of a day is the journal's to tell."""
    end = sa.literal(dt.datetime.combine(day, dt.time.max, BEIJING), Instant)
    n, r = notices.c, notice_rows.c
    published = n.published <= day
    if regulator is not None:
        published &= n.regulator == regulator
    rows = connection.execute(
        sa.select(n.id, r.name, r.developer, r.enterprise_id, (journal.c.at <= end).label("withdrawn"))
        .join(notice_rows, r.notice_id == n.id)
        .outerjoin(journal, journal.c.seq == r.withdrawn)
        .where(published)
    ).all()
    standing = [row for row in rows if not row.withdrawn]
    states = connection.execute(
        sa.select(cases.c.state, sa.func.count())
        .where(cases.c.opened_at <= end)
        .group_by(cases.c.state)
        .order_by(cases.c.state)
    ).all()
    d = delistings.c
    return Counts(
        len({row.id for row in rows}), len(standing), len({(row.name, row.developer) for row in standing}),
        len({row.enterprise_id or row.developer for row in standing}), len(rows) - len(standing),
        _number(connection, inspections.c.recorded_at, end), sum(s[1] for s in states),
        tuple((s[0], s[1]) for s in states), _number(connection, d.ordered_at, end),
        _number(connection, d.restored_at, end),
    )  # fmt: skip


def _number(connection: Connection, column: sa.Column[dt.datetime], end: sa.ColumnElement[dt.datetime]) -> int:
    query = sa.select(sa.func.count()).where(column <= end)
    return int(connection.execute(query).scalar_one())
