"""The life of cases: what may lead to what, and that nothing but a re-test that passed closes an order."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from kanhe.ledger.apps import AppRegistered
from kanhe.ledger.cases import (
    CaseOpened,
    CasePenalised,
    CaseReopened,
    CaseTested,
    Problem,
    RectificationOrdered,
    Retested,
    cases,
    overdue,
)  # fmt: skip
from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.notices import NoticePublished, NoticeRow
from kanhe.ledger.workdays import day_of
from tests.ledger.entries import APP
from tests.ledger.machines.book import Book, Fresh, run

WHICH = st.integers(0, 2)
"""Three cases at most, so that each is met often."""


class Cases(Book):
    """The model: the state of each case, as enforcement has it."""

    def __init__(self, fresh: Fresh) -> None:
        super().__init__(fresh)
        owner = self.made(EnterpriseRegistered("甲公司"))
        self.act(AppRegistered("com.example.one", "一号", owner))
        self.states: dict[str, str] = {}
        self.deadlines: dict[str, dt.date | None] = {}
        self.batches = 0
        self.passed: set[str] = set()
        """Cases whose last re-test since they were ordered, noticed or reopened passed."""

    def to(self, case: str, state: str, deadline: dt.date | None = None) -> None:
        self.states[case] = state
        self.deadlines[case] = deadline

    @rule(n=WHICH)
    def open(self, n: int) -> None:
        """A sample is one case."""
        case = f"case-of-{n}"
        if self.act(CaseOpened(APP, f"{n}.0", "store", "miit", "1", case), case not in self.states):
            self.to(case, "sampled")

    @rule(n=WHICH, dirty=st.booleans())
    def test(self, n: int, dirty: bool) -> None:
        case = f"case-of-{n}"
        problems = (Problem("违规收集个人信息", "IMEI"),) if dirty else ()
        if self.act(CaseTested(case, problems), self.states.get(case) == "sampled"):
            self.to(case, "tested" if dirty else "passed")

    @rule(n=WHICH, days=st.integers(-1, 7))
    def order(self, n: int, days: int) -> None:
        case = f"case-of-{n}"
        may = self.states.get(case) == "tested" and days > 0
        if done := self.act(RectificationOrdered(case, working_days=days), may):
            assert isinstance(done.event, RectificationOrdered)
            assert done.event.deadline is not None
            assert done.event.deadline >= day_of(self.clock.at) + dt.timedelta(days=days)
            self.to(case, "ordered", done.event.deadline)

    @rule(n=WHICH, days=st.none() | st.integers(1, 9))
    def notice(self, n: int, days: int | None) -> None:
        case = f"case-of-{n}"
        may = self.states.get(case) in ("tested", "ordered", "reopened")
        today = day_of(self.clock.at)
        until = today + dt.timedelta(days=days) if days else None
        row = NoticeRow("一号", "甲公司", case=case, app=APP)
        if self.act(NoticePublished("miit", 2021, self.batches + 1, today, (row,), "t", deadline=until), may):
            self.batches += 1
            self.to(case, "noticed", until)

    @rule(n=WHICH, passed=st.booleans())
    def retest(self, n: int, passed: bool) -> None:
        """The only thing that leads to 'rectified'."""
        case = f"case-of-{n}"
        state = self.states.get(case)
        done = self.act(Retested(case, "9", passed, "r"), state in ("ordered", "noticed", "delisted", "reopened"))
        if done and passed and state != "delisted":
            self.to(case, "rectified")

    @rule(n=WHICH)
    def look_back(self, n: int) -> None:
        case = f"case-of-{n}"
        if self.act(CaseReopened(case, "回头看"), self.states.get(case) in ("passed", "rectified", "restored")):
            self.to(case, "reopened")

    @rule(n=WHICH)
    def delist(self, n: int) -> None:
        case = f"case-of-{n}"
        if self.act(DelistingOrdered(APP, ("store",), "r", case), self.states.get(case) == "noticed"):
            self.to(case, "delisted")

    @rule(n=WHICH)
    def penalise(self, n: int) -> None:
        case = f"case-of-{n}"
        if self.act(CasePenalised(case, "罚款"), self.states.get(case) == "delisted"):
            self.to(case, "penalised")

    @rule(days=st.integers(1, 10))
    def wait(self, days: int) -> None:
        self.clock.at += dt.timedelta(days=days)

    @invariant()
    def cases_are_where_the_model_has_them(self) -> None:
        """State and running deadline of each; a deadline that ended yesterday is overdue, and no other."""
        with self.ledger.read() as connection:
            rows = connection.execute(sa.select(cases.c.id, cases.c.state, cases.c.deadline)).all()
            late = {o.case for o in overdue(connection, day_of(self.clock.at))}
        assert {r.id: r.state for r in rows} == self.states
        assert {r.id: r.deadline for r in rows} == self.deadlines
        today = day_of(self.clock.at)
        assert late == {c for c, day in self.deadlines.items() if day is not None and day < today}


def test_cases(url: str) -> None:
    run(Cases, url)
