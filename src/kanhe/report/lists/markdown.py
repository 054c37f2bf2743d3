"""A page as Markdown: tables with escaped cells, lines of a cell parted by ``<br>``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanhe.report.characters import clean
from kanhe.report.lists.page import Page, Table, Words

_SPECIAL = re.compile(r"([\\`*\[\]<>|#~$&!]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")
_SPACE = re.compile(r"\s+")
_WEB = ("http://", "https://")
_ADDRESS = re.compile(r"[\s<>()\\|`\"']")


def render_markdown(page: Page) -> str:
    return "\n".join(_lines(page)) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown and the HTML in it take as text."""
    return _SPECIAL.sub(r"\\\1", clean(_SPACE.sub(" ", text)).strip())


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    yield from (f"- {escaped(name)}: {escaped(value)}" for name, value in page.facts)
    yield ""
    for note in page.notes:
        text = escaped(note.text)
        yield f"> **{text}**" if note.tone == "gap" else f"> {text}"
        yield ">"
    for table in page.tables:
        yield ""
        yield from _table(table)
    if page.footer:
        yield ""
        yield escaped(page.footer)


def _table(table: Table) -> Iterator[str]:
    yield f"## {escaped(table.title)}"
    yield ""
    if table.note and table.rows:
        yield escaped(table.note)
        yield ""
    if not table.rows:
        yield escaped(table.empty)
        return
    yield "| " + " | ".join(escaped(c.title) for c in table.columns) + " |"
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows:
        yield "| " + " | ".join("<br>".join(_words(w) for w in cell) or "—" for cell in row) + " |"


def _words(words: Words) -> str:
    text = escaped(words.text)
    if words.href and words.href.startswith(_WEB) and not _ADDRESS.search(words.href):
        return f"[{text}]({clean(words.href)})"
    return f"**{text}**" if words.tone in ("gap", "add", "remove", "change") else text
