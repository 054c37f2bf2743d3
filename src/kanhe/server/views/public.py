"""What is public: published notices, what became of an app in public, published figures and what the ledger counts of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.delistings import delisting_stores, delistings
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.exporting.official_text import regulator_name
from kanhe.ledger.figures import figures
from kanhe.ledger.notice_tables import notice_rows, notices


@dataclass(frozen=True, slots=True)
class Batch:
    """A notice in a list."""

    id: str
    regulator: str
    year: int
    number: int
    total_number: int | None
    published: dt.date
    deadline: dt.date | None
    title: str
    look_back: bool
    rows: int
    apps: int
    """By name and developer."""
    enterprises: int

    @property
    def regulator_name(self) -> str:
        return regulator_name(self.regulator)


def batches(connection: Connection, regulator: str | None = None, year: int | None = None) -> tuple[Batch, ...]:
    """The newest first; rows that were withdrawn are not counted."""
    n, r = notices.c, notice_rows.c
    stands = r.withdrawn.is_(None)
    each = r.name + sa.literal("\n") + r.developer
    owner = sa.func.coalesce(r.enterprise_id, r.developer)

    def number(of: sa.ColumnElement[Any]) -> sa.ScalarSelect[int]:
        return sa.select(of).where(r.notice_id == n.id, stands).correlate(notices).scalar_subquery()

    query = sa.select(
        n.id, n.regulator, n.year, n.number, n.total_number, n.published, n.deadline, n.title, n.look_back,
        number(sa.func.count()), number(sa.func.count(sa.distinct(each))), number(sa.func.count(sa.distinct(owner))),
    ).order_by(n.published.desc(), n.number.desc(), n.id)  # fmt: skip
    if regulator is not None:
        query = query.where(n.regulator == regulator)
    if year is not None:
        query = query.where(n.year == year)
    return tuple(Batch(*row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class Row:
    """A row as published."""

    notice: str
    published: dt.date
    title: str
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
    app: str | None
    withdrawn: bool


def rows(connection: Connection, notice: str) -> tuple[Row, ...]:
    """The rows of a notice in their order, those withdrawn among them."""
    return _rows(connection, notice_rows.c.notice_id == notice)


def rows_with(
    connection: Connection, problem: str, regulator: str | None = None, year: int | None = None
) -> tuple[Row, ...]:
    """The rows that name a problem and stand."""
    n, r = notices.c, notice_rows.c
    which = (sa.literal("\n") + r.problems + "\n").contains(f"\n{problem}\n", autoescape=True) & r.withdrawn.is_(None)
    if regulator is not None:
        which &= n.regulator == regulator
    if year is not None:
        which &= n.year == year
    return _rows(connection, which)


@dataclass(frozen=True, slots=True)
class Delisting:
    """An order, and how far it was carried out."""

    id: str
    app: str
    name: str
    developer: str
    version_name: str | None
    reason: str
    ordered_at: dt.datetime
    restored_at: dt.datetime | None
    stores: int
    done: int


@dataclass(frozen=True, slots=True)
class AppRecord:
    """What is public of an app."""

    id: str
    name: str
    platform: str
    package_id: str
    filing_number: str | None
    enterprise: str
    enterprise_name: str
    named: tuple[Row, ...]
    delistings: tuple[Delisting, ...]

    @property
    def is_down(self) -> bool:
        return any(d.restored_at is None for d in self.delistings)


def app_record(connection: Connection, app: str, sees_all: bool = False) -> AppRecord | None:
    """None for an app of which nothing is public, unless all apps may be seen."""
    a = apps.c
    row = connection.execute(
        sa.select(
            a.id, a.name, a.platform, a.package_id, a.filing_number, a.enterprise_id, enterprises.c.name.label("owner"),
        )
        .join(enterprises, enterprises.c.id == a.enterprise_id)
        .where(a.id == app)
    ).first()  # fmt: skip
    if row is None:
        return None
    named = _rows(connection, of_app(row.id, row.name, row.enterprise_id))
    down = delisting_orders(connection, app)
    if not named and not down and not sees_all:
        return None
    return AppRecord(
        row.id, row.name, row.platform, row.package_id, row.filing_number, row.enterprise_id, row.owner, named, down
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EnterpriseRecord:
    """Where an enterprise was named."""

    id: str
    name: str
    named: tuple[Row, ...]

    @property
    def batches(self) -> int:
        """In which a row still stands."""
        return len({row.notice for row in self.named if not row.withdrawn})


def enterprise_record(connection: Connection, enterprise: str) -> EnterpriseRecord | None:
    """None for an enterprise that no notice names."""
    e = enterprises.c
    row = connection.execute(sa.select(e.id, e.name).where(e.id == enterprise)).first()
    named = _rows(connection, notice_rows.c.enterprise_id == enterprise) if row else ()
    return EnterpriseRecord(row.id, row.name, named) if row and named else None


def of_app(app: Any, name: Any, enterprise: Any) -> sa.ColumnElement[bool]:
    """Rows of notices that name an app: matched to it, or under its name and enterprise and matched to none."""
    r = notice_rows.c
    return sa.or_(r.app_id == app, sa.and_(r.app_id.is_(None), r.name == name, r.enterprise_id == enterprise))


@dataclass(frozen=True, slots=True)
class Published:
    """Figures of some rounds as a regulator published them, and their sum up to then."""

    first_round: int
    last_round: int
    published: dt.date
    tested: int | None
    ordered: int | None
    named: int | None
    delisted: int | None
    source: str


def published(connection: Connection, regulator: str = "miit") -> tuple[Published, ...]:
    """In order of rounds."""
    f = figures.c
    query = sa.select(
        f.first_round, f.last_round, f.published, f.tested, f.ordered, f.named, f.delisted, f.source
    ).where(f.regulator == regulator).order_by(f.first_round)  # fmt: skip
    return tuple(Published(*row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A problem, and how many rows name it."""

    label: str
    rows: int


