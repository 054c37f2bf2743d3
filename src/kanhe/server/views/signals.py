"""Signals as they are read: what people report, waiting or decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps
from kanhe.ledger.signals import signals
from kanhe.server.views.paging import Part, part

STATES = ("waiting", "inspect", "duplicate", "dismiss")


@dataclass(frozen=True, slots=True)
class SignalRow:
    id: str
    source: str
    text: str
    app_name: str | None
    """The app as the report calls it."""
    app: str | None
    """The app that is meant, as far as it is known."""
    app_registered: str | None
    """Its registered name."""
    received_at: dt.datetime
    state: str
    remark: str | None


def signal_rows(
    connection: Connection, state: str | None = None, app: str | None = None, after: str | None = None, limit: int = 50
) -> Part[SignalRow]:
    """Oldest first: who waits longest stands first."""
    s = signals.c
    query = _query()
    if state is not None:
        query = query.where(s.state == state)
    if app is not None:
        query = query.where(s.app_id == app)
    return part(connection, query, (s.received_at, s.id), _row, after, limit)


def signal_row(connection: Connection, signal: str) -> SignalRow | None:
    row = connection.execute(_query().where(signals.c.id == signal)).first()
    return _row(row) if row else None


def _query() -> sa.Select[Any]:
    s = signals.c
    return sa.select(
        s.id, s.source, s.text, s.app_name, s.app_id, apps.c.name, s.received_at, s.state, s.remark
    ).outerjoin(apps, apps.c.id == s.app_id)


def _row(row: Any) -> SignalRow:
    return SignalRow(
        row.id, row.source, row.text, row.app_name, row.app_id, row.name, row.received_at, row.state, row.remark
    )  # fmt: skip
