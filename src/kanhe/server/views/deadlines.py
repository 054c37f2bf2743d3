"""What falls due on which day: orders and notices to be followed, inspections, measures and waivers that end."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, versions
from kanhe.ledger.cases import cases
from kanhe.ledger.enterprises import enterprises, groups
from kanhe.ledger.event import Refused
from kanhe.ledger.inspections import submissions
from kanhe.ledger.measures import measures
from kanhe.ledger.schema import Instant
from kanhe.ledger.workdays import BEIJING, day_of, is_working_day

Kind = Literal["order", "notice", "inspection", "measure"]


@dataclass(frozen=True, slots=True)
class Due:
    day: dt.date
    kind: Kind
    id: str
    """Of the case, submission or measure."""
    what: str
    """The app or the owner."""
    overdue: bool


@dataclass(frozen=True, slots=True)
class CalendarDay:
    day: dt.date
    in_month: bool
    today: bool
    works: bool | None
    """A working day of the State Council's calendar; None for a year it has not published."""
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Month:
    first: dt.date
    previous: dt.date
    next: dt.date
    weeks: tuple[tuple[CalendarDay, ...], ...]
    """From Monday to Sunday."""


def due_between(connection: Connection, first: dt.date, last: dt.date, today: dt.date) -> tuple[Due, ...]:
    """By day."""
    found = [*_cases(connection, first, last, today), *_inspections(connection, first, last, today)]
    found += _measures(connection, first, last)
    return tuple(sorted(found, key=lambda d: (d.day, d.kind, d.id)))


def month(connection: Connection, day: dt.date, today: dt.date) -> Month:
    """The month of a day in whole weeks."""
    first = day.replace(day=1)
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    due: dict[dt.date, list[Due]] = {}
    for one in due_between(connection, weeks[0][0], weeks[-1][-1], today):
        due.setdefault(one.day, []).append(one)
    return Month(
        first, (first - dt.timedelta(days=1)).replace(day=1), (first + dt.timedelta(days=32)).replace(day=1),
        tuple(
            tuple(CalendarDay(d, d.month == first.month, d == today, works(d), tuple(due.get(d, ()))) for d in week)
            for week in weeks
        ),
    )  # fmt: skip


def works(day: dt.date) -> bool | None:
    try:
        return is_working_day(day)
    except Refused:
        return None


def _cases(connection: Connection, first: dt.date, last: dt.date, today: dt.date) -> list[Due]:
    c = cases.c
    query = (
        sa.select(c.id, c.state, c.deadline, apps.c.name)
        .join(apps, apps.c.id == c.app_id)
        .where(c.state.in_(("ordered", "noticed")), c.deadline.between(first, last))
    )
    return [
        Due(r.deadline, "order" if r.state == "ordered" else "notice", r.id, r.name, r.deadline < today)
        for r in connection.execute(query)
    ]


def _inspections(connection: Connection, first: dt.date, last: dt.date, today: dt.date) -> list[Due]:
    s = submissions.c
    begin = sa.literal(dt.datetime.combine(first, dt.time.min, BEIJING), Instant)
    end = sa.literal(dt.datetime.combine(last, dt.time.max, BEIJING), Instant)
    query = (
        sa.select(s.id, s.due_at, apps.c.name)
        .join(versions, versions.c.sha256 == s.sha256)
        .join(apps, apps.c.id == versions.c.app_id)
        .where(s.state.in_(("queued", "running")), s.due_at >= begin, s.due_at <= end)
    )
    return [
        Due(day_of(r.due_at), "inspection", r.id, r.name, day_of(r.due_at) < today) for r in connection.execute(query)
    ]


def _measures(connection: Connection, first: dt.date, last: dt.date) -> list[Due]:
    m = measures.c
    query = (
        sa.select(m.id, m.last_day, sa.func.coalesce(groups.c.name, enterprises.c.name, m.owner_id).label("owner"))
        .outerjoin(groups, (m.owner_kind == "group") & (groups.c.id == m.owner_id))
        .outerjoin(enterprises, (m.owner_kind == "enterprise") & (enterprises.c.id == m.owner_id))
        .where(m.state == "signed", m.last_day.between(first, last))
    )
    return [Due(r.last_day, "measure", r.id, r.owner, False) for r in connection.execute(query)]
