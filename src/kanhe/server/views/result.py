"""A report as its developer wants it: what to change first, rule by rule, and what could not be seen.

Made of the document ``kanhe-report/1``; knows no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kanhe.server.views.submissions import SEVERITIES, Words

MOST = 12
"""Findings of a rule that are shown at once."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the way through the code that leads to a finding."""

    kind: str
    shown: str
    line: str | None
    reason: Words | None
    actor: Words | None
    """Whose code it is, when it is not the app's own."""
    excerpt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: what is wrong, what to change, and where."""

    fingerprint: str
    message: Words
    change: Words | None
    quote: str | None
    where: Words | None
    actor: Words
    caller: str | None
    line: str | None
    count: int
    ladder: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class ToChange:
    """A rule that was broken: its remedy, its clauses, its findings."""

    rule: str
    severity: str
    label: str | None
    title: Words
    remedy: Words
    basis: tuple[str, ...]
    findings: tuple[Found, ...]

    @property
    def shown(self) -> tuple[Found, ...]:
        return self.findings[:MOST]


@dataclass(frozen=True, slots=True)
class Unseen:
    """A rule that could not be decided, and why."""

    title: Words
    reason: Words | None


@dataclass(frozen=True, slots=True)
class Result:
    verdict: str
    date: str
    file_name: str
    violations: tuple[ToChange, ...]
    """The worst first."""
    advice: tuple[ToChange, ...]
    unseen: tuple[Unseen, ...]
    by_severity: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, int], ...]
    """Outcome of rules → how many."""
    permissions: tuple[str, ...]
    """Names that the app asks for."""
    seconds: float
    """What the inspection took."""

    @property
    def count(self) -> int:
        return sum(len(c.findings) for c in self.violations)


def result(report: Mapping[str, Any]) -> Result:
    """Raises ``KeyError`` or ``TypeError`` for what is no report."""
    summary = report["summary"]
    return Result(
        report["verdict"], report["date"], report["app"]["file_name"],
        tuple(_changes(f for f in report["findings"] if f["effect"] == "violation")),
        tuple(_changes(f for f in report["findings"] if f["effect"] != "violation")),
        tuple(Unseen(_words(r["title"]), _words_or_none(r["reason"])) for r in report["rules"] if r["outcome"] == "incomplete"),
        tuple((s, summary["by_severity"][s]) for s in SEVERITIES), tuple(summary["rules"].items()),
        tuple(p["name"] for p in report["permissions"]), sum(t["seconds"] for t in report["timings"]),
    )  # fmt: skip


def _changes(findings: Iterable[Mapping[str, Any]]) -> Iterator[ToChange]:
    def order(finding: Mapping[str, Any]) -> tuple[int, str]:
        return (SEVERITIES.index(finding["severity"]), finding["rule"])

    for _, same in groupby(sorted(findings, key=order), key=order):
        of = tuple(same)
        first = of[0]
        basis = tuple(f"{b['name']} {b['clause']}" for b in first["basis"])
        # Where the way to it is known comes first: it says what to change.
        found = sorted((_found(f) for f in of), key=lambda f: (not f.ladder, f.quote is None))
        yield ToChange(
            first["rule"], first["severity"], first["label"], _words(first["title"]), _words(first["remedy"]), basis,
            tuple(found),
        )  # fmt: skip


def _found(finding: Mapping[str, Any]) -> Found:
    quote = finding["quote"]
    line = finding["proof"].get("line")
    return Found(
        finding["fingerprint"], _words(finding["message"]), _words_or_none(finding["change"]),
        quote["sentence"] if quote else None, _words_or_none(finding["where"]), _words(finding["actor"]),
        finding["caller"], str(line) if line else None, finding["count"], tuple(_rung(r) for r in finding["ladder"]),
    )  # fmt: skip


def _rung(rung: Mapping[str, Any]) -> Rung:
    own = rung["actor"]["id"] == "app"
    return Rung(
        rung["kind"], rung["shown"], rung["line"], _words_or_none(rung["reason"]),
        None if own else _words(rung["actor"]), tuple(rung["excerpt"]),
    )  # fmt: skip


def _words(said: Mapping[str, Any]) -> Words:
    return Words(said["zh"], said["en"])


def _words_or_none(said: Mapping[str, Any] | None) -> Words | None:
    return _words(said) if said else None
