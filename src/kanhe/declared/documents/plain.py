"""Plain text → blocks: lines, lines that a fixed width has broken, bullets, tables drawn with bars or tabs.

Much of what passes for plain text was Markdown or a page once, so marks of Markdown are resolved where a text has them.
What numbering says is left to :mod:`~kanhe.declared.documents.outline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kanhe.declared.documents.document import Block, BlockKind
from kanhe.declared.documents.drawn_tables import DrawnTable, drawn_tables
from kanhe.declared.documents.lines import goes_on, is_structural, sentence_ends
from kanhe.declared.documents.marks import MARKED, Inked
from kanhe.declared.documents.tables import table_of
from kanhe.declared.documents.tape import BREAK, Folded, Tape

LineKind = Literal["blank", "heading", "bullet", "text"]

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_RULE = re.compile(r"[ \t\u3000]*(?:={3,}|-{3,}|_{3,}|\*{4,}|—{3,}|～{3,}|(?:\*[ \t]+){2,}\*|(?:-[ \t]+){2,}-)[ \t]*\Z")
_HASHES = re.compile(r"(#{1,6})(?:[ \t]+|(?=[^\s#\w]|[\u4e00-\u9fff])|(?<=##))(?=[^\s#])")
_BULLET = re.compile(r"(?:[•●◆■○▪◦‣➢►▶✓◇□]|[·∙](?!\S{1,6}[·∙]))[ \t\u3000]*(?=\S)|[-*+–][ \t]+(?=\S)")
_LONE_NUMBER = re.compile(r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|\d{1,2}(?:\.\d{1,2}){1,3})\Z")
"""A number whose text stands on the line below."""
_WIDTH_SHARE = 0.5
"""Share of lines of about the greatest width, from which a fixed width broke the lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source, white space at its ends left out; ``indent`` counts what stood before, a wide space twice."""

    start: int
    end: int
    indent: int
    kind: LineKind
    level: int = 0
    marker: str | None = None


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text; offsets count its characters."""
    marked = MARKED.search(text) is not None
    inked = Inked(Tape(text))
    lines = list(_lines(text, marked))
    width = _broken_at(text, lines)
    tables = drawn_tables(text, [(k.start, k.end) for k in lines])
    made: list[_Stretch | _Drawn] = []
    indents: list[int] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if index in tables:
            made.append(_Drawn(tables[index].header_rows, _written(inked, tables[index], marked)))
            index = tables[index].after
            continue
        last = index
        while (
            last + 1 < len(lines)
            and last + 1 not in tables
            and _continues(text, line, lines[last], lines[last + 1], width)
        ):
            last += 1
        if line.kind != "blank":
            begun = inked.tape.length
            for number in range(index, last + 1):
                inked.write(lines[number].start, lines[number].end, marked)
                inked.tape.stand("\n", lines[number].end, lines[number].end)
            if line.kind == "bullet":
                level = _depth(indents, line.indent)
            else:
                level = line.level
                indents.clear()
            made.append(_Stretch(_KINDS[line.kind], begun, inked.tape.length, level, line.marker))
        index = last + 1
    folded = inked.tape.fold(inked.strong, inked.links)
    return tuple(block for one in made if (block := one.block(folded)))


_KINDS: dict[LineKind, BlockKind] = {"heading": "heading", "bullet": "item", "text": "paragraph", "blank": "paragraph"}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A block to be, as a stretch of the tape."""

    kind: BlockKind
    start: int
    end: int
    level: int
    marker: str | None

    def block(self, folded: Folded) -> Block | None:
        passage = folded.passage(self.start, self.end)
        return Block(self.kind, passage, self.level, self.marker) if passage.text else None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A table to be: cells as stretches of the tape."""

    header_rows: int
    rows: tuple[tuple[tuple[int, int], ...], ...]

    def block(self, folded: Folded) -> Block | None:
        rows = tuple(tuple(folded.passage(*cell) for cell in row) for row in self.rows)
        return table_of(rows, self.header_rows)


def _written(inked: Inked, table: DrawnTable, marked: bool) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Write the cells of a table on the tape; where each stands there."""
    rows = []
    for row in table.rows:
        cells = []
        for cell in row:
            begun = inked.tape.length
            for start, end in cell:
                inked.write(start, end, marked)
                inked.tape.stand(BREAK, end, end)
            cells.append((begun, inked.tape.length))
        rows.append(tuple(cells))
    return tuple(rows)


def _lines(text: str, marked: bool) -> Iterator[Line]:
    previous = 0
    for match in _LINE.finditer(text):
        between = text[previous : match.start()]
        if between.count("\n") > 1 or between.count("\r") > 1:
            yield Line(previous, previous, 0, "blank")
        previous = match.end()
        written = match.group()
        stripped = written.strip(" \t\u3000\xa0\ufeff\u200b")
        if not stripped or _RULE.match(stripped):
            yield Line(match.start(), match.start(), 0, "blank")
            continue
        lead = written.index(stripped)
        start = match.start() + lead
        indent = lead + written[:lead].count("\u3000") + 3 * written[:lead].count("\t")
        end = start + len(stripped)
        if marked and (hashes := _HASHES.match(stripped)):
            yield Line(start + hashes.end(), start + len(stripped.rstrip(" \t#")), indent, "heading", len(hashes[1]))
        elif bullet := _BULLET.match(stripped):
            yield Line(start + bullet.end(), end, indent, "bullet", 1, bullet.group().strip())
        else:
            yield Line(start, end, indent, "text")


def _continues(text: str, first: Line, above: Line, line: Line, width: int | None) -> bool:
    """A line goes on where the one above broke off: in the middle of a sentence, at a fixed width, beside a mark."""
    if line.kind != "text" or first.kind == "heading":
        return False
    if above is first and _LONE_NUMBER.match(text, above.start, above.end):
        return True
    if goes_on(text, line.start, line.end):
        return True
    upper = text[above.start : above.end].rstrip("*_ ")
    if not upper or sentence_ends(upper):
        return False
    if upper[-1] in "，、（(“《,及和或":
        return True
    if is_structural(text, line.start, line.end):
        return False
    if width is not None and above.end - above.start >= width - 4:
        return True
    beside_mark = text[above.end - 1] in "*_" or text[line.start] in "*_"
    whole = text[above.start] == "*" and text[above.end - 1] == "*" and above is first
    return beside_mark and not whole and above.end - above.start >= 12


def _broken_at(text: str, lines: list[Line]) -> int | None:
    """The width at which lines were broken, or none: then most long lines are about equally wide and few end a sentence."""
    lengths = sorted(k.end - k.start for k in lines if k.kind != "blank")
    if len(lengths) < 12:
        return None
    width = lengths[int(len(lengths) * 0.95)]
    if not 20 <= width <= 140:
        return None
    full = [k for k in lines if k.end - k.start >= width - 4]
    if len(full) < _WIDTH_SHARE * len(lengths):
        return None
    ended = sum(sentence_ends(text[k.start : k.end]) for k in full)
    return width if ended * 3 < len(full) else None


def _depth(indents: list[int], indent: int) -> int:
    """How deep a bullet stands, by its indent among those before it."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents)
