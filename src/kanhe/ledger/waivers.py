"""Waivers of the enterprise's privacy office: a permission its policy forbids or binds to approval, allowed for a while.

Says who asked, who approved and until when; the policy file itself is the rules' business.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import must_be_app
from kanhe.ledger.event import Event, Refused, must_be_new
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import Instant, metadata
from kanhe.ledger.workdays import day_of

waivers = sa.Table(
    "waivers", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("app_id", sa.ForeignKey("apps.id"), nullable=False, index=True),
    sa.Column("permission", sa.String(255), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("requested_by", sa.String(128), nullable=False),
    sa.Column("requested_at", Instant, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("decided_by", sa.String(128)),
    sa.Column("until", sa.Date),
)  # fmt: skip


@dataclass(frozen=True)
class WaiverRequested(Event):
    KIND: ClassVar[str] = "waiver-requested"
    PREFIX: ClassVar[str | None] = "waiver"
    app: str
    permission: str
    reason: str
    requested_by: str
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, waivers, self.id)
        must_be_app(connection, self.app)
        if not self.reason.strip():
            raise Refused("须写明理由", "a waiver needs its reason")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            waivers.insert().values(
                id=self.id, app_id=self.app, permission=self.permission, reason=self.reason,
                requested_by=self.requested_by, requested_at=record.at, state="requested",
            )
        )  # fmt: skip


@dataclass(frozen=True)
class WaiverDecided(Event):
    """Approved until a day, or refused."""

    KIND: ClassVar[str] = "waiver-decided"
    waiver: str
    approved: bool
    decided_by: str
    until: dt.date | None = None
    remark: str | None = None

    def check(self, connection: Connection, at: dt.datetime) -> None:
        state, asked_by = _waiver(connection, self.waiver)
        if state != "requested":
            raise Refused(f"豁免的状态是 {state}", f"the waiver is {state}")
        if self.decided_by == asked_by:
            raise Refused("申请人不能自己批准", "who asks does not approve")
        if self.approved and (self.until is None or self.until < day_of(at)):
            raise Refused("批准须写明将来的到期日", "an approval needs a day on which it ends, not one that has passed")

    def apply(self, connection: Connection, record: Record) -> None:
        state = "approved" if self.approved else "refused"
        connection.execute(
            waivers.update()
            .where(waivers.c.id == self.waiver)
            .values(state=state, decided_by=self.decided_by, until=self.until if self.approved else None)
        )


@dataclass(frozen=True)
class WaiverRevoked(Event):
    KIND: ClassVar[str] = "waiver-revoked"
    waiver: str
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        state, _ = _waiver(connection, self.waiver)
        if state != "approved":
            raise Refused(f"豁免的状态是 {state}", f"the waiver is {state}")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(waivers.update().where(waivers.c.id == self.waiver).values(state="revoked"))


def _waiver(connection: Connection, waiver: str) -> tuple[str, str]:
    row = connection.execute(sa.select(waivers.c.state, waivers.c.requested_by).where(waivers.c.id == waiver)).first()
    if row is None:
        raise Refused(f"没有豁免 {waiver}", f"there is no waiver {waiver}")
    return row.state, row.requested_by


@dataclass(frozen=True, slots=True)
class Waiver:
    id: str
    permission: str
    decided_by: str
    until: dt.date


def waived(connection: Connection, app: str, day: dt.date) -> tuple[Waiver, ...]:
    """The waivers of an app that hold on a day."""
    w = waivers.c
    query = (
        sa.select(w.id, w.permission, w.decided_by, w.until)
        .where(w.app_id == app, w.state == "approved", w.until >= day)
        .order_by(w.permission, w.id)
    )
    return tuple(Waiver(*row) for row in connection.execute(query))
