"""The result document ``kanhe-report/1``: everything a reader of an inspection needs, in both languages, as plain data.

All other reports are drawn from it or say the same.  Deterministic but for ``timings``.  The format is described in
``docs/report-format.md`` and by the JSON schema beside this module.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from kanhe.inspection import Inspection
from kanhe.knowledge.app_types import app_types
from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.items import items
from kanhe.knowledge.limit_kinds import limit_kinds
from kanhe.knowledge.permissions import permissions
from kanhe.report import run_document, tally_document
from kanhe.report.change import change
from kanhe.report.names import Plain, actor, item, pair, rungs, text
from kanhe.rules.engine import Context
from kanhe.rules.model import Basis, Finding, RuleResult
from kanhe.rules.tally import tally

FORMAT = "kanhe-report/1"
_LEVELS = ("present", "reachable", "called", "sent")
_PROOF = (
    "how", "argument", "line", "code_file", "phase", "guard", "interval_ms", "entry", "path", "reasons", "excerpt",
)  # fmt: skip
_QUOTED = frozenset(("sentence", "document", "doc_start", "doc_end", "where_zh", "where_en"))
"""Columns that make the quote of a finding, or say where the missing sentence should stand."""
_ON_THE_LADDER = frozenset(
    ("path_lines", "path_excerpts", "onward", "onward_reasons", "onward_excerpts", "sink_excerpt", "sink_line")
)
"""Columns that a reader finds on the ladder, step by step."""


def document(inspection: Inspection) -> Plain:
    """The whole document."""
    evidence, judgement = inspection.evidence, inspection.judgement
    package = _without_app(evidence.rows("package"))[0]
    context = Context(dt.date.fromisoformat(judgement.date), inspection.app_type)
    kind = app_types().get(inspection.app_type or "")
    return {
        "format": FORMAT,
        "tool": {"name": "kanhe", "version": inspection.tool_version, "knowledge": inspection.knowledge_version},
        "date": judgement.date,
        "verdict": judgement.verdict,
        "app": {"sha256": judgement.app, "app_type": pair(kind.zh, kind.en, kind.id) if kind else None, **package},
        "summary": _summary(inspection),
        "findings": [_finding(f) for f in judgement.findings],
        "rules": [_rule(r) for r in judgement.results],
        "sdks": [_named(r, "sdk") for r in _without_app(evidence.rows("sdks"))],
        "permissions": [_permission(r) for r in _without_app(evidence.rows("permissions"))],
        "reads": _reads(evidence.rows("calls")),
        "documents": tally_document.documents(evidence),
        "declarations": tally_document.declarations(evidence),
        "declared_sdks": tally_document.declared_sdks(evidence),
        "policy_elements": tally_document.policy_elements(evidence),
        "tally": tally_document.tally(tally(evidence, context)),
        "suggestions": [dataclasses.asdict(s) for s in inspection.suggestions],
        "runs": run_document.runs(evidence),
        "requests": run_document.requests(evidence),
        "behaviours": _behaviours(evidence.rows("behaviours")),
        "components": _without_app(evidence.rows("components")),
        "hosts": [_named(r, "actor") for r in _without_app(evidence.rows("hosts"))],
        "screens": _without_app(evidence.rows("screens")),
        "code_files": _without_app(evidence.rows("code_files")),
        "native_libraries": _without_app(evidence.rows("native_libraries")),
        "limits": [_limit(r) for r in _without_app(evidence.rows("limits"))],
        "timings": [{"stage": t.stage, "seconds": round(t.seconds, 4)} for t in inspection.timings],
    }


def _without_app(rows: Iterable[Plain]) -> list[Plain]:
    return [{k: v for k, v in row.items() if k != "app"} for row in rows]


def _named(row: Plain, column: str) -> Plain:
    return {**row, f"{column}_name": actor(row[column])}


def _summary(inspection: Inspection) -> Plain:
    results = inspection.judgement.results
    findings = inspection.judgement.findings
    violations = [f for f in findings if f.effect == "violation"]
    return {
        "violations": len(violations),
        "advice": len(findings) - len(violations),
        "by_severity": {s: sum(f.severity == s for f in violations) for s in ("critical", "high", "medium", "low")},
        "rules": {o: sum(r.outcome == o for r in results) for o in ("pass", "fail", "incomplete", "not-applicable")},
        "sdks": sum(r["kind"] == "sdk" for r in inspection.evidence.rows("sdks")),
        "reads": inspection.evidence["calls"].num_rows,
        "limits": inspection.evidence["limits"].num_rows,
    }


def _basis(basis: Basis) -> Plain:
    return {"instrument": basis.instrument, "name": basis.name, "clause": basis.clause, "confirmed": basis.confirmed}


def _finding(finding: Finding) -> Plain:
    return {
        "rule": finding.rule,
        "fingerprint": finding.fingerprint,
        "effect": finding.effect,
        "severity": finding.severity,
        "label": finding.label,
        "title": text(finding.title),
        "message": text(finding.message),
        "remedy": text(finding.remedy),
        "basis": [_basis(b) for b in finding.basis],
        "actor": actor(finding.actor),
        "item": item(finding.item) if finding.item else None,
        "api": finding.api,
        "caller": finding.caller,
        "level": finding.level,
        "count": finding.count,
        "change": text(said) if (said := change(finding)) is not None else None,
        "ladder": rungs(finding.row, finding.api),
        "quote": _quote(finding.row),
        "where": _where(finding.row),
        "proof": {k: _listed(finding.row[k]) for k in _PROOF if finding.row.get(k) not in (None, [], ())},
        "facts": {
            k: _listed(v)
            for k, v in finding.row.items()
            if k not in _PROOF and k not in _ON_THE_LADDER and k not in _QUOTED
        },
    }


def _quote(row: Mapping[str, Any]) -> Plain | None:
    """The sentence a finding rests on, where its rule selects one."""
    if not row.get("sentence"):
        return None
    return {
        "sentence": row["sentence"],
        "document": row.get("document"),
        "start": row.get("doc_start"),
        "end": row.get("doc_end"),
        "heading": row.get("heading"),
    }


def _where(row: Mapping[str, Any]) -> Plain | None:
    """Where a sentence that is missing should stand."""
    return pair(row["where_zh"], row["where_en"]) if row.get("where_zh") and row.get("where_en") else None


def _listed(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, (str, int, float, bool, list)) else str(value)


def _rule(result: RuleResult) -> Plain:
    return {
        "id": result.rule,
        "title": text(result.title),
        "outcome": result.outcome,
        "effect": result.effect,
        "severity": result.severity,
        "label": result.label,
        "basis": [_basis(b) for b in result.basis],
        "findings": len(result.findings),
        "weakened_by": list(result.weakened_by),
        "reason": text(result.reason) if result.reason else None,
    }


def _permission(row: Plain) -> Plain:
    known = permissions().get(row["name"])
    return {
        **row,
        "meaning": pair(known.zh, known.en) if known else None,
        "item_names": [item(i) for i in row["items"]],
        "declared_by_names": [actor(a) for a in row["declared_by"]],
    }


def _reads(rows: list[Plain]) -> list[Plain]:
    """Reads folded by actor and item: what is read by whom, how often, at which level, through what."""
    folded: dict[tuple[str, str], Plain] = {}
    for row in rows:
        known = items().get(row["item"])
        entry = folded.setdefault(
            (row["item"], row["actor"]),
            {
                "item": item(row["item"]),
                "actor": actor(row["actor"]),
                "weight": known.weight if known else "content",
                "sensitive": bool(known and known.sensitive),
                "level": "present",
                "count": 0,
                "how": [],
                "places": [],
            },
        )
        entry["count"] += 1
        entry["level"] = max(entry["level"], row["level"], key=_LEVELS.index)
        if row["how"] not in entry["how"]:
            entry["how"].append(row["how"])
        entry["places"].append({
            k: row[k]
            for k in ("api", "how", "argument", "caller", "line", "code_file", "level", "phase", "guard", "interval_ms", "entry",
                      "path", "reasons", "excerpt")
        })  # fmt: skip
    order = {"identifier": 0, "content": 1, "state": 2}
    for entry in folded.values():
        entry["places"].sort(key=lambda p: -_LEVELS.index(p["level"]))
        del entry["places"][10 if entry["weight"] != "state" else 3 :]
    return sorted(
        folded.values(),
        key=lambda e: (order[e["weight"]], -_LEVELS.index(e["level"]), e["item"]["id"], e["actor"]["id"]),
    )


def _behaviours(rows: list[Plain]) -> list[Plain]:
    folded: dict[tuple[str, str, str], Plain] = {}
    for row in rows:
        known = behaviours().get(row["behaviour"])
        name = (
            pair(known.zh, known.en, row["behaviour"])
            if known
            else pair(row["behaviour"], row["behaviour"], row["behaviour"])
        )
        entry = folded.setdefault(
            (row["behaviour"], row["actor"], row["level"]),
            {"behaviour": name, "actor": actor(row["actor"]), "level": row["level"], "count": 0, "callers": []},
        )
        entry["count"] += 1
        if row["caller"] not in entry["callers"] and len(entry["callers"]) < 5:
            entry["callers"].append(row["caller"])
    return list(folded.values())


def _limit(row: Plain) -> Plain:
    known = limit_kinds()[row["kind"]]
    return {**row, "meaning": pair(known.zh, known.en)}
