import json

from kanhe.inspection import inspect
from kanhe.report.sarif import render_sarif, sarif
from kanhe.rules.rule import catalogue
from tests.report.test_document import EXAMPLE


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
