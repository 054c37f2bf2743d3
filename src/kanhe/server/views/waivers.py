"""Waivers as they are read: of which app and permission, asked by whom, decided how and until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.waivers import waivers
from kanhe.server.views.paging import Part, part

STATES = ("requested", "approved", "refused", "revoked")


@dataclass(frozen=True, slots=True)
class WaiverRow:
    id: str
    app: str
    app_name: str
    enterprise: str
    permission: str
    reason: str
    requested_by: str
    requested_at: dt.datetime
    state: str
    decided_by: str | None
    until: dt.date | None
    holds: bool
    """Approved, and not over on the day."""


def waiver_rows(
    connection: Connection, day: dt.date, enterprise: str | None = None, app: str | None = None, state: str | None = None,
    holds: bool = False, after: str | None = None, limit: int = 50,
) -> Part[WaiverRow]:  # fmt: skip
    """Newest first."""
    w = waivers.c
    query = _query()
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    if app is not None:
        query = query.where(w.app_id == app)
    if state is not None:
        query = query.where(w.state == state)
    if holds:
        query = query.where(w.state == "approved", w.until >= day)
    return part(connection, query, (w.requested_at, w.id), lambda r: _row(r, day), after, limit, newest_first=True)


def waiver_row(
    connection: Connection, waiver: str, day: dt.date, enterprise: str | None = None
) -> WaiverRow | None:  # fmt: skip
    """None when there is none, or none of this enterprise."""
    query = _query().where(waivers.c.id == waiver)
    if enterprise is not None:
        query = query.where(apps.c.enterprise_id == enterprise)
    row = connection.execute(query).first()
    return _row(row, day) if row else None


def _query() -> sa.Select[Any]:
    w = waivers.c
    return sa.select(
        w.id, w.app_id, apps.c.name, apps.c.enterprise_id, w.permission, w.reason, w.requested_by, w.requested_at, w.state,
        w.decided_by, w.until,
    ).join(apps, apps.c.id == w.app_id)  # fmt: skip


def _row(row: Any, day: dt.date) -> WaiverRow:
    holds = row.state == "approved" and row.until is not None and row.until >= day
    return WaiverRow(
        row.id, row.app_id, row.name, row.enterprise_id, row.permission, row.reason, row.requested_by, row.requested_at,
        row.state, row.decided_by, row.until, holds,
    )  # fmt: skip
