"""Judging a run by itself: the least evidence of an app, with the run laid beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa

from kanhe.evidence import Evidence
from kanhe.evidence.declared_rows import DeclarationRow, DocumentRow
from kanhe.evidence.rows import CallRow, PackageRow
from kanhe.evidence.vocabulary import TABLES_OF_RUNS
from kanhe.rules.engine import Context, judge_all
from kanhe.rules.model import RuleResult
from kanhe.rules.rule import Rule, catalogue
from kanhe.runtime.evidence import with_runs
from kanhe.runtime.given import GivenRuns
from tests.specimens.runs.tape import APP, PACKAGE, Tape

DAY = dt.date(2026, 10, 1)


def app_evidence(*rows: object, declared: bool = False) -> Evidence:
    """An app of which nothing is known but its name."""
    package = PackageRow(APP, "android", "apk", "specimen.apk", PACKAGE, 1000, version_name="1.0", version_code=1)
    said: list[object] = []
    if declared:
        said = [
            DocumentRow(APP, "policy", "policy", "given", "policy.md", "0" * 64, "markdown", characters=500, sentences=9),
            DeclarationRow(APP, "policy", "jpush", "share", "imei", "IMEI", purpose="推送", sentence="极光推送收集 IMEI。"),
            DeclarationRow(APP, "policy", "jcore", "share", "imei", "IMEI", purpose="推送", sentence="极光推送收集 IMEI。"),
        ]  # fmt: skip
    return Evidence.of([package], said, rows)


def call_row(item: str, caller: str, api: str, level: str = "reachable", actor: str = "app") -> CallRow:
    return CallRow(APP, item, api, "direct", caller, 0, actor=actor, level=level)


def seen(tape: Tape, folder: Path, evidence: Evidence | None = None, **given: object) -> Evidence:
    """Evidence of the app with a run laid beside it."""
    path = folder / "run.jsonl"
    path.write_bytes(tape.bytes())
    return with_runs(evidence or app_evidence(), GivenRuns((path,), **given), b"salt")  # type: ignore[arg-type]


def under_another_digest(evidence: Evidence, app: str) -> Evidence:
    """The same evidence as of another app, so that many can be judged at once."""
    tables = {
        name: table.set_column(0, table.schema.field(0), pa.array([app] * table.num_rows, pa.string()))
        for name, table in evidence.items()
    }
    return Evidence(tables)


def of_runs() -> list[Rule]:
    """The rules over runs."""
    return [r for r in catalogue().values() if asks_runs(r)]


def asks_runs(rule: Rule) -> bool:
    """Whether a rule judges what was seen in runs."""
    return bool(set(TABLES_OF_RUNS) & set(rule.needs))


def judged(evidence: Evidence, context: Context | None = None) -> dict[str, RuleResult]:
    """Rule → what it concludes."""
    found = judge_all(evidence, context or Context(DAY), of_runs())
    return {r.rule: r for r in found[APP].results}
