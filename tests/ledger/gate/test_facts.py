import dataclasses
import datetime as dt

from kanhe.ledger.apps import AppRegistered, VersionListed, VersionRegistered, VersionUnlisted
from kanhe.ledger.cases import CaseOpened, CaseTested, Problem, RectificationOrdered, Retested
from kanhe.ledger.delistings import DelistingOrdered, Restored
from kanhe.ledger.event import Event
from kanhe.ledger.gate.decision import Decision, Facts, GatePolicy, Request, decide
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.inspections import FoundProblem, InspectionRecorded, Submitted
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import (
    MEASURE_BEGAN,
    MEASURE_ENDS,
    NEVER_NAMED,
    OTHER,
    PRODUCTS,
    STORE,
    FixedClock,
    package_hash,
)
from tests.ledger.gate.conftest import APP, PACKAGE, Add

OTHER_APP = f"android:{OTHER[1]}"


def known(ledger: Ledger, *requests: Request, day: dt.date = MEASURE_BEGAN) -> list[Facts]:
    with ledger.read() as connection:
        return facts(connection, requests, day)


def judged(ledger: Ledger, request: Request, day: dt.date = MEASURE_BEGAN) -> Decision:
    return decide(request, known(ledger, request, day=day)[0], GatePolicy())


def existing(package_id: str = PACKAGE) -> Request:
    return Request(package_id, "1.0", package_hash(package_id, "1.0"), STORE)


def test_many_questions_at_once_are_answered_as_one_by_one(ledger: Ledger, add: Add) -> None:
    asked = [existing(p) for _, p, _ in (*PRODUCTS, NEVER_NAMED, OTHER)]
    asked += [add("2.0"), add("2.1", "fail"), add("2.2", None), Request("no.such.app", "1", "00" * 32, "elsewhere")]
    asked += [dataclasses.replace(r, store="elsewhere", signer="ab" * 32) for r in asked]
    for size in (1, 2, 3, 5, 8, 17, len(asked)):
        together = known(ledger, *asked[:size])
        assert together == [known(ledger, one)[0] for one in asked[:size]]
    assert known(ledger) == []


def test_the_same_question_twice(ledger: Ledger, add: Add) -> None:
    one = add("2.0")
    first, second = known(ledger, one, one)
    assert first == second


def test_an_app_that_nobody_registered(ledger: Ledger, add: Add) -> None:
    assert known(ledger, Request("no.such.app", "1", "00" * 32, STORE))[0].app is None
    elsewhere = dataclasses.replace(existing(), platform="ios")
    assert known(ledger, elsewhere)[0].app is None


def test_a_package_of_another_app(ledger: Ledger, add: Add) -> None:
    theirs = dataclasses.replace(existing(OTHER[1]), package_id=PACKAGE)
    assert known(ledger, theirs)[0].version_of == OTHER_APP
    assert "package-of-another-app" in [r.code for r in judged(ledger, theirs).reasons]


def test_listed_means_in_this_store_and_now(ledger: Ledger, add: Add) -> None:
    one = existing()
    assert known(ledger, one)[0].listed_here
    assert not known(ledger, dataclasses.replace(one, store="elsewhere"))[0].listed_here
    ledger.act(VersionUnlisted(one.sha256, STORE), "test")
    assert not known(ledger, one)[0].listed_here
    ledger.act(VersionListed(one.sha256, STORE), "test")
    assert known(ledger, one)[0].listed_here


def test_signer(ledger: Ledger, add: Add) -> None:
    known_signer, stranger = "aa" * 32, "bb" * 32
    assert known(ledger, add("2.0"))[0].other_signer is None, "nothing is known of signers"
    request = add("2.1", signer=known_signer)
    assert known(ledger, request)[0].other_signer is None
    assert known(ledger, dataclasses.replace(request, signer=None))[0].other_signer is None
    assert known(ledger, dataclasses.replace(request, signer=stranger))[0].other_signer == known_signer


def test_the_newest_inspection_counts_with_its_findings(ledger: Ledger, add: Add) -> None:
    request = add("2.0")
    problem = FoundProblem("f1", "rule", "critical", "题", "problem")
    ledger.act(InspectionRecorded(request.sha256, "fail", "rules 2", (problem,)), "test")
    found = known(ledger, request)[0]
    assert (found.verdict, found.ruleset, found.critical, found.high) == ("fail", "rules 2", 1, 0)


