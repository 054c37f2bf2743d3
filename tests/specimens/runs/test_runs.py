"""Every specimen of a run gives what it was written to give: its own rule, and no other that is not named."""

from __future__ import annotations

import pytest

from kanhe.evidence import Evidence
from kanhe.rules.engine import Context, judge_all
from kanhe.rules.model import RuleResult
from kanhe.runtime.evidence import with_runs
from kanhe.runtime.given import GivenRuns
from tests.specimens.runs.cases import COUNTRIES, FOLDER, Case, cases
from tests.specimens.runs.judging import DAY, app_evidence, of_runs, under_another_digest

CASES = cases()


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, dict[str, RuleResult]]:
    """Specimen → rule → what it concludes; all judged at once, as a lake of apps."""
    countries = tmp_path_factory.mktemp("runs") / "countries.csv"
    countries.write_text(COUNTRIES)
    parts = []
    for number, case in enumerate(CASES):
        given = GivenRuns((case.path,), countries=countries if case.countries else None)
        seen = with_runs(app_evidence(declared=case.declared), given, b"salt")
        parts.append(under_another_digest(seen, f"{number:064x}"))
    found = judge_all(Evidence.merge(*parts), Context(DAY), of_runs())
    return {case.name: {r.rule: r for r in found[f"{k:064x}"].results} for k, case in enumerate(CASES)}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_each_gives_its_rule_and_no_other(case: Case, results: dict[str, dict[str, RuleResult]]) -> None:
    mine = results[case.name]
    failed = {rule for rule, result in mine.items() if result.outcome == "fail"}
    assert failed - {case.rule} == case.also
    assert mine[case.rule].outcome == ("fail" if case.violates else "pass"), mine[case.rule].reason
    for finding in mine[case.rule].findings:
        assert "{" not in finding.message.zh + finding.message.en
        assert "—" not in finding.message.zh + finding.message.en
        if case.rule != "run-read-too-often" and "records" in finding.row:
            assert finding.row["records"]


def test_the_files_are_what_the_cases_write() -> None:
    assert {p.name for p in FOLDER.iterdir()} == {c.path.name for c in CASES}
    for case in CASES:
        assert case.path.read_bytes() == case.tape().bytes(), f"python -m tests.specimens.runs.cases ({case.name})"


def test_every_rule_over_runs_has_its_pair() -> None:
    assert {c.rule for c in CASES} == {r.id for r in of_runs()}
