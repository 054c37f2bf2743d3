"""The comparison for a terminal: the answer first, then the reasons, then all that changed, long lists folded."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kanhe.knowledge.limit_kinds import limit_kinds
from kanhe.report.characters import clean
from kanhe.report.diff.model import Change, ChangeKind, Comparison, Section, Side
from kanhe.report.diff.necessity import RULE
from kanhe.report.diff.words import actor_text, word
from kanhe.report.phrases import phrase

_COLOURS = {"needed": "bold red", "not-needed": "bold green", "unknown": "bold yellow"}
_SIGNS: dict[ChangeKind, tuple[str, str]] = {"new": ("+", "red"), "gone": ("-", "green"), "changed": ("~", "yellow")}
MOST_OF_A_REASON = 6
MOST_OF_A_SECTION = 6
"""Changes that are shown one by one; the rest is a count."""
_LONGEST = 160
"""Characters of the details of one change."""


def print_terminal(comparison: Comparison, console: Console, lang: str) -> None:
    """Print the comparison."""
    answer = comparison.answer
    title = Text(f" {word('need.' + answer.need, lang)} ", style=f"{_COLOURS[answer.need]} reverse")
    title.append(f"  {clean(comparison.new.package['label'] or comparison.new.package['package_id'])}", style="bold")
    title.append(f"  {_version(comparison.old)} → {_version(comparison.new)}", style="bold")
    console.print(title)
    if comparison.identical:
        console.print(word("identical", lang))
        return
    console.print(word(f"need.{answer.need}.long", lang))
    for warning in comparison.warnings:
        console.print(Text(clean(warning.in_language(lang)), style="bold yellow"))
    if not any(side.rows("documents") for side in (comparison.old, comparison.new)):
        console.print(Text(word("no-policies", lang), style="yellow"))
    if answer.unseen:
        unseen = "; ".join(_limit(kind, lang) for kind in answer.unseen)
        console.print(Text(f"{word('unseen', lang)}{unseen}", style="yellow"))
    _verdicts(comparison, console, lang)
    if answer.reasons:
        console.print()
        console.print(Text(f"{word('reasons', lang)} ({len(answer.reasons)})", style="bold underline"))
        for reason in answer.reasons:
            console.print(
                Text(f"{RULE[reason.condition].title.in_language(lang)} ({len(reason.changes)})", style="bold")
            )
            _changes(reason.changes, MOST_OF_A_REASON, console, lang, ())
    told = {id(change) for reason in answer.reasons for change in reason.changes}
    rest = [section for section in comparison.sections if _untold(section, told) or section.stayed]
    if rest:
        console.print()
        console.print(Text(word("beside", lang), style="bold underline"))
        telling = [section for section in rest if any(c.weight != "weak" for c in _untold(section, told))]
        for section in telling:
            _section(section, told, console, lang)
        _little([section for section in rest if section not in telling], told, console, lang)
    _blind(comparison, console, lang)
    console.print(Text(word("full", lang), style="dim"))


def _version(side: Side) -> str:
    return f"{clean(side.package['version_name'] or '—')} ({side.package['version_code']})"


def _verdicts(comparison: Comparison, console: Console, lang: str) -> None:
    verdicts = [phrase(f"verdict.{side.judgement.verdict}", lang) for side in (comparison.old, comparison.new)]
    counts = "; ".join(
        f"{word('section.' + section.id, lang)} "
        + " ".join(f"{sign}{n}" for kind, (sign, _) in _SIGNS.items() if (n := section.count(kind)))
        for section in comparison.sections
        if section.changes
    )
    console.print(Text(f"{word('verdict', lang)}: {' → '.join(verdicts)}", style="dim"))
    if counts:
        console.print(Text(counts, style="dim"))


def _untold(section: Section, told: set[int]) -> list[Change]:
    return [change for change in section.changes if id(change) not in told]


def _section(section: Section, told: set[int], console: Console, lang: str) -> None:
    """What the reasons did not tell; what has little weight is a count."""
    untold = _untold(section, told)
    weak = sum(change.weight == "weak" for change in untold)
    rest = [word("weak", lang).format(n=weak)] if weak else []
    if section.stayed:
        rest.append(word("stayed", lang).format(n=section.stayed))
    console.print(Text(word(f"section.{section.id}", lang), style="bold"))
    _changes([change for change in untold if change.weight != "weak"], MOST_OF_A_SECTION, console, lang, rest)


def _little(
    sections: list[Section], told: set[int], console: Console, lang: str
) -> None:  # fmt: skip
    """Sections of which there is nothing but counts, in one line."""
    counts = [
        f"{word('section.' + section.id, lang)} {len(weak)}" for section in sections if (weak := _untold(section, told))
    ]
    stayed = [
        f"{word('section.' + section.id, lang)} {word('stayed', lang).format(n=section.stayed)}"
        for section in sections
        if section.stayed
    ]
    between = "、" if lang == "zh" else ", "
    if counts:
        console.print(Text(f"{word('little', lang)}{between.join(counts)}", style="dim"))
    if stayed:
        console.print(Text(between.join(stayed), style="dim"))


def _changes(changes: Iterable[Change], most: int, console: Console, lang: str, rest: Iterable[str]) -> None:
    """The first changes, equal lines once; then what else there is."""
    lines: dict[str, tuple[Change, int]] = {}
    for change in changes:
        told = _told(change, lang)
        lines[told] = (change, lines[told][1] + 1) if told in lines else (change, 1)
    for change, count in [*lines.values()][:most]:
        console.print(Padding(_line(change, count, lang), (0, 0, 0, 2)))
    hidden = sum(count for _, count in [*lines.values()][most:])
    left = [word("more", lang).format(n=hidden)] if hidden else []
    if left := [*left, *rest]:
        console.print(Padding(Text(" · ".join(left), style="dim"), (0, 0, 0, 4)))


def _told(change: Change, lang: str) -> str:
    details = "  ".join(clean(detail.in_language(lang)) for detail in change.details)
    return f"{change.kind} {change.name.in_language(lang)} {change.actor} {details}"


def _line(change: Change, count: int, lang: str) -> Text:
    sign, style = _SIGNS[change.kind]
    line = Text(f"{sign} ", style=style)
    line.append(clean(change.name.in_language(lang)))
    if change.actor not in (None, "app") and change.key != (change.actor,):
        line.append(f" · {clean(actor_text(str(change.actor)).in_language(lang))}", style="cyan")
    if count > 1:
        line.append(f" ×{count}", style="dim")
    details = "  ".join(clean(detail.in_language(lang)) for detail in change.details)
    line.append(f"  {details[:_LONGEST]}{'…' if len(details) > _LONGEST else ''}" if details else "", style="dim")
    return line


def _blind(comparison: Comparison, console: Console, lang: str) -> None:
    """Where “new” may be newly seen and “gone” may be unseen, and why; each kind of limit once."""
    console.print()
    sides: tuple[tuple[str, ChangeKind], ...] = (("old", "new"), ("new", "gone"))
    for side, doubtful in sides:
        found: dict[str, list[str]] = {}
        for section in comparison.sections:
            for kind in (section.blind.old if side == "old" else section.blind.new) if section.count(doubtful) else ():
                found.setdefault(kind, []).append(word(f"section.{section.id}", lang))
        for kind, sections in found.items():
            where = ("、" if lang == "zh" else ", ").join(sections)
            console.print(Text(f"{word('blind.' + side, lang)}{_limit(kind, lang)} ({where})", style="yellow"))


def _limit(kind: str, lang: str) -> str:
    known = limit_kinds()[kind]
    return known.zh if lang == "zh" else known.en
