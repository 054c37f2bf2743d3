"""Strikes: how often an enterprise (with its group) was named, by a policy that is data and can be changed.

Counts; decides nothing.  What follows from a count is proposed in :mod:`kanhe.ledger.measures` and signed by a person.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import Record
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.ledger.schema import metadata

LONGEST = 3660
"""Days a window or a measure may have: ten years."""
_DAYS = re.compile(r"days:([1-9][0-9]{0,3})")

strike_policies = sa.Table(
    "strike_policies", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
)  # fmt: skip


@dataclass(frozen=True)
class StrikePolicySet(Event):
    """From now on strikes are counted this way.  The defaults are the reference case's."""

    KIND: ClassVar[str] = "strike-policy-set"
    id: str = "miit-2021"
    sources: tuple[str, ...] = ("miit",)
    """Regulators whose batches count."""
    scope: str = "enterprise-group"
    """'enterprise-group' or 'enterprise'."""
    window: str = "calendar-year"
    """'calendar-year', or 'days:N' for the last N days."""
    allowed: int = 3
    trigger_at: int = 4
    measure_days: int | None = None
    """How long a measure it proposes runs; None: to the end of the window's year."""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if self.scope not in ("enterprise-group", "enterprise"):
            raise Refused(f"没有计数范围 {self.scope}", f"there is no scope {self.scope}")
        if self.trigger_at <= self.allowed or self.allowed < 0:
            raise Refused("触发次数须大于允许次数", "the count that triggers is greater than the count allowed")
        days = _DAYS.fullmatch(self.window)
        if self.window != "calendar-year" and not (days and int(days[1]) <= LONGEST):
            raise Refused(f"没有时间窗口 {self.window}", f"there is no window {self.window}")
        if self.measure_days is not None and not 0 < self.measure_days <= LONGEST:
            raise Refused(f"措施的天数应在 1 至 {LONGEST} 之间", f"a measure runs for 1 to {LONGEST} days")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(strike_policies.update().values(active=False))
        connection.execute(strike_policies.delete().where(strike_policies.c.id == self.id))
        body = msgspec.json.encode(self).decode()
        connection.execute(strike_policies.insert().values(id=self.id, body=body, active=True))

    def first_day(self, day: dt.date) -> dt.date:
        """The first day that counts on a day."""
        if self.window == "calendar-year":
            return dt.date(day.year, 1, 1)
        return day - dt.timedelta(days=int(self.window[5:]) - 1)

    def last_day(self, day: dt.date) -> dt.date:
        """The last day of a measure that is proposed on a day."""
        if self.measure_days is not None:
            return day + dt.timedelta(days=self.measure_days - 1)
        return dt.date(day.year, 12, 31)


def active_policy(connection: Connection) -> StrikePolicySet:
    """The policy in force; the reference case's when none was set."""
    body = connection.execute(sa.select(strike_policies.c.body).where(strike_policies.c.active)).scalar()
    return StrikePolicySet.of(body) if body else StrikePolicySet()


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is counted: a group with all its enterprises, or one enterprise."""

    kind: str
    id: str


def owner_of(connection: Connection, enterprise: str, policy: StrikePolicySet) -> Owner:
    """Whose strikes the enterprise's are."""
    group = connection.execute(sa.select(enterprises.c.group_id).where(enterprises.c.id == enterprise)).scalar()
    if policy.scope == "enterprise-group" and group is not None:
        return Owner("group", group)
    return Owner("enterprise", enterprise)


def members(owner: Owner) -> sa.ColumnElement[bool]:
    """The enterprises of an owner, as a condition on their table."""
    return enterprises.c.group_id == owner.id if owner.kind == "group" else enterprises.c.id == owner.id


@dataclass(frozen=True, slots=True)
class Strike:
    """One batch in which the owner was named: so many rows of it, so many apps."""

    notice: str
    published: dt.date
    rows: int
    names: tuple[str, ...]


def strikes(connection: Connection, owner: Owner, day: dt.date, policy: StrikePolicySet) -> tuple[Strike, ...]:
    """The batches that count on a day, oldest first.  A batch counts once, however many apps it names."""
    query = (
        sa.select(notices.c.id, notices.c.published, notice_rows.c.name)
        .join(notice_rows, notice_rows.c.notice_id == notices.c.id)
        .join(enterprises, enterprises.c.id == notice_rows.c.enterprise_id)
        .where(
            members(owner), notice_rows.c.withdrawn.is_(None), notices.c.regulator.in_(policy.sources),
            notices.c.published.between(policy.first_day(day), day),
        )
        .order_by(notices.c.published, notices.c.id, notice_rows.c.position)
    )  # fmt: skip
    found: dict[tuple[str, dt.date], list[str]] = {}
    for row in connection.execute(query):
        found.setdefault((row.id, row.published), []).append(row.name)
    return tuple(Strike(n, day, len(names), tuple(dict.fromkeys(names))) for (n, day), names in found.items())
