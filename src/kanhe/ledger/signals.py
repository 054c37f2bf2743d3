"""Signals: what a person reports of an app, waiting to be triaged; a signal that is followed leads to a case or submission."""

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

DECISIONS = ("inspect", "duplicate", "dismiss")

signals = sa.Table(
    "signals", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("app_name", sa.Text),
    sa.Column("app_id", sa.ForeignKey("apps.id"), index=True),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("remark", sa.Text),
)  # fmt: skip


@dataclass(frozen=True)
class SignalReceived(Event):
    """A report: from where, in whose words, of which app as far as it says so."""

    KIND: ClassVar[str] = "signal-received"
    PREFIX: ClassVar[str | None] = "signal"
    source: str
    text: str
    app_name: str | None = None
    app: str | None = None
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, signals, self.id)
        if not self.text.strip():
            raise Refused("举报内容为空", "the report is empty")
        if self.app is not None:
            must_be_app(connection, self.app)

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            signals.insert().values(
                id=self.id, source=self.source, text=self.text, app_name=self.app_name, app_id=self.app,
                received_at=record.at, state="waiting",
            )
        )  # fmt: skip


@dataclass(frozen=True)
class SignalTriaged(Event):
    """A person decides what becomes of it; to inspect, the app must be known."""

    KIND: ClassVar[str] = "signal-triaged"
    signal: str
    decision: str
    remark: str
    app: str | None = None

    def check(self, connection: Connection, at: dt.datetime) -> None:
        row = connection.execute(
            sa.select(signals.c.state, signals.c.app_id).where(signals.c.id == self.signal)
        ).first()
        if row is None:
            raise Refused(f"没有线索 {self.signal}", f"there is no signal {self.signal}")
        if row.state != "waiting":
            raise Refused(f"线索的状态是 {row.state}", f"the signal is {row.state}")
        if self.decision not in DECISIONS:
            raise Refused(f"没有处理结果 {self.decision}", f"there is no decision {self.decision}")
        if self.app is not None:
            must_be_app(connection, self.app)
        if self.decision == "inspect" and self.app is None and row.app_id is None:
            raise Refused("检测前须确定是哪个应用", "to inspect, say which app it is")

    def apply(self, connection: Connection, record: Record) -> None:
        values = {"state": self.decision, "remark": self.remark} | ({"app_id": self.app} if self.app else {})
        connection.execute(signals.update().where(signals.c.id == self.signal).values(**values))
