"""Lines of PDF pages → paragraphs and headings: broken lines joined, headers and footers of pages left out.

Judges by place, width, size and the signs at the ends of lines; knows nothing of PDF itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kanhe.declared.documents.document import Block
from kanhe.declared.documents.lines import is_structural, sentence_ends
from kanhe.declared.documents.page import Page
from kanhe.declared.documents.pdf_lines import Line
from kanhe.declared.documents.tables import blocks_of
from kanhe.declared.documents.tape import OwnTape

_EDGE = 3
"""Lines at the head and the foot of a page that may repeat on others."""
_NUMBER = re.compile(
    r"[-–—\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-–—\s]*\Z|page \d+(?: of \d+)?\Z",
    re.IGNORECASE,
)


def without_edges(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines but those that stand on page after page at its head or foot, and page numbers."""
    counts: Counter[tuple[str, bool]] = Counter()
    for lines in pages:
        counts.update({(_bare(line.text), head) for line, head in _edges(lines)})
    often = {key for key, count in counts.items() if len(pages) > 2 and count * 2 >= len(pages) and key[0]}
    found: list[Line] = []
    for lines in pages:
        dropped = {
            id(line) for line, head in _edges(lines) if _NUMBER.match(line.text) or (_bare(line.text), head) in often
        }
        found.extend(line for line in lines if id(line) not in dropped)
    return found


def _edges(lines: Sequence[Line]) -> list[tuple[Line, bool]]:
    head = [(line, True) for line in lines[:_EDGE]]
    return head + [(line, False) for line in lines[max(_EDGE, len(lines) - _EDGE) :]]


def _bare(text: str) -> str:
    """A line without its numbers, so that 'page 3' and 'page 4' are the same."""
    return re.sub(r"[\d\s]+", "", text)


def write_blocks(lines: Sequence[Line]) -> tuple[str, tuple[Block, ...]]:
    """The text put together, and its blocks."""
    tape = OwnTape()
    page = Page(tape)
    strong: list[tuple[int, int]] = []
    usual = _usual_size(lines)
    right = _margin(lines)
    above: Line | None = None
    for line in lines:
        if above is not None:
            if _joins(above, line, right, usual):
                tape.write(_gap(above.text, line.text))
            else:
                page.part()
                page.close_heading()
                tape.between("\n")
        level = _heading_level(line, usual)
        if level and not page.in_heading and tape.length == page.begun:
            page.open_heading(level)
        start = tape.length
        tape.write(line.text)
        if line.bold:
            strong.append((start, tape.length))
        above = line
    drafts = page.finish()
    folded = tape.fold(strong)
    return tape.made(), tuple(block for draft in drafts for block in blocks_of(draft, folded))


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


def _gap(above: str, line: str) -> str:
    """What stands between two lines that are joined: nothing in Chinese, a space between Latin words."""
    if above.endswith("-") and line[:1].islower():
        return ""
    latin = above[-1:].isascii() and line[:1].isascii()
    return " " if latin and not above.endswith(("/", "-")) else ""
