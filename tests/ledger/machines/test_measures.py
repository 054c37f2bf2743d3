"""Batches, strikes and measures, and the gate that a running measure closes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import Connection

from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered, app_id
from kanhe.ledger.enterprises import EnterpriseMoved, EnterpriseRegistered, GroupRegistered
from kanhe.ledger.gate.decision import Decision, GatePolicy, Request, decide
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.ledger.measures import (
    MeasureLifted,
    MeasureProposed,
    MeasureRejected,
    MeasureSigned,
    in_force,
)  # fmt: skip
from kanhe.ledger.notices import NoticePublished, NoticeRow, NoticeRowWithdrawn
from kanhe.ledger.strikes import Owner, StrikePolicySet, strikes
from kanhe.ledger.workdays import day_of
from tests.ledger.entries import sha
from tests.ledger.machines.book import Book, Fresh, run

NAMES = ("甲公司", "乙公司", "丙公司")
"""The first two begin as one group."""
ENTERPRISES = ("e0", "e1", "e2")
WHO = st.integers(0, 2)


@dataclass
class Batch:
    id: str
    regulator: str
    day: dt.date
    rows: list[str]
    """Enterprise of each row that stands; '' for one withdrawn."""


@dataclass
class Measure:
    owner: Owner
    state: str
    first: dt.date
    last: dt.date | None
    lifted: dt.date | None = None
    batches: tuple[str, ...] = field(default=())

    def runs(self, day: dt.date) -> bool:
        return (
            self.state in ("signed", "lifted")
            and self.first <= day
            and (self.last is None or day <= self.last)
            and (self.lifted is None or day <= self.lifted)
        )


class Measures(Book):
    """The model: batches with rows, groups, measures with their days, and which builds passed an inspection."""

    def __init__(self, fresh: Fresh) -> None:
        super().__init__(fresh)
        self.act(GroupRegistered("集团", "g"))
        self.groups: dict[str, str | None] = {"e0": "g", "e1": "g", "e2": None}
        self.batches: list[Batch] = []
        self.measures: dict[str, Measure] = {}
        self.passed: set[str] = set()
        for who, name in zip(ENTERPRISES, NAMES, strict=True):
            self.act(EnterpriseRegistered(name, group=self.groups[who], id=who))
            self.act(AppRegistered(f"com.example.{who}", name, who))
            for version in ("old", "new"):
                self.act(VersionRegistered(app_id("android", f"com.example.{who}"), sha(who + version), version))
            self.act(VersionListed(sha(who + "old"), "store"))

    @property
    def today(self) -> dt.date:
        return day_of(self.clock.at)

    def owner(self, who: str) -> Owner:
        group = self.groups[who]
        return Owner("group", group) if group else Owner("enterprise", who)

    def members(self, owner: Owner) -> set[str]:
        return {e for e in ENTERPRISES if self.owner(e) == owner}

    def counted(self, owner: Owner, day: dt.date) -> list[str]:
        """Batches of the ministry in the day's year, up to the day, with a standing row of the owner: each once."""
        found = [
            b for b in self.batches
            if b.regulator == "miit" and dt.date(day.year, 1, 1) <= b.day <= day and self.members(owner) & set(b.rows)
        ]  # fmt: skip
        return [b.id for b in sorted(found, key=lambda b: (b.day, b.id))]

    @rule(
        named=st.lists(WHO, min_size=1, max_size=4),
        miit=st.sampled_from((True, True, True, False)),
        ago=st.integers(0, 3),
        times=st.integers(1, 4),
    )
    def publish_some(self, named: list[int], miit: bool, ago: int, times: int) -> None:
        for _ in range(times):
            self.publish(named, miit, ago)

    def publish(self, named: list[int], miit: bool, ago: int) -> None:
        """A batch proposes a measure for each owner whose strikes reach four, unless one is open or it was proposed for
        the same batches; what is proposed rests on exactly the batches that count, and holds nothing yet."""
        number, regulator = len(self.batches) + 1, "miit" if miit else "gd"
        day = self.today - dt.timedelta(days=ago * 20)
        rows = tuple(NoticeRow(f"应用{n}", NAMES[n]) for n in named)
        batch = Batch(f"n{number:03}", regulator, day, [ENTERPRISES[n] for n in named])
        done = self.act(NoticePublished(regulator, day.year, number, day, rows, "t", id=batch.id))
        assert done is not None
        self.batches.append(batch)
        for event in done.followed:
            assert isinstance(event, MeasureProposed)
            owner = Owner(event.owner_kind, event.owner)
            assert len(event.notices) >= 4
            assert list(event.notices) == self.counted(owner, event.first_day)
            assert batch.id in event.notices
            assert not self.open(owner, event.first_day)
            assert event.notices not in {m.batches for m in self.measures.values() if m.owner == owner}

            self.measures[event.id] = Measure(owner, "proposed", event.first_day, event.last_day, batches=event.notices)
        if miit:
            for owner in {self.owner(e) for e in batch.rows}:
                if len(self.counted(owner, day)) >= 4:
                    assert self.open(owner, day) or tuple(self.counted(owner, day)) in {
                        m.batches for m in self.measures.values() if m.owner == owner
                    }, "the fourth strike went by without a proposal"

    def open(self, owner: Owner, day: dt.date) -> bool:
        return any(
            m.owner == owner and m.state in ("proposed", "signed") and (m.last is None or m.last >= day)
            for m in self.measures.values()
        )

    @rule(n=st.integers(0, 30), position=st.integers(1, 4))
    def withdraw(self, n: int, position: int) -> None:
        if not self.batches:
            return
        batch = self.batches[n % len(self.batches)]
        may = position <= len(batch.rows) and batch.rows[position - 1] != ""
        if self.act(NoticeRowWithdrawn(batch.id, position, "误列"), may):
            batch.rows[position - 1] = ""

    @rule(who=WHO, joins=st.booleans())
    def move(self, who: int, joins: bool) -> None:
        self.groups[ENTERPRISES[who]] = "g" if joins else None
        self.act(EnterpriseMoved(ENTERPRISES[who], self.groups[ENTERPRISES[who]]))

    def some(self, n: int) -> tuple[str, Measure] | None:
        return list(self.measures.items())[n % len(self.measures)] if self.measures else None

    @rule(owner=st.sampled_from((Owner("group", "g"), Owner("enterprise", "e2"))), days=st.none() | st.integers(0, 60))
    def propose(self, owner: Owner, days: int | None) -> None:
        """A person may propose one too."""
        last = None if days is None else self.today + dt.timedelta(days=days)
        found = self.made(MeasureProposed(owner.kind, owner.id, "p", (), self.today, last))
        self.measures[found] = Measure(owner, "proposed", self.today, last, batches=())

    @rule(n=st.integers(0, 9), later=st.none() | st.integers(0, 40), forever=st.booleans())
    def sign(self, n: int, later: int | None, forever: bool) -> None:
        if found := self.some(n):
            measure, model = found
            last = None if later is None else self.today + dt.timedelta(days=later)
            until = None if forever else last or model.last
            may = model.state == "proposed" and (until is None or until >= self.today)
            if self.act(MeasureSigned(measure, "张三", self.today, last, forever), may):
                model.state, model.first, model.last = "signed", self.today, until

    @rule(n=st.integers(0, 9))
    def reject(self, n: int) -> None:
        if (found := self.some(n)) and self.act(MeasureRejected(found[0], "r"), found[1].state == "proposed"):
            found[1].state = "rejected"

    @rule(n=st.integers(0, 9), later=st.integers(0, 10))
    def lift(self, n: int, later: int) -> None:
        day = self.today + dt.timedelta(days=later)
        if (found := self.some(n)) and self.act(MeasureLifted(found[0], day, "r"), found[1].state == "signed"):
            found[1].state, found[1].lifted = "lifted", day

    @rule(who=WHO, passes=st.booleans())
    def inspect(self, who: int, passes: bool) -> None:
        built = sha(ENTERPRISES[who] + "new")
        self.act(InspectionRecorded(built, "pass" if passes else "incomplete", "r"))
        (self.passed.add if passes else self.passed.discard)(built)

    @rule(days=st.sampled_from((1, 10, 40, 120)))
    def wait(self, days: int) -> None:
        self.clock.at += dt.timedelta(days=days)

    @invariant()
    def a_strike_is_counted_once(self) -> None:
        """However many rows, apps, stores or enterprises of the owner a batch names."""
        with self.ledger.read() as connection:
            for owner in {self.owner(e) for e in ENTERPRISES}:
                found = [s.notice for s in strikes(connection, owner, self.today, StrikePolicySet())]
                assert len(found) == len(set(found))
                assert found == self.counted(owner, self.today)

    @invariant()
    def no_build_passes_a_gate_that_a_running_measure_closes(self) -> None:
        """A new build is held while a measure of its enterprise or group runs, unless that very package passed its
        inspection; when none runs it is not held for one.  The version that is listed is never held."""
        for day in (self.today, self.today + dt.timedelta(days=15)):
            asked = [(who, version) for who in ENTERPRISES for version in ("old", "new")]
            with self.ledger.read() as connection:
                answers = dict(zip(asked, self.ask(connection, asked, day), strict=True))
                forces = {who: in_force(connection, who, day) for who in ENTERPRISES}
            for who in ENTERPRISES:
                owners = {self.owner(who), Owner("enterprise", who)}
                closed = any(m.owner in owners and m.runs(day) for m in self.measures.values())
                held = closed and sha(who + "new") not in self.passed
                new = answers[who, "new"]
                assert ("measure" in {r.code for r in new.reasons}) == held
                assert not held or new.outcome != "allow"
                assert answers[who, "old"].outcome == "allow"
                assert (forces[who] is not None) == closed

    def ask(self, connection: Connection, asked: list[tuple[str, str]], day: dt.date) -> list[Decision]:
        requests = [Request(f"com.example.{w}", v, sha(w + v), "store") for w, v in asked]
        known = facts(connection, requests, day)
        policy = GatePolicy(inspection="under-measure")
        return [decide(r, f, policy) for r, f in zip(requests, known, strict=True)]


def test_measures(url: str) -> None:
    run(Measures, url)
