"""Every specimen gives what its table of truth says: rule by rule, and read by read."""

from __future__ import annotations

import pytest

from kanhe.inspection import Inspection, Options, inspect
from kanhe.knowledge.items import items
from kanhe.rules.policy import read_policy
from kanhe.rules.rule import catalogue
from tests.specimens.documents.cases import asks_documents
from tests.specimens.runs.judging import asks_runs
from tests.specimens.truth import APK, FOLDER, Truth, table

TRUTH = table()


@pytest.fixture(scope="module", params=TRUTH, ids=[t.name for t in TRUTH])
def case(request: pytest.FixtureRequest) -> tuple[Truth, Inspection]:
    truth: Truth = request.param
    policy = read_policy(FOLDER / "policy.yaml") if truth.policy else None
    return truth, inspect(truth.path, Options(truth.date, truth.app_type, policy))


def expected_outcome(truth: Truth, rule_id: str) -> str:
    rule = catalogue()[rule_id]
    if ("app-type" in rule.requires and not truth.app_type) or ("policy" in rule.requires and not truth.policy):
        return "not-applicable"
    if asks_runs(rule):
        return "not-applicable"  # no run is given here
    if rule_id in truth.fails:
        return "fail"
    hidden = {"calls", "flows", "behaviours", "sdks", "hosts", "phases"}
    late = truth.incomplete_phases and {"flows", "phases"} & set(rule.needs)
    if rule_id in truth.incomplete or late or (truth.incomplete_all_code and hidden & set(rule.needs)):
        return "incomplete"
    return "pass"


def test_rules_give_what_the_table_says(case: tuple[Truth, Inspection]) -> None:
    truth, inspection = case
    got = {r.rule: r.outcome for r in inspection.judgement.results}
    of_documents = {name for name, rule in catalogue().items() if asks_documents(rule)}
    wanted = {rule: expected_outcome(truth, rule) for rule in catalogue() if rule not in of_documents}
    assert {rule: outcome for rule, outcome in got.items() if rule not in of_documents} == wanted
    # No document is given here: of what it says nothing may be concluded.
    assert {got[rule] for rule in of_documents} <= {"incomplete", "not-applicable"}


def test_reads_are_those_of_the_source(case: tuple[Truth, Inspection]) -> None:
    truth, inspection = case
    rows = inspection.evidence.rows("calls")
    told = sorted({
        (r["item"], r["how"], r["level"], r["actor"]) for r in rows if items()[r["item"]].weight != "state"
    })  # fmt: skip
    assert told == sorted(truth.calls)
    assert any(items()[r["item"]].weight == "state" for r in rows) == truth.states


def test_reachable_reads_carry_their_proof(case: tuple[Truth, Inspection]) -> None:
    _, inspection = case
    for row in inspection.evidence.rows("calls"):
        if row["level"] == "reachable" and items()[row["item"]].weight != "state":
            assert row["path"][-1] == row["caller"]
            assert row["entry"]
            if row["offset"] >= 0:
                assert sum(line.startswith(">") for line in row["excerpt"]) == 1


def test_container_facts(case: tuple[Truth, Inspection]) -> None:
    truth, inspection = case
    evidence = inspection.evidence
    package = evidence.rows("package")[0]
    assert package["package_id"] == "com.example.specimen"
    assert package["packer"] == truth.packer
    assert len(package["splits"]) == truth.splits
    if truth.code_files:
        assert sorted(r["format"] for r in evidence.rows("code_files")) == sorted(truth.code_files)
    limits = {r["kind"] for r in evidence.rows("limits") if r["weakens"] or r["kind"] == "missing-code"}
    assert limits - {"no-policy"} == set(truth.limits)
    if truth.sdks:
        assert set(truth.sdks) <= {r["sdk"] for r in evidence.rows("sdks")}


def test_every_rule_has_both_specimens_and_every_build_has_a_truth() -> None:
    known = {t.path.name for t in TRUTH}
    assert known == {p.name for p in APK.iterdir()}
    for rule in catalogue().values():
        if not asks_documents(rule) and not asks_runs(rule):  # those have theirs among the documents and the runs
            assert f"{rule.specimens.violates}.apk" in known
            assert f"{rule.specimens.complies}.apk" in known
