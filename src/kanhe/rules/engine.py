"""The engine: runs rule queries over evidence tables and turns rows into findings and verdicts.

It knows tables, rules and days; no file, no app format, no report.  The same code judges one app and a lake of them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import pyarrow as pa

from kanhe.evidence import Evidence
from kanhe.evidence.vocabulary import TABLES_OF_RUNS
from kanhe.knowledge.limit_kinds import limit_kinds
from kanhe.knowledge.runtime_profiles import Profile, runtime_profiles
from kanhe.rules.knowledge_tables import knowledge_tables
from kanhe.rules.model import SEVERITIES, Finding, Judgement, Outcome, RuleResult, Text, Verdict
from kanhe.rules.policy import EnterprisePolicy
from kanhe.rules.rule import Rule, Unseen, catalogue
from kanhe.rules.views import VIEWS
from kanhe.rules.wording import fill

_IDENTITY = ("actor", "item", "api", "caller")
_COUNTED = re.compile(
    r"\$\$InternalSynthetic\w+\$\d+\$[0-9a-f]+\$\d+|\$\$ExternalSynthetic[A-Za-z]+\d+"
    r"|(\$r8\$lambda|\$\$Lambda\$\w+)\$[\w-]{20,}|(?:\$\$Lambda\$|lambda\$\w*\$|\$?lambda-|\$)\d+"
)
"""Numbers, or digests of them, that compilers (javac, Kotlin, D8, R8) give to nameless things; a rebuild may count anew."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the judgement depends on beside the evidence."""

    date: dt.date = field(default_factory=dt.date.today)
    app_type: str | None = None
    policy: EnterprisePolicy | None = None
    rules: tuple[str, ...] = ()
    """Ids of the rules to run; empty for all."""
    profile: Profile | None = None
    """Thresholds for what was seen in runs; the default profile where none is given."""


def judge(evidence: Evidence, context: Context | None = None) -> Judgement:
    """Judge the one app of the evidence."""
    found = judge_all(evidence, context)
    if len(found) != 1:
        raise ValueError(f"the evidence holds {len(found)} apps, not one")
    return next(iter(found.values()))


def judge_all(
    evidence: Evidence, context: Context | None = None, rules: Iterable[Rule] | None = None
) -> dict[str, Judgement]:  # fmt: skip
    """Judge every app of the evidence; app digest → judgement."""
    context = context or Context()
    chosen = [
        r for r in (catalogue().values() if rules is None else rules) if not context.rules or r.id in context.rules
    ]
    apps = evidence["package"].column("app").to_pylist()
    inapplicable = {r.id: _inapplicable(r, context, evidence["runs"].num_rows > 0) for r in chosen}
    connection = connect(evidence, context, _asked_often(r for r in chosen if inapplicable[r.id] is None))
    try:
        weakened = _weakened(evidence)
        per_app: dict[str, list[RuleResult]] = {app: [] for app in apps}
        for rule in chosen:
            why = inapplicable[rule.id]
            rows: dict[str, list[dict[str, Any]]] = {}
            unseen: dict[str, list[Unseen]] = {}
            if why is None:
                answer = connection.execute(rule.query)
                columns = [column[0] for column in answer.description or ()]
                for values in answer.fetchall():
                    row = dict(zip(columns, values, strict=True))
                    rows.setdefault(row["app"], []).append(row)
                unseen = _unseen(rule, connection)
            for app in apps:
                hidden = _Hidden(weakened.get(app, {}), tuple(unseen.get(app, ())))
                per_app[app].append(_result(rule, rows.get(app, []), hidden, why, context))
    finally:
        connection.close()
    return {app: Judgement(app, context.date.isoformat(), _verdict(r), tuple(r)) for app, r in per_app.items()}


def _asked_often(rules: Iterable[Rule]) -> frozenset[str]:
    """Views that more than one rule names."""
    named = Counter(v for r in rules for v in VIEWS if re.search(rf"\b(?:FROM|JOIN)\s+{v}\b", r.query, re.IGNORECASE))
    return frozenset(view for view, count in named.items() if count > 1)


def connect(
    evidence: Mapping[str, pa.Table], context: Context, kept: frozenset[str] = frozenset()
) -> duckdb.DuckDBPyConnection:
    """An in-memory database over evidence, knowledge and context that reaches nothing outside itself.

    ``kept``: views that are computed once and kept as tables."""
    connection = duckdb.connect(":memory:", config={"threads": 1, "autoinstall_known_extensions": False})
    for name, table in (*evidence.items(), *knowledge_tables().items(), *_context_tables(context).items()):
        connection.register(name, table)
    connection.execute("SET enable_external_access = false")
    for name, view in VIEWS.items():
        connection.execute(f"CREATE TEMP {'TABLE' if name in kept else 'VIEW'} {name} AS {view.query}")
    return connection


