"""Documents written out for tests: one line a block, '# ' a heading, '- ' an entry, '**…**' set off, '[text](target)' a link."""

from __future__ import annotations

import re
from typing import Literal

import numpy as np

from kanhe.declared.documents.document import Block, BlockKind, Document, Link, Passage
from kanhe.declared.elements.elements import policy_elements
from kanhe.evidence.declared_rows import PolicyElementRow

_INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\[(?P<text>[^\]]+)\]\((?P<target>[^)]+)\)")


def document(source: str, kind: Literal["html", "text"] = "html") -> Document:
    """The document of a source; '|' begins a row of a table, whose first row is its header."""
    blocks: list[Block] = []
    rows: list[tuple[Passage, ...]] = []
    offset = 0
    for line in [*source.splitlines(), ""]:
        text = line.strip()
        if text.startswith("|"):
            first = offset + line.index("|")
            rows.append(tuple(_passage(cell.strip(), first) for cell in text.strip("|").split("|")))
        elif rows:
            joined = " | ".join(cell.text for row in rows for cell in row)
            blocks.append(Block("table", _plain(joined, int(rows[0][0].at[0])), rows=tuple(rows), header_rows=1))
            rows = []
        if text and not text.startswith("|"):
            start = offset + line.index(text[0])
            shape: BlockKind = "paragraph"
            level = 0
            if match := re.match(r"(#{1,6}|-)\s+", text):
                shape, level = ("item", 1) if match[1] == "-" else ("heading", len(match[1]))
                text, start = text[match.end() :], start + match.end()
            blocks.append(Block(shape, _passage(text, start), level))
        offset += len(line) + 1
    return Document("policy", "0" * 64, kind, source, tuple(blocks), "utf-8", "zh")


def elements(source: str) -> dict[str, PolicyElementRow]:
    """Element → its row."""
    return {row.element: row for row in policy_elements("app", "policy", document(source))}


def _passage(text: str, start: int) -> Passage:
    shown: list[str] = []
    at: list[int] = []
    strong: list[tuple[int, int]] = []
    links: list[Link] = []
    position = 0
    for match in _INLINE.finditer(text):
        shown += text[position : match.start()]
        at += range(start + position, start + match.start())
        name = "strong" if match["strong"] else "text"
        first = len(shown)
        shown += match[name]
        at += range(start + match.start(name), start + match.end(name))
        if match["strong"]:
            strong.append((first, len(shown)))
        else:
            links.append(Link(first, len(shown), match["target"]))
        position = match.end()
    shown += text[position:]
    at += range(start + position, start + len(text) + 1)
    return Passage("".join(shown), np.array(at, np.int32), tuple(strong), tuple(links))


def _plain(text: str, start: int) -> Passage:
    return Passage(text, np.full(len(text) + 1, start, np.int32))
