"""Transitional measures: proposed by the count of strikes, signed by a person, in force from a day to a day or until lifted.

A measure holds new apps and updates of its owner until each passes an inspection; existing versions stay available.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.enterprises import enterprises, groups
from kanhe.ledger.event import Event, Refused, must_be_new
from kanhe.ledger.journal import Record
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.ledger.schema import metadata
from kanhe.ledger.strikes import Owner, StrikePolicySet, active_policy, members, owner_of, strikes

measures = sa.Table(
    "measures", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner_kind", sa.String(16), nullable=False),
    sa.Column("owner_id", sa.String(64), nullable=False, index=True),
    sa.Column("policy", sa.String(64), nullable=False),
    sa.Column("notices", sa.Text, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date),
    sa.Column("signed_by", sa.String(128)),
    sa.Column("lifted_on", sa.Date),
)  # fmt: skip
"""``notices``: ids of the batches it rests on, one a line.  ``last_day``: None until lifted."""


@dataclass(frozen=True)
class MeasureProposed(Event):
    """By the count of strikes; it holds nothing before a person signs it."""

    KIND: ClassVar[str] = "measure-proposed"
    PREFIX: ClassVar[str | None] = "measure"
    owner_kind: str
    owner: str
    policy: str
    notices: tuple[str, ...]
    first_day: dt.date
    last_day: dt.date | None
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, measures, self.id)
        table = {"group": groups, "enterprise": enterprises}.get(self.owner_kind)
        if table is None or not connection.execute(sa.select(table.c.id).where(table.c.id == self.owner)).first():
            raise Refused(f"没有主体 {self.owner}", f"there is no {self.owner_kind} {self.owner}")
        if self.last_day is not None and self.last_day < self.first_day:
            raise Refused("措施的结束日早于开始日", "the measure ends before it begins")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            measures.insert().values(
                id=self.id, owner_kind=self.owner_kind, owner_id=self.owner, policy=self.policy,
                notices="\n".join(self.notices), state="proposed", first_day=self.first_day, last_day=self.last_day,
            )
        )  # fmt: skip


@dataclass(frozen=True)
class MeasureSigned(Event):
    """A person puts the measure in force; days left out stay as proposed."""

    KIND: ClassVar[str] = "measure-signed"
    measure: str
    signed_by: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    until_lifted: bool = False

    def check(self, connection: Connection, at: dt.datetime) -> None:
        row = _must_be(connection, self.measure, "proposed")
        if not self.signed_by.strip():
            raise Refused("须写明签署人", "a measure is signed by a person who is named")
        last = None if self.until_lifted else self.last_day or row.last_day
        if last is not None and last < (self.first_day or row.first_day):
            raise Refused("措施的结束日早于开始日", "the measure ends before it begins")

    def apply(self, connection: Connection, record: Record) -> None:
        row = _must_be(connection, self.measure, "proposed")
        _set(
            connection, self.measure, state="signed", signed_by=self.signed_by,
            first_day=self.first_day or row.first_day,
            last_day=None if self.until_lifted else self.last_day or row.last_day,
        )  # fmt: skip


@dataclass(frozen=True)
class MeasureRejected(Event):
    """A person decides that the proposal is not followed."""

    KIND: ClassVar[str] = "measure-rejected"
    measure: str
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        _must_be(connection, self.measure, "proposed")

    def apply(self, connection: Connection, record: Record) -> None:
        _set(connection, self.measure, state="rejected")


@dataclass(frozen=True)
class MeasureLifted(Event):
    """The measure ends with this day, before its last day or because it had none."""

    KIND: ClassVar[str] = "measure-lifted"
    measure: str
    day: dt.date
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        _must_be(connection, self.measure, "signed")

    def apply(self, connection: Connection, record: Record) -> None:
        _set(connection, self.measure, state="lifted", lifted_on=self.day)


@dataclass(frozen=True, slots=True)
class InForce:
    """A measure that holds on a day."""

    id: str
    first_day: dt.date
    last_day: dt.date | None
    notices: tuple[str, ...]


def in_force(connection: Connection, enterprise: str, day: dt.date) -> InForce | None:
    """The measure that holds new builds of an enterprise on a day; the one that runs longest when there are several."""
    m = measures.c
    # A measure holds its owner whatever policy counts today.
    owners = {
        owner_of(connection, enterprise, StrikePolicySet(scope="enterprise-group")),
        Owner("enterprise", enterprise),
    }
    found = [
        InForce(row.id, row.first_day, row.last_day, tuple(row.notices.split("\n")))
        for owner in owners
        for row in connection.execute(
            sa.select(m.id, m.first_day, m.last_day, m.notices, m.lifted_on).where(
                m.owner_kind == owner.kind, m.owner_id == owner.id, m.state.in_(("signed", "lifted")),
                m.first_day <= day, sa.or_(m.last_day.is_(None), m.last_day >= day),
                sa.or_(m.lifted_on.is_(None), m.lifted_on >= day),
            )
        )
    ]  # fmt: skip
    return max(found, key=lambda f: (f.last_day or dt.date.max, f.id), default=None)


def proposals(connection: Connection, notice: str, day: dt.date) -> Iterator[MeasureProposed]:
    """The measures that a notice of a day brings about: for each owner it names whose count reaches the trigger and for
    whom no measure on the same batches, or one that still runs, was proposed before.

    A notice may be recorded after later ones: the count is taken on its day and on theirs, and the first that reaches
    the trigger proposes."""
    policy = active_policy(connection)
    named = connection.execute(
        sa.select(notice_rows.c.enterprise_id)
        .where(notice_rows.c.notice_id == notice, notice_rows.c.enterprise_id.is_not(None))
        .distinct()
        .order_by(notice_rows.c.enterprise_id)
    ).scalars()
    for owner in dict.fromkeys(owner_of(connection, enterprise, policy) for enterprise in list(named)):
        for then in (day, *_later_days(connection, owner, day)):
            counted = tuple(s.notice for s in strikes(connection, owner, then, policy))
            if notice in counted and len(counted) >= policy.trigger_at:
                if not _covered(connection, owner, then, counted):
                    yield MeasureProposed(owner.kind, owner.id, policy.id, counted, then, policy.last_day(then))
                break


def _later_days(connection: Connection, owner: Owner, day: dt.date) -> tuple[dt.date, ...]:
    """Days after a day on which notices named the owner, in order."""
    query = (
        sa.select(notices.c.published)
        .join(notice_rows, notice_rows.c.notice_id == notices.c.id)
        .join(enterprises, enterprises.c.id == notice_rows.c.enterprise_id)
        .where(members(owner), notices.c.published > day)
        .distinct()
        .order_by(notices.c.published)
    )
    return tuple(connection.execute(query).scalars())


def _covered(connection: Connection, owner: Owner, day: dt.date, counted: tuple[str, ...]) -> bool:
    """A measure on these batches was proposed, whatever became of it; or another one that is open ends no earlier."""
    m = measures.c
    runs = m.state.in_(("proposed", "signed")) & sa.or_(m.last_day.is_(None), m.last_day >= day)
    query = sa.select(m.id).where(
        m.owner_kind == owner.kind, m.owner_id == owner.id, sa.or_(runs, m.notices == "\n".join(counted))
    )
    return connection.execute(query).first() is not None


def _must_be(connection: Connection, measure: str, state: str) -> sa.Row[tuple[str, dt.date, dt.date | None]]:
    m = measures.c
    row = connection.execute(sa.select(m.state, m.first_day, m.last_day).where(m.id == measure)).first()
    if row is None:
        raise Refused(f"没有措施 {measure}", f"there is no measure {measure}")
    if row[0] != state:
        raise Refused(f"措施 {measure} 的状态是 {row[0]}", f"measure {measure} is {row[0]}")
    return row  # type: ignore[return-value]


def _set(connection: Connection, measure: str, **values: object) -> None:
    connection.execute(measures.update().where(measures.c.id == measure).values(**values))