def _context_tables(context: Context) -> dict[str, pa.Table]:
    stances = context.policy.permissions if context.policy else ()
    profile = context.profile or runtime_profiles()["default"]
    return {
        "thresholds": pa.table({name: pa.array([value], pa.float64()) for name, value in profile.values.items()}),
        "context": pa.table({
            "app_type": pa.array([context.app_type], pa.string()),
            "day": pa.array([context.date], pa.date32()),
        }),
        "policy_permissions": pa.table({
            "name": pa.array([s.name for s in stances], pa.string()),
            "stance": pa.array([s.stance for s in stances], pa.string()),
            "approved": pa.array([
                bool(s.approved_by) and (s.until is None or s.until >= context.date) for s in stances
            ], pa.bool_()),
            "until": pa.array([s.until for s in stances], pa.date32()),
        }),
    }  # fmt: skip


def _weakened(evidence: Evidence) -> dict[str, dict[str, list[str]]]:
    """App → weakened table → what hides it, as 'kind: where'."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in evidence.rows("limits"):
        for table in row["weakens"]:
            found.setdefault(row["app"], {}).setdefault(table, []).append(f"{row['kind']}: {row['where']}")
    return found


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What keeps a rule from seeing an app whole."""

    weakened: Mapping[str, list[str]]
    """Table → the limits on it, as 'kind: where'."""
    unseen: tuple[Unseen, ...] = ()
    """The rule's own cases."""


def _unseen(rule: Rule, connection: duckdb.DuckDBPyConnection) -> dict[str, list[Unseen]]:
    """App → why the rule cannot tell of it, beside limits."""
    found: dict[str, list[Unseen]] = {}
    for case in rule.unseen:
        for (app,) in connection.execute(f"SELECT DISTINCT app FROM ({case.query})").fetchall():
            found.setdefault(app, []).append(case)
    return found


def _inapplicable(rule: Rule, context: Context, ran: bool) -> Text | None:
    """Why a rule says nothing of any of the apps; ``ran``: a run of one of them was given."""
    if not rule.applies_on(context.date):
        return Text(f"该规则在 {context.date} 尚未生效或已失效", f"the rule is not in force on {context.date}")
    if not ran and set(TABLES_OF_RUNS) & set(rule.needs):
        return Text(
            "没有提供运行记录或流量（--trace、--traffic）", "no run was given, nor its traffic (--trace, --traffic)"
        )
    if "app-type" in rule.requires and context.app_type is None:
        return Text("未指明应用类型（--app-type）", "the type of the app was not told (--app-type)")
    if "policy" in rule.requires and context.policy is None:
        return Text(
            "未提供企业权限策略（--policy-file)", "no permission policy of the enterprise was given (--policy-file)"
        )
    return None


def _result(
    rule: Rule, rows: list[dict[str, Any]], unseen: _Hidden, why: Text | None, context: Context
) -> RuleResult:  # fmt: skip
    base = RuleResult(
        rule.id, rule.title, "pass", rule.effect, rule.severity, rule.label, rule.bases(context.date)
    )  # fmt: skip
    if why is not None:
        return replace(base, outcome="not-applicable", reason=why)
    if rows:
        outcome: Outcome = "fail"
        return replace(base, outcome=outcome, findings=_findings(rule, rows, context))
    hidden = list(dict.fromkeys(h for table in rule.needs for h in unseen.weakened.get(table, ())))
    beside = next((u for u in unseen.unseen if u.outcome == "not-applicable"), None)
    if beside is not None:
        return replace(base, outcome="not-applicable", reason=beside.reason)
    if hidden or unseen.unseen:
        kinds = dict.fromkeys(limit_kinds()[h.partition(":")[0]] for h in hidden)
        reasons = [*(Text(k.zh, k.en) for k in kinds), *(u.reason for u in unseen.unseen)]
        reason = Text("；".join(r.zh for r in reasons), "; ".join(r.en for r in reasons))
        return replace(base, outcome="incomplete", weakened_by=tuple(hidden[:20]), reason=reason)
    return base


def _findings(rule: Rule, rows: list[dict[str, Any]], context: Context) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for row in rows:
        mark = fingerprint(rule, row)
        if (known := found.get(mark)) is not None:
            found[mark] = replace(known, count=known.count + 1)
            continue
        found[mark] = Finding(
            rule.id, mark, rule.effect, row.get("severity") or rule.severity, rule.label, rule.title,
            fill(rule.message, row), fill(rule.remedy, row), rule.bases(context.date), row.get("actor") or "app",
            row.get("item"), row.get("api"), row.get("caller"), row.get("level"), rule.needs[0],
            {k: v for k, v in row.items() if k != "app"},
        )  # fmt: skip
    return tuple(
        sorted(found.values(), key=lambda f: (SEVERITIES.index(f.severity), f.actor, f.item or "", f.fingerprint))
    )


def fingerprint(rule: Rule, row: Mapping[str, Any]) -> str:
    """16 hex digits that stay the same when the same source is built again: no line, no offset, no counted name."""
    parts = [rule.id, *(_stable(row.get(column)) for column in (*_IDENTITY, *rule.identity))]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def _stable(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(sorted(_stable(v) for v in value))
    return "" if value is None else _COUNTED.sub(lambda found: f"{found[1] or ''}$", str(value))


def _verdict(results: list[RuleResult]) -> Verdict:
    deciding = [r for r in results if r.effect == "violation"]
    if any(r.outcome == "fail" for r in deciding):
        return "fail"
    return "incomplete" if any(r.outcome == "incomplete" for r in deciding) else "pass"
