"""The decision of the gate: a pure function of facts, policy and day, its reasons in the order in which they are judged.

Knows no database and no signature.  The order is the one of the stores' duties: measure, delisting, filing, findings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["allow", "hold", "deny"]
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_LENGTHS = {"package_id": 255, "version": 255, "store": 64, "signer": 64, "platform": 16}
_WEIGHT: dict[Outcome, int] = {"allow": 0, "hold": 1, "deny": 2}


@dataclass(frozen=True, slots=True)
class Request:
    """What a store asks: may it list this build?"""

    package_id: str
    version: str
    sha256: str
    store: str
    signer: str | None = None
    platform: str = "android"

    def ill(self) -> tuple[str, str] | None:
        """What is wrong with the request itself, in both languages; the ledger could not keep such a one."""
        if not _SHA256.fullmatch(self.sha256):
            return "sha256 应为 64 位十六进制", "sha256 should be 64 hexadecimal digits"
        for field, longest in _LENGTHS.items():
            value = getattr(self, field)
            if value is not None and (not value or len(value) > longest or "\x00" in value):
                return f"{field} 应为 1–{longest} 个字符", f"{field} should have 1–{longest} characters"
        return None


@dataclass(frozen=True, slots=True)
class GatePolicy:
    """How the operator runs the gate."""

    inspection: Literal["always", "under-measure"] = "always"
    """A new build needs a passed inspection always, or only while a measure holds its enterprise."""
    filing_required: bool = False
    """An app without a filing number (备案) is denied."""
    valid_days: int = 180
    """How long a clearance holds."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger knows of the build on a day."""

    app: str | None = None
    """Id of the app; None when the package id is not registered."""
    enterprise: str | None = None
    filing_number: str | None = None
    registered: bool = False
    """This very package is registered as a version of the app."""
    version_of: str | None = None
    """App the package hash is registered for, when it is another one."""
    listed_here: bool = False
    """The store lists this very package already; a delisting of the app ends every listing made before it."""
    other_signer: str | None = None
    """Signer of the app's known versions, when none has the signer of the request."""
    measure: str | None = None
    measure_until: dt.date | None = None
    delisting: str | None = None
    inspection: str | None = None
    """The newest inspection of this very package."""
    verdict: str | None = None
    ruleset: str | None = None
    critical: int = 0
    high: int = 0
    submission: str | None = None
    """A submission of this package that waits or runs."""
    retest: str | None = None
    """A re-test that this very package passed, when no inspection came after it."""
    version_name: str | None = None
    """Name under which this package is registered, whatever the request calls it."""
    clearance: str | None = None
    """Clearance of this package under the rules of its newest inspection that was neither ended nor revoked."""
    cleared_at: dt.datetime | None = None
    """When that was issued."""
    revoked_at: dt.datetime | None = None
    """Clearances issued up to this moment hold no longer: revoked, or ended by a delisting."""
    as_of: int = 0
    """Number of the last record of the journal."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it does to the outcome, the records it rests on, and what would lift it."""

    code: str
    outcome: Outcome
    zh: str
    en: str
    rests_on: tuple[str, ...] = ()
    lift_zh: str | None = None
    lift_en: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    reasons: tuple[Reason, ...]
    kind: Literal["existing", "new"]
    """The store lists this very package already, or it is new there (a new app, or an update)."""
    as_of: int
    inspection: str | None = None
    verdict: str | None = None
    ruleset: str | None = None
    version: str | None = None
    """Registered name of the version."""


def decide(request: Request, facts: Facts, policy: GatePolicy) -> Decision:
    """Judge; the worst reason decides, an empty list of them allows."""
    reasons = tuple(_reasons(request, facts, policy))
    outcome: Outcome = max((r.outcome for r in reasons), key=_WEIGHT.__getitem__, default="allow")
    kind: Literal["existing", "new"] = "existing" if facts.listed_here else "new"
    return Decision(
        outcome, reasons, kind, facts.as_of, facts.inspection, facts.verdict, facts.ruleset,
        facts.version_name,
    )  # fmt: skip


def _reasons(request: Request, facts: Facts, policy: GatePolicy) -> Iterator[Reason]:
    if facts.app is None:
        yield Reason(
            "unknown-app", "hold", f"应用 {request.package_id} 未登记", f"app {request.package_id} is not registered",
            (), "登记应用并提交检测", "register the app and submit it for inspection",
        )  # fmt: skip
        return
    if facts.version_of is not None:
        yield Reason(
            "package-of-another-app", "deny", f"该安装包登记在 {facts.version_of} 名下",
            f"this package is registered for {facts.version_of}", (facts.version_of,),
        )  # fmt: skip
    if not facts.listed_here:
        yield from _held(facts)
    if facts.delisting is not None:
        yield Reason(
            "delisted", "deny", f"下架令 {facts.delisting} 有效", f"delisting order {facts.delisting} is in force",
            (facts.delisting,), "整改后通过复测，并办理恢复上架", "rectify, pass the re-test, and be restored",
        )  # fmt: skip
    if facts.other_signer is not None and not facts.listed_here:
        yield Reason(
            "signer-differs", "hold", "签名证书与该应用已登记的版本不同",
            "the signer is not that of the app's registered versions", (facts.app,),
            "由开发者确认更换证书，并登记该版本", "the developer confirms the new certificate, and the version is registered",
        )  # fmt: skip
    if policy.filing_required and not facts.filing_number:
        yield Reason(
            "filing-missing", "deny", "应用没有备案号", "the app has no filing number", (facts.app,),
            "补登备案号", "have the filing number recorded",
        )  # fmt: skip
    if not facts.listed_here:
        yield from _inspected(facts, policy)


def _held(facts: Facts) -> Iterator[Reason]:
    if facts.measure is None or facts.verdict == "pass" or facts.retest is not None:
        return
    until = f"（至 {facts.measure_until}）" if facts.measure_until else ""
    until_en = f" (to {facts.measure_until})" if facts.measure_until else ""
    yield Reason(
        "measure", "hold", f"企业处于过渡性行政指导措施{until}，新应用和更新版本须经检测合格",
        f"a transitional measure{until_en} is on the enterprise: new apps and updates need a passed inspection",
        tuple(r for r in (facts.measure, facts.submission) if r),
        "该安装包检测合格后放行", "this very package passes its inspection",
    )  # fmt: skip


def _inspected(facts: Facts, policy: GatePolicy) -> Iterator[Reason]:
    if facts.retest is not None:
        return
    rests = tuple(r for r in (facts.inspection, facts.submission) if r)
    if facts.verdict == "fail":
        worst: Outcome = "deny" if facts.critical else "hold"
        count = facts.critical or facts.high
        yield Reason(
            "inspection-failed", worst, f"检测不通过（严重 {facts.critical}，高 {facts.high}）",
            f"the inspection failed ({facts.critical} critical, {facts.high} high)", rests,
            "整改后重新提交" if count else "按检测报告整改后重新提交", "rectify, and submit again",
        )  # fmt: skip
    elif facts.verdict == "incomplete":
        yield Reason(
            "inspection-incomplete", "hold", "检测证据不完整，不能判定通过",
            "the inspection lacks evidence and is no pass", rests,
            "补充证据后重新检测", "supply what was missing, and be inspected again",
        )  # fmt: skip
    elif facts.verdict is None and facts.measure is None and policy.inspection == "always":
        waits = facts.submission is not None
        yield Reason(
            "not-inspected", "hold", "该安装包尚未检测", "this package has not been inspected", rests,
            "等待检测完成" if waits else "提交检测", "wait for the inspection" if waits else "submit it",
        )  # fmt: skip
