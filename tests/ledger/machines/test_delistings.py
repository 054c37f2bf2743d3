"""Orders to take down, what stores answer, and the way back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered
from kanhe.ledger.cases import CaseOpened, CaseReopened, CaseTested, Problem, Retested
from kanhe.ledger.delistings import DelistingDone, DelistingOrdered, Restored, outstanding
from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.gate.decision import GatePolicy, Request, decide
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.notices import NoticePublished, NoticeRow
from kanhe.ledger.workdays import day_of
from tests.ledger.entries import APP, sha
from tests.ledger.machines.book import Book, Fresh, run

STORES = ("store-a", "store-b", "store-c")
VERSIONS = ("1.0", "2.0")


@dataclass
class Order:
    version: str | None
    case: bool
    waiting: set[str]
    at: int
    """Number of the act."""
    active: bool = True


class Delistings(Book):
    """The model: one app with one case, the orders, and the re-tests with their moments."""

    def __init__(self, fresh: Fresh) -> None:
        super().__init__(fresh)
        self.act(AppRegistered("com.example.one", "一号", self.made(EnterpriseRegistered("甲公司"))))
        for version in VERSIONS:
            self.act(VersionRegistered(APP, sha(version), version))
        self.act(VersionListed(sha("1.0"), "store-a"))
        self.act(CaseOpened(APP, "1.0", "store-a", "miit", "1", "c"))
        self.act(CaseTested("c", (Problem("l", "d"),)))
        self.state = "tested"
        self.orders: dict[str, Order] = {}
        self.retests: list[tuple[str, bool, int]] = []
        self.count = 0
        self.batches = 0

    @rule()
    def notice(self) -> None:
        number = self.batches + 1
        row = NoticeRow("一号", "甲公司", case="c")
        event = NoticePublished("miit", 2021, number, day_of(self.clock.at), (row,), "t")
        if self.act(event, self.state in ("tested", "reopened")):
            self.batches, self.state = number, "noticed"

    @rule()
    def look_back(self) -> None:
        if self.act(CaseReopened("c", "r"), self.state in ("rectified", "restored")):
            self.state = "reopened"

    @rule(
        stores=st.lists(st.sampled_from(STORES), max_size=4), version=st.sampled_from((None, *VERSIONS)),
        of_case=st.booleans(),
    )  # fmt: skip
    def order(self, stores: list[str], version: str | None, of_case: bool) -> None:
        may = bool(stores) and (not of_case or self.state == "noticed")
        event = DelistingOrdered(APP, tuple(stores), "r", "c" if of_case else None, version)
        if done := self.act(event, may):
            self.count += 1
            found: str = done.event.id  # type: ignore[attr-defined]
            self.orders[found] = Order(version, of_case, set(stores), self.count)
            self.state = "delisted" if of_case else self.state

    @rule(n=st.integers(0, 9), store=st.sampled_from(STORES))
    def acknowledge(self, n: int, store: str) -> None:
        """A store answers once, and only an order that is addressed to it and in force."""
        if found := self.some(n):
            order, model = found
            if self.act(DelistingDone(order, store, "x"), model.active and store in model.waiting):
                model.waiting.discard(store)

    @rule(passed=st.booleans())
    def retest(self, passed: bool) -> None:
        if done := self.act(Retested("c", "9", passed, "r"), self.state in ("noticed", "delisted", "reopened")):
            self.count += 1
            self.retests.append((done.event.id, passed, self.count))  # type: ignore[attr-defined]
            if passed and self.state != "delisted":
                self.state = "rectified"

    @rule(n=st.integers(0, 9), which=st.integers(0, 9))
    def restore(self, n: int, which: int) -> None:
        """Back only by a re-test that passed, after the order."""
        if (found := self.some(n)) and self.retests:
            order, model = found
            retest, passed, at = self.retests[which % len(self.retests)]
            may = model.active and passed and at > model.at and (not model.case or self.state == "delisted")
            if self.act(Restored(order, retest), may):
                model.active = False
                self.state = "restored" if model.case else self.state

    @rule()
    def wait(self) -> None:
        self.clock.at += dt.timedelta(days=1)

    def some(self, n: int) -> tuple[str, Order] | None:
        return list(self.orders.items())[n % len(self.orders)] if self.orders else None

    @invariant()
    def what_stores_have_to_do_is_told(self) -> None:
        """Each store of each order in force that has not answered, once."""
        with self.ledger.read() as connection:
            found = [(o.delisting, o.store) for o in outstanding(connection)]
        assert sorted(found) == sorted((i, s) for i, o in self.orders.items() if o.active for s in o.waiting)

    @invariant()
    def nothing_that_is_to_go_passes_the_gate(self) -> None:
        """While an order on the app or this version is in force the gate denies it, listed or new; else not for that."""
        for version in VERSIONS:
            down = any(o.active and o.version in (None, version) for o in self.orders.values())
            request = Request("com.example.one", version, sha(version), "store-a")
            with self.ledger.read() as connection:
                known = facts(connection, [request], day_of(self.clock.at))[0]
            decision = decide(request, known, GatePolicy(inspection="under-measure"))
            assert decision.outcome == ("deny" if down else "allow")


def test_delistings(url: str) -> None:
    run(Delistings, url)
