"""Two builds written out row by row: each a :class:`Side` with what the test gives and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kanhe.evidence import BehaviourRow, CallRow, Evidence, FlowRow, PackageRow
from kanhe.evidence.declared_rows import DeclarationRow, DocumentRow
from kanhe.report.diff.model import Change, Side
from kanhe.rules.model import Finding, Judgement, RuleResult, Text

IMEI = "Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;"
DEVICE_ID = "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;"
LOG = "Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I"


def package(app: str = "a", **facts: Any) -> PackageRow:
    given = {"version_code": 1, "version_name": "1.0", "signer_sha256": ("5" * 64,), **facts}
    return PackageRow(app, "android", "apk", f"{app}.apk", given.pop("package_id", "com.example.app"), 1, **given)


def build(*rows: object, app: str = "a", findings: Iterable[Finding] = (), **facts: Any) -> Side:
    """A build of these rows; ``facts`` are columns of its package."""
    return Side(Evidence.of([package(app, **facts)], rows), judged(app, findings))


def judged(app: str, findings: Iterable[Finding]) -> Judgement:
    given = tuple(findings)
    verdict = "fail" if any(f.effect == "violation" for f in given) else "pass"
    result = RuleResult("rule", Text("规则", "rule"), "fail" if given else "pass", "violation", "high", None, (), given)
    return Judgement(app, "2026-11-01", verdict, (result,))


def finding(mark: str, **changes: Any) -> Finding:
    given = {"rule": "rule", "effect": "violation", "severity": "high", "label": None, "title": Text("题", "title"), "message": Text("话", "message"),
             "remedy": Text("改", "remedy"), "basis": (), **changes}  # fmt: skip
    return Finding(fingerprint=mark, **given)


def call(item: str = "imei", actor: str = "app", level: str = "reachable", **columns: Any) -> CallRow:
    given = {"app": "a", "api": IMEI, "how": "direct", "caller": "Lcom/example/Main;->read()V", **columns}
    return CallRow(item=item, actor=actor, level=level, **given)


def flow(item: str = "imei", sink: str = "network", **columns: Any) -> FlowRow:
    given = {"app": "a", "source": IMEI, "source_caller": "Lcom/example/Main;->read()V", "source_offset": -1, "source_actor": "app", "sink_api": LOG,
             "sink_caller": "Lcom/example/Main;->send()V", "sink_offset": 4, **columns}  # fmt: skip
    return FlowRow(item=item, sink=sink, **given)


def behaviour(name: str, level: str = "reachable", **columns: Any) -> BehaviourRow:
    given = {"app": "a", "api": "api", "caller": "Lcom/example/Main;->act()V", **columns}
    return BehaviourRow(behaviour=name, level=level, **given)


def policy(sha: str = "1", **columns: Any) -> DocumentRow:
    given = {
        "app": "a",
        "document": "policy",
        "role": "policy",
        "source": "given",
        "name": "policy.html",
        "format": "html",
        **columns,
    }
    return DocumentRow(sha256=sha, **given)


def declared(verb: str = "collect", item: str | None = "imei", **columns: Any) -> DeclarationRow:
    given = {
        "app": "a",
        "document": "policy",
        "subject": "app",
        "written": "IMEI",
        "sentence": "我们收集IMEI。",
        **columns,
    }
    return DeclarationRow(verb=verb, item=item, **given)


def short(changes: Iterable[Change]) -> list[str]:
    """Each change in one line: kind, key, conditions, weight."""
    return [f"{c.kind} {'/'.join(k for k in c.key if k)} [{' '.join(c.conditions)}] {c.weight}" for c in changes]


def told(changes: Iterable[Change]) -> list[str]:
    """The English details of all changes."""
    return [detail.en for change in changes for detail in change.details]
