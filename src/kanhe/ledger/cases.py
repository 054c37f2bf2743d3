"""Cases: one app, one version, one source, one regulator, one round; their states, and what may lead from one to another.

A case is closed as rectified only by a re-test that passed.  Notices and delistings move cases from their own modules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import must_be_app
from kanhe.ledger.event import Event, Refused, must_be_new
from kanhe.ledger.journal import Record
from kanhe.ledger.schema import Instant, metadata
from kanhe.ledger.workdays import day_of, working_days_after

TRANSITIONS: Mapping[str, tuple[str, ...]] = {
    "sampled": ("tested",),
    "tested": ("passed", "ordered", "noticed"),
    "ordered": ("rectified", "noticed"),
    "noticed": ("rectified", "delisted"),
    "delisted": ("restored", "penalised"),
    "passed": ("reopened",),
    "rectified": ("reopened",),
    "restored": ("reopened",),
    "penalised": (),
    "reopened": ("noticed", "rectified"),
}
"""State → states that may come next."""

OPEN = ("sampled", "tested", "ordered", "noticed", "delisted", "reopened")

cases = sa.Table(
    "cases", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("app_id", sa.ForeignKey("apps.id"), nullable=False, index=True),
    sa.Column("version_name", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("regulator", sa.String(64), nullable=False),
    sa.Column("round", sa.Text, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("deadline", sa.Date),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.UniqueConstraint("app_id", "version_name", "source", "regulator", "round"),
)  # fmt: skip
"""``source``: the store the sample came from.  ``deadline``: of the order or notice that is open, end of the day."""

case_problems = sa.Table(
    "case_problems", metadata,
    sa.Column("case_id", sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("label", sa.String(128), primary_key=True),
    sa.Column("detail", sa.Text, nullable=False),
)  # fmt: skip

retests = sa.Table(
    "retests", metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("case_id", sa.ForeignKey("cases.id"), nullable=False, index=True),
    sa.Column("sha256", sa.String(64)),
    sa.Column("version_name", sa.Text, nullable=False),
    sa.Column("passed", sa.Boolean, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)  # fmt: skip


@dataclass(frozen=True)
class CaseOpened(Event):
    """A sample was drawn: this app in this version from this store."""

    KIND: ClassVar[str] = "case-opened"
    PREFIX: ClassVar[str | None] = "case"
    app: str
    version_name: str
    source: str
    regulator: str
    round: str
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, cases, self.id)
        must_be_app(connection, self.app)
        c = cases.c
        same = sa.select(c.id).where(
            c.app_id == self.app, c.version_name == self.version_name, c.source == self.source,
            c.regulator == self.regulator, c.round == self.round,
        )  # fmt: skip
        if found := connection.execute(same).first():
            raise Refused(f"该样本已立案（{found.id}）", f"there is a case for this sample already ({found.id})")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            cases.insert().values(
                id=self.id, app_id=self.app, version_name=self.version_name, source=self.source,
                regulator=self.regulator, round=self.round, state="sampled", opened_at=record.at,
                changed_at=record.at,
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem by the regulator's label, with what was found."""

    label: str
    detail: str


@dataclass(frozen=True)
class CaseTested(Event):
    """The result of the technical test; without a problem the case is closed."""

    KIND: ClassVar[str] = "case-tested"
    case: str
    problems: tuple[Problem, ...] = ()
    report: str | None = None

    def check(self, connection: Connection, at: dt.datetime) -> None:
        may_become(connection, self.case, "tested")

    def apply(self, connection: Connection, record: Record) -> None:
        move(connection, record, self.case, "tested" if self.problems else "passed")
        told: dict[str, list[str]] = {}
        for problem in self.problems:
            told.setdefault(problem.label, []).append(problem.detail)
        for label, details in told.items():
            detail = "\n".join(details)
            connection.execute(case_problems.insert().values(case_id=self.case, label=label, detail=detail))


