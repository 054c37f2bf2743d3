"""Enterprises as they are read: names, group, apps, strikes of the window and what is left of the allowance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.enterprises import enterprise_names, enterprises, groups, plain_name
from kanhe.ledger.measures import in_force
from kanhe.ledger.notice_tables import notices
from kanhe.ledger.strikes import active_policy, owner_of, strikes
from kanhe.server.views.paging import Part, part


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    id: str
    name: str
    credit_code: str | None
    group: str | None
    group_name: str | None
    apps: int
    strikes: int
    """Batches that count on the day, of the whole group where the policy counts so."""
    allowed: int
    left: int
    trigger_at: int
    measure: str | None
    """Id of the measure that holds its new builds on the day."""


@dataclass(frozen=True, slots=True)
class StrikeRow:
    """A batch that counts."""

    notice: str
    title: str
    year: int
    number: int
    total_number: int | None
    published: dt.date
    rows: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppRow:
    id: str
    name: str
    platform: str
    package_id: str
    filing_number: str | None


@dataclass(frozen=True, slots=True)
class EnterpriseView:
    enterprise: EnterpriseRow
    names: tuple[str, ...]
    """Every spelling, its own included."""
    members: tuple[str, ...]
    """Ids of the enterprises counted together with it, its own included."""
    strikes: tuple[StrikeRow, ...]
    apps: tuple[AppRow, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    id: str
    name: str
    members: int


def enterprise_rows(
    connection: Connection, day: dt.date, text: str | None = None, after: str | None = None, limit: int = 50
) -> Part[EnterpriseRow]:
    """By id.  ``text``: part of a name, or the id."""
    query = _query()
    if text:
        n = enterprise_names.c
        named = sa.select(n.enterprise_id).where(n.plain.contains(plain_name(text), autoescape=True))
        query = query.where(sa.or_(enterprises.c.id == text, enterprises.c.id.in_(named)))
    return part(connection, query, (enterprises.c.id,), lambda row: _row(connection, row, day), after, limit)


def most_named(connection: Connection, day: dt.date, most: int = 100) -> tuple[EnterpriseRow, ...]:
    """The enterprises that were named in the window of the policy, the most often named first."""
    from kanhe.ledger.notice_tables import notice_rows

    policy = active_policy(connection)
    named = (
        sa.select(notice_rows.c.enterprise_id)
        .join(notices, notices.c.id == notice_rows.c.notice_id)
        .where(
            notice_rows.c.enterprise_id.is_not(None), notice_rows.c.withdrawn.is_(None),
            notices.c.published.between(policy.first_day(day), day), notices.c.regulator.in_(policy.sources),
        )
    )  # fmt: skip
    rows = connection.execute(_query().where(enterprises.c.id.in_(named)).order_by(enterprises.c.id))
    found = sorted((_row(connection, row, day) for row in rows), key=lambda r: (-r.strikes, r.id))
    return tuple(found[:most])


def enterprise_view(connection: Connection, enterprise: str, day: dt.date) -> EnterpriseView | None:
    """None when there is no such enterprise."""
    found = connection.execute(_query().where(enterprises.c.id == enterprise)).first()
    if found is None:
        return None
    policy = active_policy(connection)
    owner = owner_of(connection, enterprise, policy)
    counted = strikes(connection, owner, day, policy)
    n = notices.c
    told = {
        r.id: r
        for r in connection.execute(
            sa.select(n.id, n.title, n.year, n.number, n.total_number).where(n.id.in_([s.notice for s in counted]))
        )
    }
    names = connection.execute(
        sa.select(enterprise_names.c.name)
        .where(enterprise_names.c.enterprise_id == enterprise)
        .order_by(enterprise_names.c.name)
    ).scalars()
    a = apps.c
    members = (
        connection.execute(
            sa.select(enterprises.c.id).where(enterprises.c.group_id == owner.id).order_by(enterprises.c.id)
        ).scalars()
        if owner.kind == "group"
        else [enterprise]
    )
    return EnterpriseView(
        _row(connection, found, day), tuple(names), tuple(members),
        tuple(
            StrikeRow(
                s.notice, told[s.notice].title, told[s.notice].year, told[s.notice].number, told[s.notice].total_number,
                s.published, s.rows, s.names,
            )
            for s in counted
        ),
        tuple(
            AppRow(*row)
            for row in connection.execute(
                sa.select(a.id, a.name, a.platform, a.package_id, a.filing_number)
                .where(a.enterprise_id == enterprise)
                .order_by(a.name, a.id)
            )
        ),
    )  # fmt: skip


def group_rows(connection: Connection, after: str | None = None, limit: int = 50) -> Part[GroupRow]:
    members = (
        sa.select(sa.func.count()).where(enterprises.c.group_id == groups.c.id).correlate(groups).scalar_subquery()
    )
    query = sa.select(groups.c.id, groups.c.name, members.label("members"))
    return part(connection, query, (groups.c.id,), lambda r: GroupRow(r.id, r.name, r.members), after, limit)


def _query() -> sa.Select[Any]:
    e = enterprises.c
    owned = sa.select(sa.func.count()).where(apps.c.enterprise_id == e.id).correlate(enterprises).scalar_subquery()
    return sa.select(
        e.id, e.name, e.credit_code, e.group_id, groups.c.name.label("group_name"), owned.label("apps")
    ).outerjoin(groups, groups.c.id == e.group_id)


def _row(connection: Connection, row: Any, day: dt.date) -> EnterpriseRow:
    policy = active_policy(connection)
    count = len(strikes(connection, owner_of(connection, row.id, policy), day, policy))
    holds = in_force(connection, row.id, day)
    return EnterpriseRow(
        row.id, row.name, row.credit_code, row.group_id, row.group_name, row.apps, count, policy.allowed,
        max(0, policy.allowed - count), policy.trigger_at, holds.id if holds else None,
    )  # fmt: skip
