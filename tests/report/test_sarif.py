import json
from dataclasses import replace

from kanhe.evidence import Evidence
from kanhe.inspection import inspect
from kanhe.report.sarif import render_sarif, sarif
from kanhe.rules.rule import catalogue
from tests.report.test_document import EXAMPLE
from tests.rules.test_views import POLICY


def test_rules_results_and_paths_hang_together() -> None:
    inspection = inspect(EXAMPLE)
    log = sarif(inspection, "en")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert {r["id"] for r in rules} <= set(catalogue())
    assert len(run["results"]) == len(inspection.judgement.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert len(result["partialFingerprints"]["kanhe/v1"]) == 16
    flows = [r for r in run["results"] if "codeFlows" in r]
    steps = flows[0]["codeFlows"][0]["threadFlows"][0]["locations"]
    assert (
        steps[-2]["location"]["logicalLocations"][0]["fullyQualifiedName"]
        == flows[0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
    )
    assert json.loads(render_sarif(inspection, "zh"))["runs"][0]["tool"]["driver"]["language"] == "zh-CN"


def test_the_quote_is_a_related_location_in_the_document() -> None:
    inspection = inspect(EXAMPLE)
    policy = replace(POLICY, app=inspection.judgement.app, name="隐私.html", sha256="ab" * 32)
    first, *others = inspection.judgement.results
    finding = inspection.judgement.findings[0]
    place = {"sentence": "不会收集", "document": "policy", "doc_start": 7, "doc_end": 11}
    quoted = replace(finding, row={**finding.row, **place, "where_zh": "第二节", "where_en": "section 2"})
    changed = replace(inspection.judgement, results=(replace(first, findings=(quoted,)), *others))
    evidence = Evidence.merge(inspection.evidence, Evidence.of([policy]))
    (run,) = sarif(replace(inspection, judgement=changed, evidence=evidence), "en")["runs"]
    result = run["results"][0]
    place = result["relatedLocations"][0]["physicalLocation"]
    assert run["artifacts"][place["artifactLocation"]["index"]]["hashes"]["sha-256"] == "ab" * 32
    assert (place["region"]["charOffset"], place["region"]["charLength"]) == (7, 4)
    assert result["properties"]["where"] == "section 2"
