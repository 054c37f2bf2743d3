from kanhe.rules.model import Judgement, RuleResult, Text


def test_language_and_findings() -> None:
    assert Text("中", "en").in_language("zh-CN") == "中"
    assert Text("中", "en").in_language("fr") == "en"
    result = RuleResult("r", Text("a", "b"), "pass", "violation", "low", None, ())
    assert Judgement("a", "2026-11-01", "pass", (result,)).findings == ()
