"""Findings as SARIF 2.1.0, the format code-scanning services read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from kanhe.inspection import Inspection
from kanhe.report.change import change
from kanhe.report.steps import Rung, ladder, shown
from kanhe.rules.model import Finding, RuleResult
from kanhe.rules.rule import Rule, catalogue

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
# Scores by which code-scanning services sort: the middle of CVSS bands of the same name.
_SCORES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}

Plain = dict[str, Any]


def render_sarif(inspection: Inspection, lang: str = "zh") -> str:
    """A SARIF log with one run; messages in ``lang``, both languages in the rules."""
    return json.dumps(sarif(inspection, lang), ensure_ascii=False, indent=2) + "\n"


def sarif(inspection: Inspection, lang: str = "zh") -> Plain:
    """The log as plain data."""
    judgement = inspection.judgement
    package = inspection.evidence.rows("package")[0]
    rules = catalogue()
    shown = [r for r in judgement.results if r.outcome != "not-applicable"]
    documents = inspection.evidence.rows("documents")
    places = {d["document"]: {"uri": _uri(d["name"]), "index": k + 1} for k, d in enumerate(documents)}
    index = {r.rule: k for k, r in enumerate(shown)}
    run: Plain = {
        "tool": {
            "driver": {
                "name": "Kanhe",
                "version": inspection.tool_version,
                "informationUri": "https://github.com/kanhe/kanhe",
                "language": "zh-CN" if lang == "zh" else "en",
                "rules": [_rule(r, rules.get(r.rule), lang) for r in shown],
            }
        },
        "artifacts": [
            {"location": {"uri": _uri(package["file_name"])}, "hashes": {"sha-256": judgement.app}},
            *({"location": {"uri": _uri(d["name"])}, "hashes": {"sha-256": d["sha256"]}} for d in documents),
        ],
        "results": [
            _result(f, index[f.rule], package["file_name"], places, lang) for f in judgement.findings
        ],
        "invocations": [{
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {
                    "level": "warning" if row["weakens"] else "note",
                    "message": {"text": f"{row['kind']}: {row['where']}: {row['why']}"},
                }
                for row in inspection.evidence.rows("limits")
            ],
        }],
        "properties": {"verdict": judgement.verdict, "date": judgement.date, "knowledge": inspection.knowledge_version},
        "columnKind": "utf16CodeUnits",
    }  # fmt: skip
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _uri(name: str) -> str:
    return quote(name)


def _rule(result: RuleResult, rule: Rule | None, lang: str) -> Plain:
    entry: Plain = {
        "id": result.rule,
        "name": "".join(word.capitalize() for word in result.rule.split("-")),
        "shortDescription": {"text": result.title.in_language(lang)},
        "defaultConfiguration": {"level": _LEVELS[result.severity] if result.effect == "violation" else "note"},
        "properties": {
            "tags": ["privacy", "personal-information", *([result.label] if result.label else [])],
            "security-severity": _SCORES[result.severity],
            "outcome": result.outcome,
            "basis": [
                f"{b.instrument} {b.clause}" + ("" if b.confirmed else " (unconfirmed)") for b in result.basis
            ],
        },
    }  # fmt: skip
    if rule is not None:
        entry["fullDescription"] = {"text": rule.explanation.in_language(lang)}
        entry["help"] = {"text": f"{rule.explanation.zh}\n{rule.remedy.zh}\n\n{rule.explanation.en}\n{rule.remedy.en}"}
    return entry


def _result(finding: Finding, rule_index: int, file_name: str, places: Mapping[str, Plain], lang: str) -> Plain:
    level = _LEVELS[finding.severity] if finding.effect == "violation" else "note"
    location: Plain = {"physicalLocation": {"artifactLocation": {"uri": _uri(file_name), "index": 0}}}
    if finding.caller:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.caller, "kind": "function"}]
    entry: Plain = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": level,
        "message": {"text": "\n".join(t.in_language(lang) for t in (finding.message, change(finding) or finding.remedy))},
        "locations": [location],
        "partialFingerprints": {"kanhe/v1": finding.fingerprint},
        "properties": {
            "actor": finding.actor, "item": finding.item, "api": finding.api, "level": finding.level,
            "severity": finding.severity, "effect": finding.effect, "count": finding.count,
            "phase": finding.row.get("phase"), "remedy": finding.remedy.in_language(lang),
        },
    }  # fmt: skip
    if quoted := _quoted(finding, places):
        entry["relatedLocations"] = [quoted]
    if finding.row.get("where_zh"):
        entry["properties"]["where"] = finding.row["where_zh" if lang == "zh" else "where_en"]
    rungs = [r for r in ladder(finding.row, finding.api) if r.kind != "trigger"]
    if len(rungs) > 1:
        entry["codeFlows"] = [{"threadFlows": [{"locations": [_step(r, file_name, lang) for r in rungs]}]}]
    return entry


def _quoted(finding: Finding, places: Mapping[str, Plain]) -> Plain | None:
    """The sentence of a document beside the code: a region of characters in the document's original text."""
    row = finding.row
    if not row.get("sentence") or row.get("document") not in places:
        return None
    place: Plain = {"artifactLocation": places[row["document"]]}
    start, end = row.get("doc_start"), row.get("doc_end")
    if start is not None and end is not None and 0 <= start < end:
        place["region"] = {"charOffset": start, "charLength": end - start, "snippet": {"text": row["sentence"]}}
    return {"physicalLocation": place, "message": {"text": row["sentence"]}}


def _step(rung: Rung, file_name: str, lang: str) -> Plain:
    said = [] if rung.reason is None else [rung.reason.in_language(lang)]
    location: Plain = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(file_name), "index": 0}},
        "logicalLocations": [{"fullyQualifiedName": rung.name, "kind": "function"}],
        "message": {"text": ": ".join([*said, shown(rung)])},
    }
    step: Plain = {"location": location, "importance": "essential" if rung.kind in ("read", "sink") else "important"}
    if rung.excerpt:
        step["properties"] = {"excerpt": list(rung.excerpt), "line": rung.line or None}
    return step