def problems(connection: Connection, regulator: str | None = None, year: int | None = None) -> tuple[Labelled, ...]:
    """The problems of the rows that stand, the most frequent first."""
    n, r = notices.c, notice_rows.c
    query = sa.select(r.problems).join(notices, n.id == r.notice_id).where(r.withdrawn.is_(None))
    if regulator is not None:
        query = query.where(n.regulator == regulator)
    if year is not None:
        query = query.where(n.year == year)
    counted: dict[str, int] = {}
    for text in connection.execute(query).scalars():
        for label in dict.fromkeys(filter(None, text.split("\n"))):
            counted[label] = counted.get(label, 0) + 1
    return tuple(Labelled(label, n) for label, n in sorted(counted.items(), key=lambda c: (-c[1], c[0])))


def regulators(found: Sequence[Batch]) -> tuple[tuple[str, str], ...]:
    """Id and name of those whose notices are there."""
    return tuple(sorted({(b.regulator, b.regulator_name) for b in found}))


def _rows(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[Row, ...]:
    n, r = notices.c, notice_rows.c
    query = (
        sa.select(
            n.id, n.published, n.title, r.position, r.number, r.kind, r.name, r.developer, r.source, r.version, r.problems,
            r.filing_number, r.region, r.app_id, r.withdrawn,
        )
        .join(notice_rows, r.notice_id == n.id)
        .where(which)
        .order_by(n.published, n.id, r.position)
    )  # fmt: skip
    return tuple(
        Row(
            row.id, row.published, row.title, row.position, row.number, row.kind, row.name, row.developer, row.source,
            row.version, tuple(filter(None, row.problems.split("\n"))), row.filing_number, row.region, row.app_id,
            row.withdrawn is not None,
        )
        for row in connection.execute(query)
    )  # fmt: skip


def delisting_orders(connection: Connection, app: str | None = None) -> tuple[Delisting, ...]:
    """The newest first; ``app``: of this app only, in their order."""
    d, s, a, e = delistings.c, delisting_stores.c, apps.c, enterprises.c
    shown = (d.id, d.app_id, a.name, e.name, d.version_name, d.reason, d.ordered_at, d.restored_at)
    query = (
        sa.select(*shown, sa.func.count().label("stores"), sa.func.count(s.done_at).label("done"))
        .join(delisting_stores, s.delisting_id == d.id)
        .join(apps, a.id == d.app_id)
        .join(enterprises, e.id == a.enterprise_id)
        .group_by(*shown)
        .order_by(d.ordered_at.desc(), d.id)
    )
    if app is not None:
        query = query.where(d.app_id == app).order_by(None).order_by(d.ordered_at, d.id)
    return tuple(Delisting(*row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class Named:
    """An enterprise that notices name, by rows that stand; ``id``: None for a developer that was matched to none."""

    id: str | None
    name: str
    batches: int
    rows: int
    apps: int


def named(connection: Connection) -> tuple[Named, ...]:
    """Those named in the most batches first."""
    r, e = notice_rows.c, enterprises.c
    name = sa.func.coalesce(e.name, r.developer)
    query = (
        sa.select(
            e.id, name, sa.func.count(sa.distinct(r.notice_id)).label("batches"), sa.func.count(),
            sa.func.count(sa.distinct(r.name)),
        )
        .outerjoin(enterprises, e.id == r.enterprise_id)
        .where(r.withdrawn.is_(None))
        .group_by(e.id, name)
        .order_by(sa.desc("batches"), name)
    )  # fmt: skip
    return tuple(Named(*row) for row in connection.execute(query))
