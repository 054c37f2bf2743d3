"""Apps as they are registered: whose they are, their builds, each build's last inspection and where it is listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, listings, versions
from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.inspections import inspections
from kanhe.server.views.paging import Part, part


@dataclass(frozen=True, slots=True)
class RegisteredApp:
    id: str
    platform: str
    package_id: str
    name: str
    enterprise: str
    enterprise_name: str
    filing_number: str | None
    versions: int


@dataclass(frozen=True, slots=True)
class Build:
    """A version: one package by its hash."""

    sha256: str
    version_name: str
    version_code: int | None
    signer: str | None
    inspection: str | None
    verdict: str | None
    stores: tuple[str, ...]
    """Which list it now."""


@dataclass(frozen=True, slots=True)
class AppView:
    app: RegisteredApp
    builds: tuple[Build, ...]
    """The newest first."""


def app_rows(
    connection: Connection, text: str | None = None, enterprise: str | None = None, after: str | None = None,
    limit: int = 50,
) -> Part[RegisteredApp]:  # fmt: skip
    """By id.  ``text``: part of the name or of the package id."""
    a = apps.c
    query = _query()
    if text:
        query = query.where(
            sa.or_(a.name.contains(text, autoescape=True), a.package_id.contains(text, autoescape=True))
        )
    if enterprise is not None:
        query = query.where(a.enterprise_id == enterprise)
    return part(connection, query, (a.id,), _row, after, limit)


def app_view(connection: Connection, app: str, enterprise: str | None = None) -> AppView | None:
    """None when there is none, or none of this enterprise."""
    query = _query().where(apps.c.id == app)
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    found = connection.execute(query).first()
    if found is None:
        return None
    v, i, li = versions.c, inspections.c, listings.c
    stores: dict[str, list[str]] = {}
    for row in connection.execute(
        sa.select(li.sha256, li.store)
        .join(versions, v.sha256 == li.sha256)
        .where(v.app_id == app, li.unlisted_at.is_(None))
        .order_by(li.store)
    ):
        stores.setdefault(row.sha256, []).append(row.store)
    builds = connection.execute(
        sa.select(v.sha256, v.version_name, v.version_code, v.signer, i.id, i.verdict)
        .outerjoin(inspections, (i.sha256 == v.sha256) & i.superseded_by.is_(None))
        .where(v.app_id == app)
        .order_by(v.since.desc())
    )
    return AppView(_row(found), tuple(Build(*row, tuple(stores.get(row.sha256, ()))) for row in builds))


def _query() -> sa.Select[Any]:
    a = apps.c
    count = sa.select(sa.func.count()).where(versions.c.app_id == a.id).correlate(apps).scalar_subquery()
    return sa.select(
        a.id, a.platform, a.package_id, a.name, a.enterprise_id, enterprises.c.name.label("owner"), a.filing_number,
        count.label("builds"),
    ).join(enterprises, enterprises.c.id == a.enterprise_id)  # fmt: skip


def _row(row: Any) -> RegisteredApp:
    return RegisteredApp(*row[:8])