@dataclass(frozen=True)
class RectificationOrdered(Event):
    """The written order to rectify, with its deadline: a date, or working days from today."""

    KIND: ClassVar[str] = "rectification-ordered"
    case: str
    deadline: dt.date | None = None
    working_days: int | None = None
    contact: str | None = None

    def settled(self, at: dt.datetime) -> Self:
        """With the date: what a later calendar says of these days changes no order that was given."""
        if (self.deadline is None) == (self.working_days is None):
            raise Refused(
                "期限写日期或工作日数，二者取一", "give the deadline as a date or in working days, one of them"
            )
        if self.working_days is not None and self.working_days < 1:
            raise Refused("期限至少一个工作日", "a deadline is one working day at least")
        return replace(self, deadline=self.until(at))

    def check(self, connection: Connection, at: dt.datetime) -> None:
        may_become(connection, self.case, "ordered")
        if self.until(at) < day_of(at):
            raise Refused("期限已过", "the deadline has passed already")

    def until(self, at: dt.datetime) -> dt.date:
        """The last day of the order."""
        return self.deadline or working_days_after(day_of(at), self.working_days or 0)

    def apply(self, connection: Connection, record: Record) -> None:
        move(connection, record, self.case, "ordered", self.until(record.at))


@dataclass(frozen=True)
class RectificationReported(Event):
    """The enterprise says that it has rectified; that closes nothing before a re-test."""

    KIND: ClassVar[str] = "rectification-reported"
    case: str
    version_name: str
    text: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        if state_of(connection, self.case) not in ("ordered", "noticed", "delisted", "reopened"):
            raise Refused("该案件没有待整改的要求", "nothing is ordered in this case")


@dataclass(frozen=True)
class Retested(Event):
    """A technical re-test: the only thing that closes an order or notice."""

    KIND: ClassVar[str] = "retested"
    PREFIX: ClassVar[str | None] = "retest"
    case: str
    version_name: str
    passed: bool
    report: str
    sha256: str | None = None
    id: str = ""

    def check(self, connection: Connection, at: dt.datetime) -> None:
        must_be_new(connection, retests, self.id)
        if state_of(connection, self.case) not in ("ordered", "noticed", "delisted", "reopened"):
            raise Refused("该案件没有可复测的要求", "nothing is to be re-tested in this case")

    def apply(self, connection: Connection, record: Record) -> None:
        connection.execute(
            retests.insert().values(
                id=self.id, case_id=self.case, sha256=self.sha256, version_name=self.version_name,
                passed=self.passed, report=self.report, at=record.at,
            )
        )  # fmt: skip
        if self.passed and state_of(connection, self.case) != "delisted":  # a delisted app is restored by its own act
            move(connection, record, self.case, "rectified")


@dataclass(frozen=True)
class CaseReopened(Event):
    """Look-back (回头看): a closed case is not as closed as it seemed."""

    KIND: ClassVar[str] = "case-reopened"
    case: str
    reason: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        may_become(connection, self.case, "reopened")

    def apply(self, connection: Connection, record: Record) -> None:
        move(connection, record, self.case, "reopened")


@dataclass(frozen=True)
class CasePenalised(Event):
    """Penalty, stop of access, or entry in a register of bad faith."""

    KIND: ClassVar[str] = "case-penalised"
    case: str
    penalty: str

    def check(self, connection: Connection, at: dt.datetime) -> None:
        may_become(connection, self.case, "penalised")

    def apply(self, connection: Connection, record: Record) -> None:
        move(connection, record, self.case, "penalised")


def state_of(connection: Connection, case: str) -> str:
    """Raises :class:`Refused` for a case that is not there."""
    state = connection.execute(sa.select(cases.c.state).where(cases.c.id == case)).scalar()
    if state is None:
        raise Refused(f"没有案件 {case}", f"there is no case {case}")
    return str(state)


def may_become(connection: Connection, case: str, state: str) -> None:
    """Raise :class:`Refused` unless the state may come next."""
    now = state_of(connection, case)
    if state not in TRANSITIONS[now]:
        raise Refused(f"案件 {case} 处于 {now}，不能转为 {state}", f"case {case} is {now} and cannot become {state}")


def move(
    connection: Connection, record: Record, case: str, state: str, deadline: dt.date | None = None
) -> None:  # fmt: skip
    """Set the state, and the deadline that now runs (none when nothing is awaited)."""
    connection.execute(
        cases.update().where(cases.c.id == case).values(state=state, deadline=deadline, changed_at=record.at)
    )


@dataclass(frozen=True, slots=True)
class Overdue:
    case: str
    app: str
    state: str
    deadline: dt.date


def overdue(connection: Connection, day: dt.date) -> tuple[Overdue, ...]:
    """Cases whose deadline ended before a day, oldest first."""
    c = cases.c
    query = (
        sa.select(c.id, c.app_id, c.state, c.deadline)
        .where(c.state.in_(("ordered", "noticed")), c.deadline < day)
        .order_by(c.deadline, c.id)
    )
    return tuple(Overdue(*row) for row in connection.execute(query))
