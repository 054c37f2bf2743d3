"""Every document specimen gives what its table of truth says, rule by rule; and no rule about documents passes without one."""

from __future__ import annotations

import pytest

from kanhe.evidence import Evidence
from kanhe.evidence.limits import limit
from kanhe.rules.engine import Context, judge
from kanhe.rules.rule import Rule, catalogue
from tests.specimens.documents.cases import FOLDER, Case, app_evidence, asks_documents, cases, judged
from tests.specimens.runs.judging import asks_runs

CASES = cases()
ABOUT = {
    "double-list-fields-incomplete": "collected-list",
    "double-list-contradicts-behaviour": "collected-list",
    "developer-identity-mismatch": "listing",
}
"""Rules about a document that need not be given."""


def expected(case: Case, rule: Rule) -> str:
    given = {role for role, _, _ in case.documents()}
    if ("app-type" in rule.requires and not case.app_type) or (rule.id in ABOUT and ABOUT[rule.id] not in given):
        return "not-applicable"
    return "fail" if rule.id in case.fails else "incomplete" if rule.id in case.incomplete else "pass"


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
def test_rules_give_what_the_table_says(case: Case) -> None:
    got = {r.rule: r.outcome for r in judged(case).results if asks_documents(catalogue()[r.rule])}
    wanted = {name: expected(case, rule) for name, rule in catalogue().items() if asks_documents(rule)}
    differing = {name: (got[name], wanted[name]) for name in wanted if got[name] != wanted[name]}
    assert not differing, "rule: (got, wanted)"


def test_without_a_policy_no_rule_about_documents_passes() -> None:
    app = app_evidence("policy-absent-complies")
    alone = Evidence.merge(
        app, Evidence.of([limit(app.rows("package")[0]["app"], "no-policy", "privacy policy", "none")])
    )
    told = {r.rule: r.outcome for r in judge(alone, Context(CASES[0].date, "news")).results}
    asked = {name: told[name] for name, rule in catalogue().items() if asks_documents(rule)}
    assert {name for name, outcome in asked.items() if outcome not in ("incomplete", "not-applicable")} == set()


def test_every_rule_about_documents_has_a_pair_and_every_folder_a_truth() -> None:
    known = {c.name for c in CASES}
    for rule in catalogue().values():
        if asks_documents(rule) and not asks_runs(rule):
            assert {rule.specimens.violates, rule.specimens.complies} <= known
    folders = {f"{p.parent.name}-{p.name}" for p in FOLDER.glob("[a-z]*/*") if p.is_dir()}
    assert folders <= known
