"""Findings and verdicts: the world that reports, ledger and gate read.

A `Judgement` is everything the rules concluded about one app.  It holds copies of the evidence rows a finding stands on,
so that a report needs neither the package nor the rule engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Verdict = Literal["pass", "fail", "incomplete"]
Outcome = Literal["pass", "fail", "incomplete", "not-applicable"]
Severity = Literal["critical", "high", "medium", "low"]
Effect = Literal["violation", "advice"]
SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.zh if lang.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Basis:
    """A clause a rule stands on."""

    instrument: str
    """Key in the instrument knowledge, e.g. 'PIPL'."""
    clause: str
    name: str = ""
    """Full name of the instrument, Chinese."""
    confirmed: bool = True
    """False: the clause number was not confirmed in a source; reports must mark it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation (or advice) with its proof."""

    rule: str
    fingerprint: str
    """16 hex digits; survives a rebuild of the same source (rule, actor, item, api, caller; no line, no offset)."""
    effect: Effect
    severity: Severity
    label: str | None
    """The regulator's word for a notice row; None for rules outside the notice labels."""
    title: Text
    message: Text
    remedy: Text
    basis: tuple[Basis, ...]
    actor: str = "app"
    item: str | None = None
    api: str | None = None
    caller: str | None = None
    level: str | None = None
    """Level of truth proved for the behaviour, where it is about behaviour."""
    table: str | None = None
    """Evidence table of the row below."""
    row: dict[str, Any] = field(default_factory=dict)
    """The row the rule's query gave, with the evidence row's columns where the query selects them (path, excerpt, line…)."""
    count: int = 1
    """How many evidence rows were folded into this finding (same fingerprint)."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule concluded."""

    rule: str
    title: Text
    outcome: Outcome
    effect: Effect
    severity: Severity
    label: str | None
    basis: tuple[Basis, ...]
    findings: tuple[Finding, ...] = ()
    weakened_by: tuple[str, ...] = ()
    """For 'incomplete': the limits that hid what the rule needed, as 'kind: where'."""
    reason: Text | None = None
    """For 'not-applicable' and 'incomplete': why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything the rules concluded about one app on one day."""

    app: str
    date: str
    """Inspection date, ISO; decides which rules and clauses were in force."""
    verdict: Verdict
    results: tuple[RuleResult, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(f for r in self.results for f in r.findings)
