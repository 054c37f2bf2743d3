"""Findings that are new, fixed, or stayed, told apart by their fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.report.diff.model import Change, Row, Side, Weight
from kanhe.report.diff.words import turned
from kanhe.report.phrases import PHRASES
from kanhe.rules.model import SEVERITIES, Finding, Text
from kanhe.rules.wording import readable

_WEIGHTS: dict[str, Weight] = {"critical": "high", "high": "high"}


@dataclass(frozen=True, slots=True)
class Matched:
    """The findings of two builds; ``moved``: same rule, actor, item and interface, in code of another name."""

    new: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    moved: tuple[tuple[Finding, Finding], ...]
    stayed: tuple[tuple[Finding, Finding], ...]


def match(old: Side, new: Side) -> Matched:
    """Match by fingerprint; what is left over, by what the finding is about, each at most once."""
    before = {finding.fingerprint: finding for finding in old.judgement.findings}
    after = {finding.fingerprint: finding for finding in new.judgement.findings}
    stayed = tuple((before[mark], finding) for mark, finding in after.items() if mark in before)
    waiting: dict[tuple[str | None, ...], list[Finding]] = {}
    for mark, finding in before.items():
        if mark not in after:
            waiting.setdefault(_about(finding), []).append(finding)
    fresh, moved = [], []
    for mark, finding in after.items():
        if mark in before:
            continue
        if finding.caller is not None and (same := waiting.get(_about(finding))):
            moved.append((same.pop(0), finding))
        else:
            fresh.append(finding)
    fixed = tuple(finding for rest in waiting.values() for finding in rest)
    return Matched(tuple(fresh), fixed, tuple(moved), stayed)


def finding_changes(old: Side, new: Side) -> Iterator[Change]:
    """New ones first, then those that grew graver or moved, then those that are fixed."""
    matched = match(old, new)
    for finding in sorted(matched.new, key=_gravity):
        violation = finding.effect == "violation"
        yield Change(
            "new", (finding.rule, finding.fingerprint), finding.title, finding.actor, _details(finding),
            ("finding",) if violation else (), _weight(finding), after=_facts(finding),
        )  # fmt: skip
    for before, after in (*matched.stayed, *matched.moved):
        worse = SEVERITIES.index(after.severity) < SEVERITIES.index(before.severity)
        if not worse and before.fingerprint == after.fingerprint:
            continue
        yield Change(
            "changed", (after.rule, after.fingerprint), after.title, after.actor,
            (_graver(before, after), *_details(after)) if worse else (_moved(before, after),),
            ("finding",) if worse and after.effect == "violation" else (), _weight(after) if worse else "weak",
            _facts(before), _facts(after),
        )  # fmt: skip
    for finding in sorted(matched.fixed, key=_gravity):
        yield Change(
            "gone", (finding.rule, finding.fingerprint), finding.title, finding.actor, _details(finding)[:1],
            weight="plain" if finding.effect == "violation" else "weak", before=_facts(finding),
        )  # fmt: skip


def stayed_count(old: Side, new: Side) -> int:
    """Violations that both builds have."""
    matched = match(old, new)
    return sum(after.effect == "violation" for _, after in (*matched.stayed, *matched.moved))


def _about(finding: Finding) -> tuple[str | None, ...]:
    return finding.rule, finding.actor, finding.item, finding.api


def _gravity(finding: Finding) -> tuple[bool, int, str, str]:
    return finding.effect != "violation", SEVERITIES.index(finding.severity), finding.rule, finding.fingerprint


def _weight(finding: Finding) -> Weight:
    if finding.effect == "advice":
        return "weak"
    return _WEIGHTS.get(finding.severity, "plain")


def _details(finding: Finding) -> tuple[Text, ...]:
    effect = PHRASES[f"severity.{finding.severity}" if finding.effect == "violation" else "effect.advice"]
    details = [Text(f"{effect.zh}：{finding.message.zh}", f"{effect.en}: {finding.message.en}")]
    if finding.caller:
        place = readable(finding.caller) + (f":{finding.row['line']}" if finding.row.get("line") else "")
        details.append(Text(place, place))
    return tuple(details)


def _graver(before: Finding, after: Finding) -> Text:
    return turned(PHRASES[f"severity.{before.severity}"], PHRASES[f"severity.{after.severity}"])


def _moved(before: Finding, after: Finding) -> Text:
    return Text(
        f"移到 {readable(after.caller or '')}（原 {readable(before.caller or '')}）",
        f"moved to {readable(after.caller or '')} (was {readable(before.caller or '')})",
    )


def _facts(finding: Finding) -> Row:
    return {
        "rule": finding.rule,
        "fingerprint": finding.fingerprint,
        "effect": finding.effect,
        "severity": finding.severity,
        "label": finding.label,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "item": finding.item,
        "api": finding.api,
        "caller": finding.caller,
        "count": finding.count,
    }
