import json
from pathlib import Path

import pytest

from tests.cli.ledger.driver import Ledger

APP, SHA256 = "android:com.example.mou", "ab" * 32


def finding(fingerprint: str) -> dict[str, object]:
    return {
        "fingerprint": fingerprint, "rule": "r", "severity": "high", "effect": "violation", "label": "违规收集个人信息",
        "message": {"zh": f"读取 {fingerprint}", "en": f"reads {fingerprint}"},
    }  # fmt: skip


@pytest.fixture
def inspection(stocked: Ledger, tmp_path: Path) -> str:
    report = {
        "format": "kanhe-report/1", "tool": {"name": "kanhe", "version": "1", "knowledge": "k"}, "date": "2026-01-05",
        "app": {"sha256": SHA256}, "verdict": "fail", "findings": [finding("a1"), finding("b2")],
    }  # fmt: skip
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report))
    stocked("version", "add", APP, "1.0", "--sha256", SHA256)
    return stocked.id("inspection", "record", str(path))


def test_confirmed_dismissed_and_recorded_anew(stocked: Ledger, inspection: str) -> None:
    assert stocked("review", "confirm", inspection, "a1").code == 0
    assert stocked("review", "dismiss", inspection, "b2").code == 3, "a dismissal needs its reason"
    assert stocked("review", "dismiss", inspection, "b2", "--reason", "误报").code == 0
    rows = {r["fingerprint"]: r for r in stocked("review", "list", inspection, "--json").json}
    assert [(rows[f]["review"], rows[f]["by"]) for f in ("a1", "b2")] == [
        ("confirmed", "tester"),
        ("dismissed", "tester"),
    ]
    assert stocked("inspection", "list", SHA256, "--json").json[0]["superseded_by"] is None
    revised = stocked.id("review", "revise", inspection, "--reason", "复核")
    last = stocked("inspection", "list", SHA256, "--json").json[-1]
    assert (last["id"], last["verdict"], last["findings"]) == (revised, "fail", 1)
    assert stocked("review", "confirm", inspection, "a1", "--reason", "r").code == 4


def test_a_case_is_tested_without_what_was_dismissed(stocked: Ledger, inspection: str) -> None:
    stocked("review", "dismiss", inspection, "b2", "--reason", "误报")
    case = stocked.id("case", "open", APP, "1.0", "--source", "s", "--regulator", "miit", "--round", "1")
    assert stocked("case", "test", case, "--from-inspection", inspection).code == 0
    (record,) = stocked("history", "--kind", "case-tested", "--json").json
    assert [p["detail"] for p in record["body"]["problems"]] == ["读取 a1"]


def test_refused(stocked: Ledger, inspection: str) -> None:
    assert stocked("review", "list", "inspection-99").code == 4
    assert stocked("review", "confirm", inspection, "zz").code == 4
    assert stocked("review", "revise", inspection, "--reason", "r").code == 4
    assert stocked("case", "test", "x", "--from-inspection", "inspection-99").code == 4
