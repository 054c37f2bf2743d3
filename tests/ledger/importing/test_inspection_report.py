import json

import pytest

from kanhe.ledger.importing.content import Unreadable
from kanhe.ledger.importing.inspection_report import inspection_recorded

REPORT = {
    "format": "kanhe-report/1", "tool": {"name": "kanhe", "version": "0.1.0", "knowledge": "2026.11"}, "date": "2026-11-25",
    "verdict": "fail", "app": {"sha256": "a" * 64},
    "findings": [
        {"fingerprint": "f1", "rule": "r1", "severity": "high", "effect": "violation", "label": "违规收集个人信息", "message": {"zh": "甲", "en": "a"}},
        {"fingerprint": "f2", "rule": "r2", "severity": "low", "effect": "advice", "label": None, "message": {"zh": "乙", "en": "b"}},
    ],
}  # fmt: skip


def test_violations_are_kept_and_advice_is_not() -> None:
    event = inspection_recorded(json.dumps(REPORT).encode(), "submission-1")
    assert (event.sha256, event.verdict, event.submission) == ("a" * 64, "fail", "submission-1")
    assert event.ruleset == "kanhe 0.1.0 / 2026.11 / 2026-11-25"
    assert [(f.rule, f.label) for f in event.findings] == [("r1", "违规收集个人信息")]
    assert len(event.evidence_sha256 or "") == 64


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"format": "other/1"}', b'{"format": "kanhe-report/1"}', b"[" * 10_000]
)
def test_what_is_no_report(data: bytes) -> None:
    with pytest.raises(Unreadable):
        inspection_recorded(data)
