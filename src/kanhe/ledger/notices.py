"""Public notices: numbered batches with rows in the ministry's own columns, matched to enterprises, apps and cases.

A row is never changed: one that was wrong is withdrawn, one that was not matched is matched by a later record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import must_be_app
from kanhe.ledger.cases import may_become, move
from kanhe.ledger.enterprises import enterprise_named, must_be_enterprise
from kanhe.ledger.event import Event, Refused, must_be_new
from kanhe.ledger.journal import Record
from kanhe.ledger.measures import proposals
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.ledger.workdays import day_of


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A row as published: 序号, 应用名称, 应用开发者, 应用来源, 应用版本, 所涉问题, and what provinces add."""

    name: str
    developer: str
    source: str = ""
    version: str = ""
    problems: tuple[str, ...] = ()
    number: int | None = None
    filing_number: str | None = None
    region: str | None = None
    kind: str = "app"
    """'app' or 'sdk'."""
    case: str | None = None
    app: str | None = None
    enterprise: str | None = None
    """Matched by name when left out."""


@dataclass(frozen=True)
class NoticePublished(Event):
    KIND: ClassVar[str] = "notice-published"
    PREFIX: ClassVar[str | None] = "notice"
    regulator: str
    year: int
    number: int
    """Number of the batch in its year (2021年第8批)."""
    published: dt.date
    rows: tuple[NoticeRow, ...]
    title: str
    total_number: int | None = None
    """Number in the whole series (总第17批)."""
    deadline: dt.date | None = None
    """None since 2023: the ministry prints no date any more."""
    look_back: bool = False
    text: str | None = None
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, notices, self.id)
        n = notices.c
        same = sa.select(n.id).where(n.regulator == self.regulator, n.year == self.year, n.number == self.number)
        if found := connection.execute(same).first():
            raise Refused(
                f"{self.year} 年第 {self.number} 批已登记（{found.id}）",
                f"batch {self.number} of {self.year} is recorded already ({found.id})",
            )
        if self.published > day_of(at):
            raise Refused("公布日期在将来", "the day of publication is in the future")
        for row in self.rows:
            if row.kind not in ("app", "sdk"):
                raise Refused(f"没有类别 {row.kind}", f"there is no kind of row {row.kind}")
            if row.case is not None:
                may_become(connection, row.case, "noticed")
            if row.app is not None:
                must_be_app(connection, row.app)
            if row.enterprise is not None:
                must_be_enterprise(connection, row.enterprise)

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            notices.insert().values(
                id=self.id, regulator=self.regulator, year=self.year, number=self.number,
                total_number=self.total_number, published=self.published, deadline=self.deadline, title=self.title,
                look_back=self.look_back,
            )
        )  # fmt: skip
        for position, row in enumerate(self.rows, 1):
            connection.execute(
                notice_rows.insert().values(
                    notice_id=self.id, position=position, number=row.number, kind=row.kind, name=row.name,
                    developer=row.developer, source=row.source, version=row.version,
                    problems="\n".join(row.problems), filing_number=row.filing_number, region=row.region,
                    case_id=row.case, app_id=row.app,
                    enterprise_id=row.enterprise or enterprise_named(connection, row.developer),
                )
            )  # fmt: skip
            if row.case is not None:
                move(connection, record, row.case, "noticed", self.deadline)

    def follow(self, connection: Connection, record: Record) -> Iterable[Event]:
        return proposals(connection, self.id, self.published)


@dataclass(frozen=True)
class NoticeRowMatched(Event):
    """The row means this enterprise (and this app)."""

    KIND: ClassVar[str] = "notice-row-matched"
    notice: str
    position: int
    enterprise: str
    app: str | None = None

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_row(connection, self.notice, self.position)
        must_be_enterprise(connection, self.enterprise)
        if self.app is not None:
            must_be_app(connection, self.app)

    def apply(self, connection: Connection, record: Record) -> None:
        values = {"enterprise_id": self.enterprise} | ({"app_id": self.app} if self.app else {})
        connection.execute(notice_rows.update().where(_row(self.notice, self.position)).values(**values))

    def follow(self, connection: Connection, record: Record) -> Iterable[Event]:
        published = sa.select(notices.c.published).where(notices.c.id == self.notice)
        return proposals(connection, self.notice, connection.execute(published).scalar_one())


@dataclass(frozen=True)
class NoticeRowWithdrawn(Event):
    """The regulator takes the row back; it no longer counts as a strike."""

    KIND: ClassVar[str] = "notice-row-withdrawn"
    notice: str
    position: int
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if must_be_row(connection, self.notice, self.position):
            raise Refused("该行已撤回", "the row is withdrawn already")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            notice_rows.update().where(_row(self.notice, self.position)).values(withdrawn=record.seq)
        )  # fmt: skip


def _row(notice: str, position: int) -> sa.ColumnElement[bool]:
    return (notice_rows.c.notice_id == notice) & (notice_rows.c.position == position)


def must_be_row(connection: Connection, notice: str, position: int) -> int | None:
    """Number of the record that withdrew the row, if one did.  Raises :class:`Refused` for a row that is not there."""
    row = connection.execute(sa.select(notice_rows.c.withdrawn).where(_row(notice, position))).first()
    if row is None:
        raise Refused(f"通报 {notice} 没有第 {position} 行", f"notice {notice} has no row {position}")
    return row.withdrawn  # type: ignore[no-any-return]
