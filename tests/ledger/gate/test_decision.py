"""Rules of the decision, stated over any facts."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.gate.decision import Facts, GatePolicy, Request, decide

REQUEST = Request("com.example.a", "2.0", "ab" * 32, "store")
ORDER = (
    "unknown-app", "package-of-another-app", "measure", "delisted", "signer-differs", "filing-missing",
    "inspection-failed", "inspection-incomplete", "not-inspected",
)  # fmt: skip
WEIGHT = ["allow", "hold", "deny"]


def maybe(value: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, value])


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    verdict = draw(st.sampled_from([None, "pass", "fail", "incomplete"]))
    return Facts(
        draw(maybe("android:com.example.a")), "e1", draw(maybe("ICP1")), draw(st.booleans()), draw(maybe("android:x")),
        draw(st.booleans()), draw(maybe("cd" * 32)), draw(maybe("measure-1")),
        draw(st.sampled_from([None, dt.date(2026, 1, 1)])), draw(maybe("delisting-1")),
        "inspection-1" if verdict else None, verdict, "rules" if verdict else None,
        draw(st.integers(0, 2)) if verdict == "fail" else 0, draw(st.integers(0, 2)) if verdict == "fail" else 0,
        draw(maybe("submission-1")), draw(maybe("retest-1")),
    )  # fmt: skip


any_policy = st.builds(GatePolicy, st.sampled_from(["always", "under-measure"]), st.booleans())


@given(any_facts(), any_policy)
def test_reasons_stand_in_their_order(facts: Facts, policy: GatePolicy) -> None:
    codes = [r.code for r in decide(REQUEST, facts, policy).reasons]
    assert codes == sorted(set(codes), key=ORDER.index)


@given(any_facts(), any_policy)
def test_the_worst_reason_decides(facts: Facts, policy: GatePolicy) -> None:
    decision = decide(REQUEST, facts, policy)
    assert decision.outcome == max((r.outcome for r in decision.reasons), key=WEIGHT.index, default="allow")


@given(any_facts(), any_policy)
def test_every_reason_speaks_both_languages_and_lifting_too(facts: Facts, policy: GatePolicy) -> None:
    for reason in decide(REQUEST, facts, policy).reasons:
        assert reason.zh
        assert reason.en
        assert bool(reason.lift_zh) == bool(reason.lift_en)
        assert all(reason.rests_on)


@given(any_facts(), any_policy)
def test_no_new_build_without_a_pass_gets_by_a_measure(facts: Facts, policy: GatePolicy) -> None:
    closed = dataclasses.replace(facts, app="a", measure="m", listed_here=False)
    decision = decide(REQUEST, closed, policy)
    passed = closed.verdict == "pass" or closed.retest is not None
    assert ("measure" in [r.code for r in decision.reasons]) == (not passed)
    assert passed or decision.outcome != "allow"


@given(any_facts(), any_policy)
def test_a_measure_changes_nothing_for_an_existing_build(facts: Facts, policy: GatePolicy) -> None:
    existing = dataclasses.replace(facts, listed_here=True, measure=None)
    held = dataclasses.replace(existing, measure="m")
    assert decide(REQUEST, held, policy) == decide(REQUEST, existing, policy)


@given(any_facts(), any_policy)
def test_a_delisted_app_is_denied_whatever_else_is_so(facts: Facts, policy: GatePolicy) -> None:
    down = dataclasses.replace(facts, app="a", delisting="d")
    assert decide(REQUEST, down, policy).outcome == "deny"


@given(any_facts(), any_policy)
def test_what_is_not_registered_is_held_for_that_reason_alone(facts: Facts, policy: GatePolicy) -> None:
    decision = decide(REQUEST, dataclasses.replace(facts, app=None), policy)
    assert (decision.outcome, [r.code for r in decision.reasons]) == ("hold", ["unknown-app"])


@given(any_facts(), any_policy)
def test_a_worse_fact_never_opens_the_gate(facts: Facts, policy: GatePolicy) -> None:
    before = WEIGHT.index(decide(REQUEST, facts, policy).outcome)
    for worse in (
        {"delisting": "d"},
        {"measure": "m"},
        {"other_signer": "s"},
        {"version_of": "x"},
        {"filing_number": None},
    ):
        after = decide(REQUEST, dataclasses.replace(facts, **worse), policy).outcome
        assert WEIGHT.index(after) >= before or facts.app is None


def test_a_build_nothing_stands_against_is_allowed() -> None:
    decision = decide(REQUEST, Facts("a", verdict="pass", inspection="i", ruleset="r"), GatePolicy())
    assert (decision.outcome, decision.reasons, decision.kind) == ("allow", (), "new")


@pytest.mark.parametrize(("critical", "outcome"), [(1, "deny"), (0, "hold")])
def test_a_failed_inspection(critical: int, outcome: str) -> None:
    facts = Facts("a", verdict="fail", inspection="i", critical=critical, high=1)
    assert decide(REQUEST, facts, GatePolicy()).outcome == outcome


def test_policy_options() -> None:
    assert decide(REQUEST, Facts("a"), GatePolicy()).outcome == "hold"
    assert decide(REQUEST, Facts("a"), GatePolicy(inspection="under-measure")).outcome == "allow"
    passed = Facts("a", verdict="pass", inspection="i")
    assert decide(REQUEST, passed, GatePolicy(filing_required=True)).outcome == "deny"


@pytest.mark.parametrize(
    "changed",
    [{"sha256": "xyz"}, {"sha256": ""}, {"store": ""}, {"store": "s" * 65}, {"version": "v" * 256},
     {"package_id": "a\x00"}, {"platform": ""}, {"signer": ""}],
)  # fmt: skip
def test_requests_that_are_none(changed: dict[str, str]) -> None:
    assert REQUEST.ill() is None
    assert dataclasses.replace(REQUEST, **changed).ill() is not None
