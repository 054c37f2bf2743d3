"""The tally in a few lines for a terminal: how many pairs stand in each state, and those that stand out."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kanhe.inspection import Inspection
from kanhe.report.characters import clean
from kanhe.report.names import actor, item
from kanhe.report.phrases import phrase
from kanhe.rules.engine import Context
from kanhe.rules.tally import STATES, Cell, tally

_STYLES = {
    "denied-but-found": "bold red", "found-not-declared": "red", "general-only": "yellow", "declared-and-found": "green",
}  # fmt: skip
_STANDING_OUT = ("denied-but-found", "found-not-declared", "general-only")
MAX_ACTORS = 6
MAX_ITEMS = 6


def print_tally(console: Console, inspection: Inspection, lang: str) -> None:
    """Print it; nothing where nothing is declared and nothing found."""
    context = Context(dt.date.fromisoformat(inspection.judgement.date), inspection.app_type)
    cells = tally(inspection.evidence, context)
    if not cells:
        return
    counted = Counter(c.state for c in cells)
    line = Text()
    for state in STATES:
        if counted[state]:
            line.append(f"{phrase(f'state.{state}', lang)} {counted[state]}   ", style=_STYLES.get(state, "dim"))
    console.print()
    console.print(Text(phrase("tally", lang), style="bold"))
    console.print(Padding(line, (0, 0, 0, 2)))
    out = [c for c in cells if c.state in _STANDING_OUT and c.deed is not None and c.deed.level != "present"]
    actors = list(dict.fromkeys(c.actor for c in out))
    for name in actors[:MAX_ACTORS]:
        console.print(Padding(_line(name, [c for c in out if c.actor == name], lang), (0, 0, 0, 2)))
    if len(actors) > MAX_ACTORS:
        console.print(Padding(Text(phrase("more", lang).format(n=len(actors) - MAX_ACTORS), style="dim"), (0, 0, 0, 2)))


def _line(name: str, cells: list[Cell], lang: str) -> Text:
    """One actor with what it does that is not declared."""
    who = phrase("app.itself", lang) if name == "app" else clean(actor(name)[lang])
    line = Text(f"· {who}: ")
    for k, cell in enumerate(cells[:MAX_ITEMS]):
        line.append(("、" if lang == "zh" else ", ") if k else "")
        line.append(clean(item(cell.item)[lang]), style=_STYLES[cell.state])
    if len(cells) > MAX_ITEMS:
        line.append(f" (+{len(cells) - MAX_ITEMS})", style="dim")
    return line
