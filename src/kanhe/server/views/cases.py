"""Cases as they are read: lists by state, deadline, app and round; one with its problems, re-tests and history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.cases import OPEN, TRANSITIONS, case_problems, cases, retests
from kanhe.ledger.delistings import delistings
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.server.views.paging import Part, part

AWAITED = ("ordered", "noticed")
"""States in which a deadline runs."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    id: str
    app: str
    app_name: str
    package_id: str
    enterprise: str
    enterprise_name: str
    version_name: str
    source: str
    """The store that the sample came from."""
    regulator: str
    round: str
    state: str
    deadline: dt.date | None
    """The last day of the order or notice that is open."""
    overdue: bool
    opened_at: dt.datetime
    changed_at: dt.datetime
    labels: tuple[str, ...]
    """The problems found, by the regulator's label."""


@dataclass(frozen=True, slots=True)
class CaseProblem:
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class RetestRow:
    id: str
    version_name: str
    sha256: str | None
    passed: bool
    report: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A notice that names the case."""

    notice: str
    title: str
    published: dt.date
    position: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A delisting order of the case."""

    delisting: str
    ordered_at: dt.datetime
    restored_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class CaseView:
    case: CaseRow
    problems: tuple[CaseProblem, ...]
    retests: tuple[RetestRow, ...]
    notices: tuple[NamedIn, ...]
    delistings: tuple[TakenDown, ...]
    next_states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases; None asks for nothing."""

    state: str | None = None
    app: str | None = None
    enterprise: str | None = None
    regulator: str | None = None
    round: str | None = None
    overdue: bool = False
    due_by: dt.date | None = None
    """Whose deadline lies on or before a day."""
    among: frozenset[str] | None = None
    """Only these."""
    open: bool = False
    """Only those that are not closed."""


def case_rows(
    connection: Connection, day: dt.date, wanted: CaseFilter, after: str | None = None, limit: int = 50
) -> Part[CaseRow]:  # fmt: skip
    """The cases by deadline (those without one last), then by age.  ``day``: what deadlines are held against."""
    c = cases.c
    due = sa.func.coalesce(c.deadline, sa.literal(dt.date(9999, 12, 31), sa.Date), type_=sa.Date)
    found = part(
        connection, _query().where(*_conditions(day, wanted)), (due, c.opened_at, c.id),
        lambda row: _row(row, day), after, limit,
    )  # fmt: skip
    return Part(_labelled(connection, found.items), found.next)


def case_view(connection: Connection, case: str, day: dt.date, enterprise: str | None = None) -> CaseView | None:
    """One case; None when there is none, or none of this enterprise."""
    query = _query().where(cases.c.id == case)
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    found = connection.execute(query).first()
    if found is None:
        return None
    (row,) = _labelled(connection, (_row(found, day),))
    p, r, n, d = case_problems.c, retests.c, notice_rows.c, delistings.c
    problems = connection.execute(sa.select(p.label, p.detail).where(p.case_id == case).order_by(p.label))
    tests = connection.execute(
        sa.select(r.id, r.version_name, r.sha256, r.passed, r.report, r.at)
        .where(r.case_id == case)
        .order_by(r.at, r.id)
    )
    named = connection.execute(
        sa.select(n.notice_id, notices.c.title, notices.c.published, n.position, n.withdrawn.is_not(None))
        .join(notices, notices.c.id == n.notice_id)
        .where(n.case_id == case)
        .order_by(notices.c.published, n.notice_id)
    )
    down = connection.execute(
        sa.select(d.id, d.ordered_at, d.restored_at).where(d.case_id == case).order_by(d.ordered_at, d.id)
    )
    return CaseView(
        row, tuple(CaseProblem(*x) for x in problems), tuple(RetestRow(*x) for x in tests),
        tuple(NamedIn(*x) for x in named), tuple(TakenDown(*x) for x in down), TRANSITIONS[row.state],
    )  # fmt: skip


def case_states(connection: Connection, wanted: CaseFilter, day: dt.date) -> tuple[tuple[str, int], ...]:
    """How many cases are in each state."""
    query = (
        sa.select(cases.c.state, sa.func.count())
        .join(apps, apps.c.id == cases.c.app_id)
        .where(*_conditions(day, wanted))
        .group_by(cases.c.state)
    )
    order = list(TRANSITIONS)
    return tuple(sorted(((r[0], int(r[1])) for r in connection.execute(query)), key=lambda r: order.index(r[0])))


def _conditions(day: dt.date, wanted: CaseFilter) -> list[sa.ColumnElement[bool]]:
    c = cases.c
    given: list[tuple[object, sa.ColumnElement[bool]]] = [
        (wanted.state, c.state == wanted.state), (wanted.app, c.app_id == wanted.app),
        (wanted.enterprise, apps.c.enterprise_id == wanted.enterprise), (wanted.regulator, c.regulator == wanted.regulator),
        (wanted.round, c.round == wanted.round),
    ]  # fmt: skip
    conditions = [condition for value, condition in given if value is not None]
    if wanted.overdue:
        conditions += [c.state.in_(AWAITED), c.deadline < day]
    if wanted.among is not None:
        conditions.append(c.id.in_(sorted(wanted.among)))
    if wanted.open:
        conditions.append(c.state.in_(OPEN))
    if wanted.due_by is not None:
        conditions += [c.state.in_(AWAITED), c.deadline <= wanted.due_by]
    return conditions


def _query() -> sa.Select[Any]:
    c = cases.c
    return (
        sa.select(
            c.id, c.app_id, apps.c.name, apps.c.package_id, apps.c.enterprise_id, enterprises.c.name.label("owner"),
            c.version_name, c.source, c.regulator, c.round, c.state, c.deadline, c.opened_at, c.changed_at,
        )
        .join(apps, apps.c.id == c.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
    )  # fmt: skip


def _row(row: Any, day: dt.date) -> CaseRow:
    late = row.state in AWAITED and row.deadline is not None and row.deadline < day
    return CaseRow(
        row.id, row.app_id, row.name, row.package_id, row.enterprise_id, row.owner, row.version_name, row.source,
        row.regulator, row.round, row.state, row.deadline, late, row.opened_at, row.changed_at, (),
    )  # fmt: skip


def _labelled(connection: Connection, rows: tuple[CaseRow, ...]) -> tuple[CaseRow, ...]:
    """The rows with the labels of their problems."""
    p = case_problems.c
    query = sa.select(p.case_id, p.label).where(p.case_id.in_([r.id for r in rows])).order_by(p.label)
    labels: dict[str, list[str]] = {}
    for row in connection.execute(query):
        labels.setdefault(row.case_id, []).append(row.label)
    return tuple(replace(r, labels=tuple(labels.get(r.id, ()))) for r in rows)


def case_of_retest(connection: Connection, retest: str) -> str | None:
    """The case that a re-test belongs to."""
    return connection.execute(sa.select(retests.c.case_id).where(retests.c.id == retest)).scalar()
