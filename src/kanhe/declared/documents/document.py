"""A document as its reader sees it: headings, paragraphs, list entries and tables, each character with its place.

Immutable.  Knows no file format and nothing of what the text means; every format's reader makes it, every judge of texts
reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

BlockKind = Literal["heading", "paragraph", "item", "table"]
Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Link:
    """A link within a passage: characters ``start`` to ``end`` of its text lead to ``target``."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A stretch of visible text without line breaks, white space folded, character references resolved."""

    text: str
    at: Offsets
    """int32, one more than characters: where each character stands in the document's original text, then the end."""
    strong: tuple[tuple[int, int], ...] = ()
    """Stretches set off from their surroundings: bold, underlined, coloured, larger; sorted, not overlapping."""
    links: tuple[Link, ...] = ()
    breaks: tuple[int, ...] = ()
    """Where a space of the text stands for a line break that shows, as in a cell or heading of several lines."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The text in its lines."""
        starts, ends = (0, *(place + 1 for place in self.breaks)), (*self.breaks, len(self.text))
        return tuple(self.text[a:b] for a, b in zip(starts, ends, strict=True))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch ``start`` to ``end`` of the text (``start < end``) as offsets in the original text."""
        return int(self.at[start]), int(self.at[end - 1]) + 1

    def is_strong(self, start: int, end: int) -> bool:
        """The whole stretch is set off."""
        return any(a <= start and end <= b for a, b in self.strong)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One block: ``passage`` holds its text; of a table, which has ``rows``, the cells' texts joined by ' | '."""

    kind: BlockKind
    passage: Passage
    level: int = 0
    """Of a heading 1–6, of a list entry its depth from 1; else 0."""
    marker: str | None = None
    """What numbers an entry or heading ('1.', '（一）', '•'), as written or as the list implies; not in the text."""
    rows: tuple[tuple[Passage, ...], ...] = ()
    """Cells of a table, every row of equal length: spans over rows or columns are repeated in each cell they cover."""
    header_rows: int = 0
    """How many of the first rows are marked as headers by the format (<th>, Markdown's rule)."""

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Why a document, or part of it, could not be read: a kind of limit, in English and Chinese."""

    kind: Literal["unreadable-document", "damaged-document", "foreign-language"]
    zh: str
    en: str


@dataclass(frozen=True, eq=False)
class Document:
    """A document that was read.  ``blocks`` is empty when nothing could be read; ``problems`` then says why."""

    name: str
    sha256: str
    format: Literal["html", "markdown", "text", "docx", "pdf", "json", "unknown"]
    text: str
    """The original text: decoded source, or what was taken out of DOCX or PDF.  Offsets count its characters."""
    blocks: tuple[Block, ...]
    encoding: str | None = None
    language: str | None = None
    title: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        return bool(self.blocks) and not any(p.kind == "unreadable-document" for p in self.problems)

    @cached_property
    def headings(self) -> tuple[tuple[int, ...], ...]:
        """For each block the indices of the headings above it, outermost first (a heading's own not included)."""
        found: list[tuple[int, ...]] = []
        above: list[int] = []
        for index, block in enumerate(self.blocks):
            if block.kind == "heading":
                while above and self.blocks[above[-1]].level >= block.level:
                    above.pop()
                found.append(tuple(above))
                above.append(index)
            else:
                found.append(tuple(above))
        return tuple(found)

    def heading(self, block: int) -> str | None:
        """Text of the nearest heading above a block."""
        above = self.headings[block]
        return self.blocks[above[-1]].text if above else None
