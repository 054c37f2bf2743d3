"""Lines of PDF pages → paragraphs, headings and tables: broken lines joined, headers and footers of pages left out.

Judges by place, width, size and the signs at the ends of lines; knows nothing of PDF itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kanhe.declared.documents.document import Block
from kanhe.declared.documents.lines import is_structural, sentence_ends
from kanhe.declared.documents.page import Page
from kanhe.declared.documents.pdf_lines import Line, RuledTable
from kanhe.declared.documents.tables import blocks_of
from kanhe.declared.documents.tape import OwnTape

_EDGE = 3
"""Lines at the head and the foot of a page that may repeat on others."""
_MARGIN = 0.12
"""Share of a page's height that is its upper or lower margin."""
_NUMBER = re.compile(
    r"[-–—\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-–—\s]*\Z|page \d+(?: of \d+)?\Z",
    re.IGNORECASE,
)


def without_edges(pages: Sequence[Sequence[Line | RuledTable]]) -> list[Line | RuledTable]:
    """All content but lines that stand on page after page at its head or foot, and page numbers."""
    counts: Counter[tuple[str, bool]] = Counter()
    for page in pages:
        counts.update({(_bare(line.text), head) for line, head in _edges(page)})
    often = {key for key, count in counts.items() if count > 1 and count * 2 >= len(pages) and key[0]}
    found: list[Line | RuledTable] = []
    for page in pages:
        dropped = {
            id(line) for line, head in _edges(page) if _NUMBER.match(line.text) or (_bare(line.text), head) in often
        }
        found.extend(part for part in page if id(part) not in dropped)
    return found


def _edges(page: Sequence[Line | RuledTable]) -> list[tuple[Line, bool]]:
    """The first and last lines that stand in a page's margins, with whether each stands at its head."""
    first = [part for part in page[:_EDGE] if isinstance(part, Line)]
    last = [part for part in page[-_EDGE:] if isinstance(part, Line)]
    head = [(line, True) for line in first if line.bottom > (1 - _MARGIN) * line.page_height]
    foot = [(line, False) for line in last if line.top < _MARGIN * line.page_height]
    return head + foot


def _bare(text: str) -> str:
    """A line without its numbers, so that 'page 3' and 'page 4' are the same."""
    return re.sub(r"[\d\s]+", "", text)


def write_blocks(content: Sequence[Line | RuledTable]) -> tuple[str, tuple[Block, ...]]:
    """The text put together, and its blocks."""
    writer = _Writer([part for part in content if isinstance(part, Line)])
    for index, part in enumerate(content):
        if isinstance(part, RuledTable):
            writer.table(part)
        else:
            above, below = (
                content[index - 1] if index else None,
                content[index + 1] if index + 1 < len(content) else None,
            )
            writer.line(part, above if isinstance(above, Line) else None, below if isinstance(below, Line) else None)
    return writer.finish()


class _Writer:
    """Writes the text and tells a page what it is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.tape = OwnTape()
        self.page = Page(self.tape)
        self.strong: list[tuple[int, int]] = []
        self.usual = _usual_size(lines)
        self.right = _margin(lines)
        self.last: RuledTable | None = None

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        self._end_table()
        drafts = self.page.finish()
        folded = self.tape.fold(self.strong)
        return self.tape.made(), tuple(block for draft in drafts for block in blocks_of(draft, folded))

    def line(self, line: Line, above: Line | None, below: Line | None) -> None:
        tape, page = self.tape, self.page
        self._end_table()
        if above is not None and _joins(above, line, self.right, self.usual):
            tape.write(_gap(above.text, line.text))
        else:
            page.part()
            page.close_heading()
            tape.between("\n")
        level = _heading_level(line, self.usual)
        if level and not page.in_heading and tape.length == page.begun:
            page.open_heading(level)
        start = tape.length
        joins = below is not None and _joins(line, below, self.right, self.usual)
        broken = below is not None and joins and _is_broken_word(line.text, below.text)
        tape.write(line.text[:-1] if broken else line.text)
        if line.bold:
            self.strong.append((start, tape.length))

    def table(self, table: RuledTable) -> None:
        """A table, or the rest of the one on the page before."""
        page, last = self.page, self.last
        goes_on = last is not None and table.page == last.page + 1 and _width(table) == _width(last)
        if not goes_on:
            self._end_table()
            page.part()
            page.close_heading()
            page.open_table()
        for index, row in enumerate(table.rows):
            if goes_on and last is not None and index == 0 and row == last.rows[0]:
                continue  # the header, once more
            page.open_row()
            for cell in row:
                page.open_cell(False, cell.columns, cell.rows)
                self.tape.write(cell.text)
                page.close_cell()
                self.tape.between("\n")
        self.last = table if not goes_on or last is None else RuledTable(table.page, (last.rows[0], *table.rows))

    def _end_table(self) -> None:
        if self.last is not None:
            self.page.close_table()
            self.last = None


def _width(table: RuledTable) -> int:
    return sum(cell.columns for cell in table.rows[0])


def _usual_size(lines: Sequence[Line]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return max(weights, key=lambda size: (weights[size], -size), default=0.0)


def _margin(lines: Sequence[Line]) -> float:
    """Where full lines end on the right."""
    ends = sorted(line.right for line in lines if len(line.text) > 8)
    return ends[int(len(ends) * 0.9)] if ends else 0.0


def _heading_level(line: Line, usual: float) -> int:
    """A level for lines set clearly larger; the larger, the higher."""
    if usual <= 0 or len(line.text) > 60 or line.size < usual * 1.12:
        return 0
    return 1 if line.size >= usual * 1.6 else 2 if line.size >= usual * 1.3 else 3


def _joins(above: Line, line: Line, right: float, usual: float) -> bool:
    """A line goes on with the one above: same size, no gap, the one above is full and this one begins nothing."""
    if abs(above.size - line.size) > 0.6 or (above.bold != line.bold and len(above.text) < 30):
        return False
    if above.page == line.page:
        gap = above.bottom - line.top
        if gap > 1.3 * max(usual, line.size) or line.top > above.top + line.size:
            return False
    full = above.right + _first_width(line) >= right - 0.5 * line.size
    if sentence_ends(above.text) and not (full and line.left <= above.left and above.text[-1] in ".:;,…”)）"):
        return full and line.left < above.left - 0.5 * line.size and not is_structural(line.text, 0, len(line.text))
    if is_structural(line.text, 0, len(line.text)) and not _mid_number(line.text):
        return False
    return full or above.text[-1] in "，、（("


def _first_width(line: Line) -> float:
    """About how wide a line's first word is: where it did not fit, the line above was full."""
    word = re.match(r"[!-~]+", line.text)
    return line.size * (0.55 * len(word.group()) if word else 1.5)


def _mid_number(text: str) -> bool:
    """A line that only looks numbered: it goes on with a number or a word and a colon."""
    return re.match(r"\d+[)）](?:[，。、；]|和|或)|[a-z]", text) is not None


def _is_broken_word(above: str, line: str) -> bool:
    """A hyphen at the end of a line that only breaks a word."""
    return above[-1:] == "-" and above[-2:-1].isalpha() and line[:1].islower()


def _gap(above: str, line: str) -> str:
    """What stands between two lines that are joined: nothing in Chinese, a space between Latin words."""
    if _is_broken_word(above, line):
        return ""
    latin = above[-1:].isascii() and line[:1].isascii()
    return " " if latin and not above.endswith(("/", "-")) else ""
