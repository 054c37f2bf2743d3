"""Delisting orders, what each store answered and when, and restoration after a re-test."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import must_be_app
from kanhe.ledger.cases import cases, may_become, move, retests
from kanhe.ledger.event import Event, Refused, must_be_new
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import Instant, metadata

delistings = sa.Table(
    "delistings", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("app_id", sa.ForeignKey("apps.id"), nullable=False, index=True),
    sa.Column("version_name", sa.Text),
    sa.Column("case_id", sa.ForeignKey("cases.id"), index=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("ordered_at", Instant, nullable=False),
    sa.Column("restored_at", Instant),
    sa.Column("restored_sha256", sa.String(64)),
)  # fmt: skip
"""``version_name``: only this version is to go; None: the whole app."""

delisting_stores = sa.Table(
    "delisting_stores", metadata,
    sa.Column("delisting_id", sa.ForeignKey("delistings.id"), primary_key=True),
    sa.Column("store", sa.String(64), primary_key=True),
    sa.Column("done_at", Instant),
    sa.Column("done_by", sa.String(128)),
)  # fmt: skip


@dataclass(frozen=True)
class DelistingOrdered(Event):
    """The stores take the app (or one version of it) down at once."""

    KIND: ClassVar[str] = "delisting-ordered"
    PREFIX: ClassVar[str | None] = "delisting"
    app: str
    stores: tuple[str, ...]
    reason: str
    case: str | None = None
    version_name: str | None = None
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, delistings, self.id)
        must_be_app(connection, self.app)
        if not self.stores:
            raise Refused("须写明执行下架的应用商店", "name the stores that are to take it down")
        if self.case is not None:
            may_become(connection, self.case, "delisted")
            app = connection.execute(sa.select(cases.c.app_id).where(cases.c.id == self.case)).scalar()
            if app != self.app:
                raise Refused("案件是另一个应用的", "the case is about another app")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            delistings.insert().values(
                id=self.id, app_id=self.app, version_name=self.version_name, case_id=self.case, reason=self.reason,
                ordered_at=record.at,
            )
        )  # fmt: skip
        for store in dict.fromkeys(self.stores):
            connection.execute(delisting_stores.insert().values(delisting_id=self.id, store=store))
        if self.case is not None:
            move(connection, record, self.case, "delisted")


@dataclass(frozen=True)
class DelistingDone(Event):
    """A store acknowledges that it has taken the app down."""

    KIND: ClassVar[str] = "delisting-done"
    delisting: str
    store: str
    by: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        _must_be_active(connection, self.delisting)
        s = delisting_stores.c
        row = connection.execute(
            sa.select(s.done_at).where(s.delisting_id == self.delisting, s.store == self.store)
        ).first()
        if row is None:
            raise Refused(f"下架令没有发给 {self.store}", f"the order is not addressed to {self.store}")
        if row.done_at is not None:
            raise Refused(f"{self.store} 已回执", f"{self.store} has acknowledged already")

    def apply(self, connection: Connection, record: Record) -> None:
        s = delisting_stores
        connection.execute(
            s.update()
            .where(s.c.delisting_id == self.delisting, s.c.store == self.store)
            .values(done_at=record.at, done_by=self.by)
        )


@dataclass(frozen=True)
class Restored(Event):
    """The app may come back, in a build that passed its re-test; for an order without a case, one of any case of the app."""

    KIND: ClassVar[str] = "restored"
    delisting: str
    retest: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        case = _must_be_active(connection, self.delisting)
        d, r = delistings.c, retests.c
        order = connection.execute(sa.select(d.app_id, d.ordered_at).where(d.id == self.delisting)).one()
        row = connection.execute(
            sa.select(r.case_id, r.passed, r.at, cases.c.app_id).join(cases, cases.c.id == r.case_id)
            .where(r.id == self.retest)
        ).first()  # fmt: skip
        if row is None or row.app_id != order.app_id or (case is not None and row.case_id != case):
            raise Refused("没有该案件的这次复测", "there is no such re-test of this case")
        if not row.passed:
            raise Refused("复测未通过，不能恢复上架", "the re-test did not pass; nothing is restored")
        if row.at < order.ordered_at:
            raise Refused("复测早于下架令，不能恢复上架", "the re-test is older than the order; nothing is restored")
        if case is not None:
            may_become(connection, case, "restored")

    def apply(self, connection: Connection, record: Record) -> None:
        sha256 = connection.execute(sa.select(retests.c.sha256).where(retests.c.id == self.retest)).scalar()
        case = _must_be_active(connection, self.delisting)
        connection.execute(
            delistings.update()
            .where(delistings.c.id == self.delisting)
            .values(restored_at=record.at, restored_sha256=sha256)
        )
        if case is not None:
            move(connection, record, case, "restored")


def _must_be_active(connection: Connection, delisting: str) -> str | None:
    """The case of a delisting that is in force."""
    d = delistings.c
    row = connection.execute(sa.select(d.case_id, d.restored_at).where(d.id == delisting)).first()
    if row is None:
        raise Refused(f"没有下架令 {delisting}", f"there is no delisting order {delisting}")
    if row.restored_at is not None:
        raise Refused("已恢复上架", "the app was restored already")
    return row.case_id  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Active:
    """A delisting that is in force."""

    id: str
    reason: str
    ordered_at: dt.datetime


def active_delisting(connection: Connection, app: str, version_name: str) -> Active | None:
    """The order that keeps this version of the app down, or the whole app."""
    d = delistings.c
    query = (
        sa.select(d.id, d.reason, d.ordered_at)
        .where(
            d.app_id == app, d.restored_at.is_(None),
            sa.or_(d.version_name.is_(None), d.version_name == version_name),
        )
        .order_by(d.ordered_at)
        .limit(1)
    )  # fmt: skip
    row = connection.execute(query).first()
    return Active(*row) if row else None


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A store that has not acknowledged an order."""

    delisting: str
    app: str
    store: str
    ordered_at: dt.datetime


def outstanding(connection: Connection, store: str | None = None) -> tuple[Outstanding, ...]:
    """What stores still have to do, oldest first."""
    d, s = delistings.c, delisting_stores.c
    query = (
        sa.select(d.id, d.app_id, s.store, d.ordered_at)
        .join(delisting_stores, s.delisting_id == d.id)
        .where(s.done_at.is_(None), d.restored_at.is_(None))
        .order_by(d.ordered_at, s.store)
    )
    if store is not None:
        query = query.where(s.store == store)
    return tuple(Outstanding(*row) for row in connection.execute(query))
