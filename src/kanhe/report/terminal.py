"""The short report for a terminal: verdict first, then what must change, readable in half a minute."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kanhe.inspection import Inspection
from kanhe.knowledge.limit_kinds import limit_kinds
from kanhe.report.change import change
from kanhe.report.characters import clean as clean
from kanhe.report.phrases import phrase, place, why
from kanhe.report.steps import ladder
from kanhe.report.tally_terminal import print_tally
from kanhe.rules.model import Finding
from kanhe.rules.model import Text as Said
from kanhe.rules.wording import actor_name, readable

_COLOURS = {"pass": "bold green", "fail": "bold red", "incomplete": "bold yellow"}
_SEVERITY = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "dim"}
MAX_FINDINGS = 12
MAX_STEPS = 8
"""Steps of a path that are shown in one line."""
MAX_SENTENCE = 90
"""Characters of a quoted sentence."""


def print_terminal(inspection: Inspection, console: Console, lang: str) -> None:
    """Print the report."""
    print_verdict(inspection, console, lang)
    print_findings(inspection, console, lang)
    print_tally(console, inspection, lang)
    _counts(console, inspection, lang)
    print_limits(inspection, console, lang)
    console.print(Text(phrase("full-report", lang), style="dim"))


def print_verdict(inspection: Inspection, console: Console, lang: str) -> None:
    """The verdict, of what, and what it means."""
    judgement = inspection.judgement
    package = inspection.evidence.rows("package")[0]
    title = Text()
    title.append(f" {phrase('verdict.' + judgement.verdict, lang)} ", style=f"{_COLOURS[judgement.verdict]} reverse")
    name = package["label"] or package["package_id"] or package["file_name"]
    title.append(f"  {clean(name)} {clean(package['version_name'] or '')}", style="bold")
    if package["package_id"]:
        title.append(f"  {clean(package['package_id'])} ({package['version_code']})", style="dim")
    console.print(title)
    console.print(phrase(f"verdict.{judgement.verdict}.long", lang))
    unseen = sum(r.outcome == "incomplete" for r in judgement.results)
    if judgement.verdict == "fail" and unseen:
        console.print(phrase("verdict.fail.unseen", lang).format(n=unseen))


def print_findings(inspection: Inspection, console: Console, lang: str) -> None:
    """What must change, then advice."""
    violations = [f for f in inspection.judgement.findings if f.effect == "violation"]
    advice = [f for f in inspection.judgement.findings if f.effect == "advice"]
    if violations:
        console.print()
        console.print(Text(f"{phrase('must-change', lang)} ({len(violations)})", style="bold"))
        _findings(console, violations, lang)
    if advice:
        console.print()
        console.print(Text(f"{phrase('advice', lang)} ({len(advice)})", style="bold"))
        for finding in advice[:6]:
            console.print(Padding(Text(f"· {clean(finding.message.in_language(lang))}", style="dim"), (0, 0, 0, 2)))


def _findings(console: Console, findings: list[Finding], lang: str) -> None:
    ordered = sorted(findings, key=lambda f: ("critical", "high", "medium", "low").index(f.severity))
    seen: dict[str, int] = {}
    shown: list[Finding] = []
    for finding in ordered:
        seen[finding.rule] = seen.get(finding.rule, 0) + 1
        if seen[finding.rule] <= 2 and len(shown) < MAX_FINDINGS:
            shown.append(finding)
    last = ""
    told: Said | None = None
    for finding in shown:
        if finding.rule != last:
            told = None
            line = Text("  ")
            line.append(f"[{phrase('severity.' + finding.severity, lang)}] ", style=_SEVERITY[finding.severity])
            line.append(finding.title.in_language(lang), style="bold")
            line.append("  " + _basis(finding, lang), style="dim")
            console.print(line)
        console.print(Padding(Text(clean(finding.message.in_language(lang))), (0, 0, 0, 4)))
        if (beside := _beside(finding, lang)) and beside.strip("“”…") not in finding.message.in_language(lang):
            console.print(Padding(Text(beside, style="italic"), (0, 0, 0, 6)))
        if finding.caller:
            where = clean(readable(finding.caller)) + (f":{finding.row['line']}" if finding.row.get("line") else "")
            console.print(Padding(Text(where, style="dim"), (0, 0, 0, 6)))
        said = change(finding)
        if said is not None:
            if finding.rule != last and (way := _way(finding, lang)):
                console.print(Padding(Text(way, style="dim"), (0, 0, 0, 6)))
            if said != told:
                console.print(Padding(Text(f"→ {clean(said.in_language(lang))}", style="green"), (0, 0, 0, 4)))
            told = said
        elif finding.rule != last:
            console.print(Padding(Text(f"→ {clean(finding.remedy.in_language(lang))}", style="green"), (0, 0, 0, 4)))
        last = finding.rule
    if len(findings) > len(shown):
        console.print(
            Padding(Text(phrase("more", lang).format(n=len(findings) - len(shown)), style="dim"), (0, 0, 0, 4))
        )


def _beside(finding: Finding, lang: str) -> str:
    """The sentence a finding rests on, or where the one that is missing should stand; empty where its message says so."""
    row, told = finding.row, finding.message.in_language(lang)
    if row.get("sentence"):
        sentence = " ".join(clean(row["sentence"]).split())
        shown = sentence if len(sentence) <= MAX_SENTENCE else sentence[:MAX_SENTENCE].rstrip() + "…"
        return "" if sentence[:MAX_SENTENCE] in " ".join(told.split()) else f"“{shown}”"
    where = row.get("where_zh" if lang == "zh" else "where_en")
    return f"{phrase('where-missing', lang)}: {clean(where)}" if where and where not in told else ""


def _way(finding: Finding, lang: str) -> str:
    """The path in one line: what triggers it, the steps, and where the data goes; the middle of a long one left out."""
    rungs = ladder(finding.row, finding.api)
    names = [
        r.reason.in_language(lang) if r.kind == "trigger" and r.reason else clean(readable(r.name, short=True))
        for r in rungs
    ]
    if len(names) > MAX_STEPS:
        names = [*names[:3], "…", *names[-(MAX_STEPS - 4) :]]
    return " › ".join(names)


def _basis(finding: Finding, lang: str) -> str:
    first = finding.basis[:2]
    marks = [f"{b.instrument} {b.clause}" + ("" if b.confirmed else f" ({phrase('unconfirmed', lang)})") for b in first]
    return "; ".join(marks)


def _counts(console: Console, inspection: Inspection, lang: str) -> None:
    rows = inspection.evidence.rows("sdks")
    sdks = [r for r in rows if r["kind"] == "sdk"]
    results = inspection.judgement.results
    table = Table.grid(padding=(0, 2))
    names = ("、" if lang == "zh" else ", ").join(
        clean(actor_name(r["sdk"], lang)) + (f" {clean(r['version'])}" if r["version"] else "") for r in sdks[:8]
    )
    libraries = len(rows) - len(sdks)
    table.add_row(
        phrase("sdks", lang),
        f"{len(sdks)}"
        + (f": {names}" if names else "")
        + (f"  (+{libraries} {phrase('libraries', lang)})" if libraries else ""),
    )
    counts = {o: sum(r.outcome == o for r in results) for o in ("pass", "fail", "incomplete", "not-applicable")}
    table.add_row(
        phrase("rules", lang),
        "  ".join(f"{phrase('outcome.' + outcome, lang)} {n}" for outcome, n in counts.items() if n),
    )
    console.print()
    console.print(table)


def print_limits(inspection: Inspection, console: Console, lang: str) -> None:
    """What was not seen, by kind."""
    kinds: dict[str, list[str]] = {}
    for row in inspection.evidence.rows("limits"):
        kinds.setdefault(row["kind"], []).append(
            why(row["kind"], row["why"], lang) if row["kind"] == "run-gap" else place(row["kind"], row["where"], lang)
        )
    if not kinds:
        return
    console.print(Text(phrase("limits", lang), style="bold"))
    for kind, places in kinds.items():
        known = limit_kinds()[kind]
        shown = ", ".join(clean(p)[:60] for p in dict.fromkeys(places[:2]))
        more = f" (+{len(places) - 2})" if len(places) > 2 else ""
        sentence = known.zh if lang == "zh" else known.en
        console.print(
            Padding(Text(f"· {sentence}: {shown}{more}", style="yellow" if known.weakens else "dim"), (0, 0, 0, 2))
        )