def test_a_submission_that_waits(ledger: Ledger, add: Add) -> None:
    request = add("2.0", None)
    ledger.act(Submitted(request.sha256, id="s1"), "test")
    assert known(ledger, request)[0].submission == "s1"
    ledger.act(InspectionRecorded(request.sha256, "pass", "rules", submission="s1"), "test")
    assert known(ledger, request)[0].submission is None


def test_a_measure_runs_from_its_first_day_to_its_last(ledger: Ledger, add: Add) -> None:
    request, day = add("2.0", None), dt.timedelta(days=1)
    held = [known(ledger, request, day=d)[0].measure is not None
            for d in (MEASURE_BEGAN - day, MEASURE_BEGAN, MEASURE_ENDS, MEASURE_ENDS + day)]  # fmt: skip
    assert held == [False, True, True, False]


def test_a_version_is_delisted_by_its_registered_name_whatever_the_store_calls_it(ledger: Ledger, add: Add) -> None:
    request, later = add("2.0"), add("2.1")
    ledger.act(DelistingOrdered(APP, (STORE,), "reason", version_name="2.0"), "test")
    assert judged(ledger, request).outcome == "deny"
    assert judged(ledger, dataclasses.replace(request, version="9")).outcome == "deny"
    assert judged(ledger, later).outcome == "allow"


def _to_delisted() -> tuple[Event, ...]:
    """From a sample in case 'c1' to the delisting 'd1' of the whole app."""
    return (
        CaseOpened(APP, "1.0", STORE, "miit", "2021-12", "c1"), CaseTested("c1", (Problem("违规", "d"),)),
        RectificationOrdered("c1", working_days=5), DelistingOrdered(APP, (STORE,), "reason", id="d1"),
    )  # fmt: skip


def test_a_delisting_ends_the_listings_made_before_it(ledger: Ledger, add: Add, clock: FixedClock) -> None:
    request = add("2.0")
    clock.at += dt.timedelta(hours=1)
    ledger.act(DelistingOrdered(OTHER_APP, (STORE,), "reason"), "test")
    old = existing(OTHER[1])
    assert not known(ledger, old)[0].listed_here
    assert judged(ledger, old).outcome == "deny"
    assert judged(ledger, request).outcome == "allow", "another app"


def test_what_a_store_lists_after_the_order_is_listed(ledger: Ledger, add: Add, clock: FixedClock) -> None:
    old = existing(OTHER[1])
    clock.at += dt.timedelta(hours=1)
    ledger.act(DelistingOrdered(OTHER_APP, (STORE,), "reason"), "test")
    ledger.act(VersionUnlisted(old.sha256, STORE), "test")
    clock.at += dt.timedelta(hours=1)
    ledger.act(VersionListed(old.sha256, STORE), "test")
    assert known(ledger, old)[0].listed_here


def test_an_app_of_another_platform_with_the_same_package_id(ledger: Ledger, add: Add) -> None:
    ledger.act(AppRegistered(PACKAGE, "same", "other", "ios"), "test")
    ledger.act(VersionRegistered(f"ios:{PACKAGE}", "ee" * 32, "1"), "test")
    found = known(ledger, Request(PACKAGE, "1", "ee" * 32, STORE, None, "ios"))[0]
    assert (found.enterprise, found.measure, found.registered) == ("other", None, True)


def test_a_restored_app_comes_back_in_the_build_that_passed_and_in_no_other(
    ledger: Ledger, add: Add, clock: FixedClock
) -> None:  # fmt: skip
    fixed = add("2.0", "fail")
    before = existing()
    for event in _to_delisted():
        ledger.act(event, "test")
    clock.at += dt.timedelta(days=1)
    assert judged(ledger, fixed).outcome == "deny"
    ledger.act(Retested("c1", "2.0", True, "report", fixed.sha256, "t1"), "test")
    assert judged(ledger, fixed).outcome == "deny", "not restored yet"
    ledger.act(Restored("d1", "t1"), "test")
    back = judged(ledger, fixed)
    assert (back.outcome, back.reasons) == ("allow", ())
    assert judged(ledger, before).outcome == "hold", "its listing ended with the order, and nothing passed since"
    clock.at += dt.timedelta(days=1)
    ledger.act(InspectionRecorded(fixed.sha256, "fail", "rules 2"), "test")
    assert judged(ledger, fixed).outcome != "allow", "an inspection after the re-test counts more"


def test_a_failed_retest_opens_nothing(ledger: Ledger, add: Add, clock: FixedClock) -> None:
    request = add("2.0", None)
    for event in _to_delisted()[:-1]:
        ledger.act(event, "test")
    ledger.act(Retested("c1", "2.0", False, "report", request.sha256, "t1"), "test")
    assert known(ledger, request)[0].retest is None
