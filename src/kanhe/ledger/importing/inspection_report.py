"""A report ``kanhe-report/1`` → the inspection it records: package, verdict, rules, violations, hash of the report."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from kanhe.ledger.importing.content import Unreadable
from kanhe.ledger.inspections import FoundProblem, InspectionRecorded

FORMAT = "kanhe-report/1"


def inspection_recorded(data: bytes, submission: str | None = None, url: str | None = None) -> InspectionRecorded:
    """Raises :class:`Unreadable` for what is no such report.  Advice is left out: it decides no verdict."""
    try:
        said: Any = msgspec.json.decode(data)
        if said["format"] != FORMAT:
            raise Unreadable(f"报告格式不是 {FORMAT}", f"the report is not {FORMAT}")
        tool = said["tool"]
        findings = tuple(_found(f) for f in said["findings"] if f["effect"] == "violation")
        return InspectionRecorded(
            str(said["app"]["sha256"]), str(said["verdict"]),
            f"{tool['name']} {tool['version']} / {tool['knowledge']} / {said['date']}",
            findings, submission, hashlib.sha256(data).hexdigest(), url,
        )  # fmt: skip
    except (msgspec.DecodeError, KeyError, TypeError, RecursionError, UnicodeDecodeError) as error:
        raise Unreadable("不是 kanhe inspect --json 的报告", "this is no report of kanhe inspect --json") from error


def _found(finding: Any) -> FoundProblem:
    message = finding["message"]
    return FoundProblem(
        str(finding["fingerprint"]), str(finding["rule"]), str(finding["severity"]), str(message["zh"]), str(message["en"]),
        finding.get("label"),
    )  # fmt: skip
