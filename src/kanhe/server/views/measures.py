"""Measures as they are read: whom they bind, on which batches they rest, what they hold, and until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, listings, versions
from kanhe.ledger.enterprises import enterprises, groups
from kanhe.ledger.inspections import inspections
from kanhe.ledger.measures import measures
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.ledger.strikes import Owner, members
from kanhe.server.views.paging import Part, part

STATES = ("proposed", "signed", "rejected", "lifted")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    id: str
    owner_kind: str
    """'group' or 'enterprise'."""
    owner: str
    owner_name: str
    policy: str
    state: str
    first_day: dt.date
    last_day: dt.date | None
    """None: until lifted."""
    signed_by: str | None
    lifted_on: dt.date | None
    holds_today: bool
    batches: int


@dataclass(frozen=True, slots=True)
class Ground:
    """A batch that a measure rests on, and whom it named."""

    notice: str
    title: str
    published: dt.date
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldBuild:
    """A build that the measure holds, or would hold: no store lists it, and no inspection of it passed."""

    sha256: str
    app: str
    app_name: str
    version_name: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    measure: MeasureRow
    members: tuple[str, ...]
    """Names of the enterprises it binds."""
    grounds: tuple[Ground, ...]
    apps: int
    """All apps of the owner; new versions of each of them are held."""
    builds: int
    held: tuple[HeldBuild, ...]
    """The first hundred of the builds."""


def measure_rows(
    connection: Connection, day: dt.date, state: str | None = None, enterprise: str | None = None,
    after: str | None = None, limit: int = 50,
) -> Part[MeasureRow]:  # fmt: skip
    """Newest first.  ``enterprise``: only those that bind it."""
    m = measures.c
    query = _query()
    if state is not None:
        query = query.where(m.state == state)
    if enterprise is not None:
        query = query.where(_binds(enterprise))
    return part(connection, query, (m.first_day, m.id), lambda row: _row(row, day), after, limit, newest_first=True)


def measures_holding(connection: Connection, day: dt.date) -> tuple[MeasureRow, ...]:
    """Those that hold new builds on a day; who ends first stands first."""
    m = measures.c
    query = _query().where(
        m.state.in_(("signed", "lifted")), m.first_day <= day, sa.or_(m.last_day.is_(None), m.last_day >= day),
        sa.or_(m.lifted_on.is_(None), m.lifted_on >= day),
    )  # fmt: skip
    rows = (_row(row, day) for row in connection.execute(query))
    return tuple(sorted(rows, key=lambda r: (r.last_day or dt.date.max, r.id)))


def measure_view(
    connection: Connection, measure: str, day: dt.date, enterprise: str | None = None
) -> MeasureView | None:  # fmt: skip
    """None when there is none, or none that binds this enterprise."""
    query = _query().where(measures.c.id == measure)
    if enterprise is not None:
        query = query.where(_binds(enterprise))
    found = connection.execute(query).first()
    if found is None:
        return None
    owner = Owner(found.owner_kind, found.owner_id)
    n, r = notices.c, notice_rows.c
    ids = found.notices.split("\n")
    named: dict[tuple[str, str, dt.date], list[str]] = {}
    for row in connection.execute(
        sa.select(n.id, n.title, n.published, r.name)
        .join(notice_rows, r.notice_id == n.id)
        .join(enterprises, enterprises.c.id == r.enterprise_id)
        .where(n.id.in_(ids), members(owner), r.withdrawn.is_(None))
        .order_by(n.published, n.id, r.position)
    ):
        named.setdefault((row.id, row.title, row.published), []).append(row.name)
    bound = connection.execute(sa.select(enterprises.c.name).where(members(owner)).order_by(enterprises.c.id)).scalars()
    apps_of = (
        sa.select(sa.func.count()).select_from(apps).join(enterprises, enterprises.c.id == apps.c.enterprise_id)
    ).where(members(owner))
    held = _held(owner)
    builds = connection.execute(sa.select(sa.func.count()).select_from(held.subquery())).scalar_one()
    return MeasureView(
        _row(found, day), tuple(bound),
        tuple(Ground(*batch, tuple(dict.fromkeys(names))) for batch, names in named.items()),
        int(connection.execute(apps_of).scalar_one()), int(builds),
        tuple(HeldBuild(*row) for row in connection.execute(held.order_by(apps.c.name, versions.c.since).limit(100))),
    )  # fmt: skip


def _held(owner: Owner) -> sa.Select[Any]:
    v, i = versions.c, inspections.c
    listed = sa.exists().where(listings.c.sha256 == v.sha256, listings.c.unlisted_at.is_(None))
    passed = sa.exists().where(i.sha256 == v.sha256, i.superseded_by.is_(None), i.verdict == "pass")
    return (
        sa.select(v.sha256, apps.c.id, apps.c.name, v.version_name)
        .join(apps, apps.c.id == v.app_id)
        .join(enterprises, enterprises.c.id == apps.c.enterprise_id)
        .where(members(owner), ~listed, ~passed)
    )


def _binds(enterprise: str) -> sa.ColumnElement[bool]:
    m = measures.c
    group = sa.select(enterprises.c.group_id).where(enterprises.c.id == enterprise).scalar_subquery()
    return sa.or_(
        (m.owner_kind == "enterprise") & (m.owner_id == enterprise), (m.owner_kind == "group") & (m.owner_id == group)
    )


def _query() -> sa.Select[Any]:
    m = measures.c
    return (
        sa.select(
            m.id, m.owner_kind, m.owner_id, sa.func.coalesce(groups.c.name, enterprises.c.name, m.owner_id).label("owner"),
            m.policy, m.state, m.first_day, m.last_day, m.signed_by, m.lifted_on, m.notices,
        )
        .outerjoin(groups, (m.owner_kind == "group") & (groups.c.id == m.owner_id))
        .outerjoin(enterprises, (m.owner_kind == "enterprise") & (enterprises.c.id == m.owner_id))
    )  # fmt: skip


def _row(row: Any, day: dt.date) -> MeasureRow:
    last = min(row.last_day or dt.date.max, row.lifted_on or dt.date.max)
    holds = row.state in ("signed", "lifted") and row.first_day <= day <= last
    return MeasureRow(
        row.id, row.owner_kind, row.owner_id, row.owner, row.policy, row.state, row.first_day, row.last_day,
        row.signed_by, row.lifted_on, holds, len(row.notices.split("\n")),
    )  # fmt: skip
