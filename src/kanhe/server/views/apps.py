"""An enterprise's apps as their developer sees them: the newest build of each, what became of it, and what is due.

Reads only; how the gate would decide is asked of the gate.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, listings, versions
from kanhe.ledger.cases import cases
from kanhe.ledger.gate.decision import Request
from kanhe.ledger.inspections import inspection_findings, inspections, submissions

ANY_STORE = "-"
"""A store that lists nothing yet: what the gate would tell it of a build is what it tells of a new one."""
DUE = ("ordered", "noticed")
"""States of cases in which the developer has to do something by a day."""


@dataclass(frozen=True, slots=True)
class OwnApp:
    id: str
    name: str
    platform: str
    package_id: str
    filing_number: str | None
    builds: int
    version_name: str | None
    """Of the newest build; None when there is none yet."""
    sha256: str | None
    signer: str | None
    inspection: str | None
    verdict: str | None
    submission: str | None
    """The last of the newest build."""
    state: str | None
    due: int
    """Cases in which something has to be done by a day."""
    deadline: dt.date | None
    """The first of those days."""

    @property
    def question(self) -> Request | None:
        """What a store would ask the gate of the newest build."""
        if self.sha256 is None or self.version_name is None:
            return None
        return Request(self.package_id, self.version_name, self.sha256, ANY_STORE, self.signer, self.platform)


@dataclass(frozen=True, slots=True)
class OwnBuild:
    sha256: str
    version_name: str
    version_code: int | None
    signer: str | None
    inspection: str | None
    verdict: str | None
    inspected_at: dt.datetime | None
    violations: int
    submission: str | None
    state: str | None
    stores: tuple[str, ...]
    """Which list it now."""

    def question(self, app: OwnApp) -> Request:
        return Request(app.package_id, self.version_name, self.sha256, ANY_STORE, self.signer, app.platform)


def own_apps(connection: Connection, enterprise: str) -> tuple[OwnApp, ...]:
    """The apps of an enterprise by name."""
    query = _query().where(apps.c.enterprise_id == enterprise).order_by(apps.c.name, apps.c.id)
    return tuple(OwnApp(*row) for row in connection.execute(query))


def own_app(connection: Connection, app: str, enterprise: str) -> OwnApp | None:
    """None when there is none, or none of this enterprise."""
    row = connection.execute(_query().where(apps.c.id == app, apps.c.enterprise_id == enterprise)).first()
    return OwnApp(*row) if row else None


def builds_of(connection: Connection, app: str) -> tuple[OwnBuild, ...]:
    """The newest first."""
    v, i, f = versions.c, inspections.c, inspection_findings.c
    count = sa.select(sa.func.count()).where(f.inspection_id == i.id).correlate(inspections).scalar_subquery()
    last = _last_submission(v.sha256)
    query = (
        sa.select(
            v.sha256, v.version_name, v.version_code, v.signer, i.id, i.verdict, i.recorded_at, count,
            last.with_only_columns(submissions.c.id).scalar_subquery(),
            last.with_only_columns(submissions.c.state).scalar_subquery(),
        )
        .select_from(versions)
        .outerjoin(inspections, (i.sha256 == v.sha256) & i.superseded_by.is_(None))
        .where(v.app_id == app)
        .order_by(v.since.desc())
    )  # fmt: skip
    stores = _stores(connection, app)
    found: list[tuple[Any, ...]] = [(*row, stores.get(row.sha256, ())) for row in connection.execute(query)]
    return tuple(OwnBuild(*values) for values in found)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An inspection of an app that another may be compared with."""

    id: str
    version_name: str
    verdict: str
    recorded_at: dt.datetime


def earlier_inspections(connection: Connection, inspection: str, limit: int = 12) -> tuple[Earlier, ...]:
    """The inspections of the same app before this one, the newest first."""
    this, own = inspections.alias("this").c, versions.alias("own").c
    i, v = inspections.c, versions.c
    query = (
        sa.select(i.id, v.version_name, i.verdict, i.recorded_at)
        .join(versions, v.sha256 == i.sha256)
        .join(own.sha256.table, own.app_id == v.app_id)
        .join(this.id.table, this.sha256 == own.sha256)
        .where(this.id == inspection, i.id != inspection, i.recorded_at <= this.recorded_at)
        .order_by(i.recorded_at.desc(), i.id.desc())
        .limit(limit)
    )
    return tuple(Earlier(*row) for row in connection.execute(query))


def _stores(connection: Connection, app: str) -> dict[str, tuple[str, ...]]:
    """Package hash → stores that list it."""
    li = listings.c
    rows = connection.execute(
        sa.select(li.sha256, li.store)
        .join(versions, versions.c.sha256 == li.sha256)
        .where(versions.c.app_id == app, li.unlisted_at.is_(None))
        .order_by(li.sha256, li.store)
    ).all()
    return {sha256: tuple(r.store for r in rows if r.sha256 == sha256) for sha256 in {r.sha256 for r in rows}}


def _last_submission(sha256: sa.ColumnElement[str]) -> sa.Select[Any]:
    s = submissions.c
    return sa.select(s.id).where(s.sha256 == sha256).order_by(s.submitted_at.desc(), s.id.desc()).limit(1)


def _query() -> sa.Select[Any]:
    a, c = apps.c, cases.c
    own = versions.alias("own").c
    newest = versions.alias("newest")
    v, i = newest.c, inspections.c
    last_since = sa.select(sa.func.max(own.since)).where(own.app_id == a.id).correlate(apps).scalar_subquery()
    builds = sa.select(sa.func.count()).where(own.app_id == a.id).correlate(apps).scalar_subquery()
    due = sa.select(sa.func.count()).where(c.app_id == a.id, c.state.in_(DUE)).correlate(apps)
    submission = _last_submission(v.sha256).correlate(newest)
    return (
        sa.select(
            a.id, a.name, a.platform, a.package_id, a.filing_number, builds, v.version_name, v.sha256, v.signer, i.id,
            i.verdict, submission.scalar_subquery(),
            submission.with_only_columns(submissions.c.state).scalar_subquery(), due.scalar_subquery(),
            due.with_only_columns(sa.func.min(c.deadline)).scalar_subquery(),
        )
        .select_from(apps)
        .outerjoin(newest, (v.app_id == a.id) & (v.since == last_since))
        .outerjoin(inspections, (i.sha256 == v.sha256) & i.superseded_by.is_(None))
    )  # fmt: skip
