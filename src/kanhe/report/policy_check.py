"""The short report of documents judged alone: what was read, which elements stand in it, what it says, what must change."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kanhe.inspection import Inspection
from kanhe.knowledge.items import items
from kanhe.knowledge.policy_elements import policy_elements
from kanhe.report.characters import clean
from kanhe.report.phrases import phrase
from kanhe.report.terminal import print_findings, print_limits, print_verdict
from kanhe.rules.wording import actor_name

QUOTE = 60
"""Characters of a quote that are shown."""
SHOWN = 30


def print_policy_check(inspection: Inspection, console: Console, lang: str) -> None:
    """Print the report."""
    print_verdict(inspection, console, lang)
    _documents(console, inspection, lang)
    _elements(console, inspection, lang)
    _statements(console, inspection, lang)
    _sdks(console, inspection, lang)
    _suggestions(console, inspection, lang)
    print_findings(inspection, console, lang)
    print_limits(inspection, console, lang)


def _section(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _documents(console: Console, inspection: Inspection, lang: str) -> None:
    for row in inspection.evidence.rows("documents"):
        size = phrase("document.size", lang).format(characters=row["characters"], sentences=row["sentences"])
        facts = ", ".join(str(f) for f in (row["format"], row["encoding"], row["language"]) if f)
        console.print(Text(f"{clean(row['title'] or row['name'])}  ({facts}; {size})", style="dim"))


def _elements(console: Console, inspection: Inspection, lang: str) -> None:
    rows = inspection.evidence.rows("policy_elements")
    if not rows:
        return
    _section(console, phrase("elements", lang))
    table = Table.grid(padding=(0, 2))
    for row in rows:
        known = policy_elements()[row["element"]]
        table.add_row(_mark(row["present"], known.duty), known.name(lang), _cut(clean(row["quote"] or "")))
    console.print(Padding(table, (0, 0, 0, 2)))
    console.print(Padding(Text(phrase("elements.marks", lang), style="dim"), (0, 0, 0, 2)))


def _mark(present: bool, duty: str) -> Text:
    if present:
        return Text("✓", style="green")
    return Text("✗", style="bold red") if duty == "always" else Text("–", style="yellow" if duty == "when" else "dim")


def _statements(console: Console, inspection: Inspection, lang: str) -> None:
    said: dict[tuple[str, str], Counter[str]] = {}
    for row in inspection.evidence.rows("declarations"):
        known = items().get(row["item"] or "")
        name = known.name(lang) if known else clean(row["written"])
        said.setdefault((row["subject"], row["verb"]), Counter())[name] += 1
    if not said:
        return
    _section(console, phrase("statements", lang))
    table = Table.grid(padding=(0, 2))
    for (subject, verb), names in sorted(said.items(), key=lambda e: (e[0][0] != "app", e[0])):
        shown = "、".join(n for n, _ in names.most_common(SHOWN))
        more = f" (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
        table.add_row(clean(actor_name(subject, lang)), phrase(f"verb.{verb}", lang), shown + more)
    console.print(Padding(table, (0, 0, 0, 2)))


def _sdks(console: Console, inspection: Inspection, lang: str) -> None:
    rows = inspection.evidence.rows("declared_sdks")
    if not rows:
        return
    _section(console, f"{phrase('sdk-list', lang)} ({len(rows)})")
    table = Table.grid(padding=(0, 2))
    for row in rows[:SHOWN]:
        match = f"= {row['sdk']} ({row['score']})" if row["sdk"] else "?"
        names = "、".join(known.name(lang) for i in row["items"] if (known := items().get(i)))
        table.add_row(_cut(clean(row["name_as_written"])), Text(match, style="dim"), _cut(names))
    console.print(Padding(table, (0, 0, 0, 2)))
    if len(rows) > SHOWN:
        console.print(Padding(Text(phrase("more", lang).format(n=len(rows) - SHOWN), style="dim"), (0, 0, 0, 4)))


def _cut(text: str) -> str:
    return text if len(text) <= QUOTE else text[: QUOTE - 1] + "…"


def _suggestions(console: Console, inspection: Inspection, lang: str) -> None:
    if not inspection.suggestions:
        return
    _section(console, phrase("suggestions", lang))
    for suggestion in inspection.suggestions[:SHOWN]:
        element = policy_elements().get(suggestion.kind.removeprefix("element:"))
        name = element.name(lang) if element else phrase("statements", lang)
        line = f"· {name}: {clean(suggestion.text)}  “{_cut(clean(suggestion.quote))}”"
        console.print(Padding(Text(line, style="dim"), (0, 0, 0, 2)))
