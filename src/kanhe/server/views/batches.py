"""Batches of public notice as they are read: lists, one with its rows, and which cases may stand in the next one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.server.views.paging import Part, part


@dataclass(frozen=True, slots=True)
class BatchRow:
    id: str
    regulator: str
    year: int
    number: int
    """Of the batch in its year."""
    total_number: int | None
    """Of the batch in the whole series."""
    published: dt.date
    deadline: dt.date | None
    title: str
    look_back: bool
    rows: int
    """Rows that stand; those withdrawn are not among them."""
    unmatched: int
    """Standing rows whose enterprise is not known."""
    withdrawn: int


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row as published, and what it was matched to."""

    position: int
    number: int | None
    kind: str
    name: str
    developer: str
    source: str
    version: str
    problems: tuple[str, ...]
    filing_number: str | None
    region: str | None
    enterprise: str | None
    enterprise_name: str | None
    app: str | None
    case: str | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class BatchView:
    notice: BatchRow
    rows: tuple[NamedRow, ...]


def batch_rows(
    connection: Connection, year: int | None = None, regulator: str | None = None, unmatched: bool = False,
    after: str | None = None, limit: int = 50,
) -> Part[BatchRow]:  # fmt: skip
    """Newest first."""
    n, r = notices.c, notice_rows.c
    query = _query()
    if year is not None:
        query = query.where(n.year == year)
    if regulator is not None:
        query = query.where(n.regulator == regulator)
    if unmatched:
        loose = sa.select(r.notice_id).where(r.enterprise_id.is_(None), r.withdrawn.is_(None))
        query = query.where(n.id.in_(loose))
    return part(connection, query, (n.published, n.id), _batch, after, limit, newest_first=True)


def batch_view(connection: Connection, notice: str) -> BatchView | None:
    found = connection.execute(_query().where(notices.c.id == notice)).first()
    if found is None:
        return None
    r = notice_rows.c
    rows = connection.execute(
        sa.select(
            r.position, r.number, r.kind, r.name, r.developer, r.source, r.version, r.problems, r.filing_number, r.region,
            r.enterprise_id, enterprises.c.name.label("owner"), r.app_id, r.case_id, r.withdrawn,
        )
        .outerjoin(enterprises, enterprises.c.id == r.enterprise_id)
        .where(r.notice_id == notice)
        .order_by(r.position)
    )  # fmt: skip
    return BatchView(_batch(found), tuple(_named(row) for row in rows))


def next_numbers(connection: Connection, regulator: str, year: int) -> tuple[int, int | None]:
    """Number in the year and in the series that the regulator's next batch would have, as far as that is known."""
    n = notices.c
    of_year = sa.select(sa.func.max(n.number)).where(n.regulator == regulator, n.year == year)
    of_all = sa.select(sa.func.max(n.total_number)).where(n.regulator == regulator)
    last, total = connection.execute(of_year).scalar(), connection.execute(of_all).scalar()
    return (last or 0) + 1, total + 1 if total else None


def apps_of(connection: Connection, enterprise: str) -> tuple[tuple[str, str], ...]:
    """Id and name of the apps of an enterprise."""
    a = apps.c
    query = sa.select(a.id, a.name).where(a.enterprise_id == enterprise).order_by(a.name, a.id)
    return tuple((row.id, row.name) for row in connection.execute(query))


def _query() -> sa.Select[Any]:
    n, r = notices.c, notice_rows.c

    def number(*conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        counted = sa.select(sa.func.count()).where(r.notice_id == n.id, *conditions)
        return counted.correlate(notices).scalar_subquery()

    stands = r.withdrawn.is_(None)
    return sa.select(
        n.id, n.regulator, n.year, n.number, n.total_number, n.published, n.deadline, n.title, n.look_back,
        number(stands).label("rows"), number(stands, r.enterprise_id.is_(None)).label("unmatched"),
        number(r.withdrawn.is_not(None)).label("taken_back"),
    )  # fmt: skip


def _batch(row: Any) -> BatchRow:
    return BatchRow(*row[:12])


def _named(row: Any) -> NamedRow:
    return NamedRow(
        row.position, row.number, row.kind, row.name, row.developer, row.source, row.version,
        tuple(row.problems.split("\n")) if row.problems else (), row.filing_number, row.region, row.enterprise_id,
        row.owner, row.app_id, row.case_id, row.withdrawn is not None,
    )  # fmt: skip
