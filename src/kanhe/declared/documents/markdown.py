"""Markdown → blocks: structure by markdown-it's block rules, marks within lines by :mod:`~kanhe.declared.documents.marks`.

More lenient than CommonMark where authors of policies are: an indented paragraph is no code, and a line of its own that is
numbered, or follows a full stop, is a block of its own.  Pieces of HTML go to the reader of HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from kanhe.declared.documents.document import Block
from kanhe.declared.documents.drawn_tables import cells_of
from kanhe.declared.documents.html import read_html
from kanhe.declared.documents.lines import is_structural, sentence_ends
from kanhe.declared.documents.marks import Inked
from kanhe.declared.documents.page import Page
from kanhe.declared.documents.tables import blocks_of
from kanhe.declared.documents.tape import Tape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?\n)?---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(['\"]?)(.+?)\1[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r"\[[^\[\]]{1,60}\]:[ \t]*\S+[ \t]*\Z")
_CALLOUT = re.compile(r"\[![\w-]+\][+-]?[ \t]*|(?:!!!|\?\?\?\+?|===|:::)[ \t]*[\w-]*[ \t]*\"?")
_NEWLINE = re.compile(r"\r\n?|\n")


def markdown_blocks(text: str) -> tuple[tuple[Block, ...], str | None]:
    """The blocks of a text, offsets counting its characters, and the title its front matter gives."""
    front = _FRONT.match(text)
    title = _TITLE.search(front[1] or "") if front else None
    reader = _Reader(text, front.end() if front else 0)
    reader.read()
    return reader.blocks(), title[2].strip() if title else None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").disable(["code", "reference", "lheading"])
    parser.core.ruler.disable(["inline"])
    return parser


class _Reader:
    """Walks the tokens of a text."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        # markdown-it counts lines at \n only, after it has made \r\n and \r one.
        self.lines = [start, *(m.end() for m in _NEWLINE.finditer(text, start))]
        self.inked = Inked(Tape(text))
        self.page = Page(self.inked.tape)
        self.row: list[tuple[int, int]] = []
        self.html_end = 0

    def blocks(self) -> tuple[Block, ...]:
        folded = self.inked.tape.fold(self.inked.strong, self.inked.links)
        return tuple(block for draft in self.page.finish() for block in blocks_of(draft, folded))

    def read(self) -> None:
        for token in _parser().parse(self.text[self.start :].replace("\0", " ")):
            if token.map and token.map[0] < self.html_end and token.nesting >= 0:
                continue
            self._take(token)

    def _take(self, token: Token) -> None:
        page, kind = self.page, token.type
        if kind == "inline":
            self._inline(token)
        elif kind in ("paragraph_open", "paragraph_close", "hr", "blockquote_open", "blockquote_close"):
            page.part()
        elif kind == "heading_open":
            page.open_heading(int(token.tag[1:]))
        elif kind == "heading_close":
            page.close_heading()
        elif kind in ("bullet_list_open", "ordered_list_open"):
            page.open_list(kind[0] == "o", int(token.attrs.get("start", 1)))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            page.close_list()
        elif kind == "list_item_open":
            page.open_item()
        elif kind == "list_item_close":
            page.close_item()
        elif kind == "fence":
            self._fence(token)
        elif kind == "html_block":
            self._html(token)
        else:
            self._table(token)

    def _table(self, token: Token) -> None:
        page, kind = self.page, token.type
        if kind == "table_open":
            page.open_table()
        elif kind == "table_close":
            page.close_table()
        elif kind in ("thead_open", "thead_close"):
            page.in_head(kind == "thead_open")
        elif kind == "tr_open" and token.map:
            page.open_row()
            self.row = cells_of(self.text, self._line(token.map[0]))
        elif kind in ("th_open", "td_open"):
            page.open_cell(kind == "th_open")
            if self.row:
                self.inked.write(*self.row.pop(0))
        elif kind in ("th_close", "td_close"):
            page.close_cell()

    def _line(self, number: int) -> tuple[int, int]:
        """A line's stretch, white space at its ends and marks of quotation left out."""
        start = self.lines[min(number, len(self.lines) - 1)]
        end = self.lines[number + 1] if number + 1 < len(self.lines) else len(self.text)
        while start < end and (self.text[start].isspace() or self.text[start] == ">"):
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _inline(self, token: Token) -> None:
        if self.page.in_cell or not token.map:
            return  # a cell's text was written from its row
        first, after = token.map
        above: tuple[int, int] | None = None
        for content, number in zip(token.content.split("\n"), range(first, after), strict=False):
            start, end = self._line(number)
            head = content.strip()[:40]
            place = self.text.find(head, start, end) if head else -1
            start = max(start, place)
            if callout := _CALLOUT.match(self.text, start, end):
                start = callout.end()
                end -= self.text[end - 1] == '"'
            if start >= end or _DEFINITION.match(self.text[start:end]):
                continue
            if above is not None:
                if self._parts(above, start, end, number - 1):
                    self.page.line_break()
                else:
                    self.inked.tape.stand("\n", above[1], above[1])
            self.inked.write(start, end)
            above = (start, end)

    def _parts(self, above: tuple[int, int], start: int, end: int, number: int) -> bool:
        """Whether a line begins a block of its own."""
        hard = self.text[above[1] : above[1] + 2] == "  " or self.text[above[1] - 1] == "\\"
        return hard or is_structural(self.text, start, end) or sentence_ends(self.text[above[0] : above[1]])

    def _fence(self, token: Token) -> None:
        if not token.map:
            return
        for number in range(token.map[0] + 1, token.map[1] - 1):
            self.page.part()
            self.inked.tape.raw(*self._line(number))
        self.page.part()

    def _html(self, token: Token) -> None:
        if not token.map:
            return
        first, after = token.map
        start = self.lines[first]
        end = self.lines[after] if after < len(self.lines) else len(self.text)
        lower = self.text[start:end].lower()
        if lower.count("<table") > lower.count("</table"):  # a blank line within ended the block for Markdown
            close = re.compile("</table[^>]*>", re.IGNORECASE).search(self.text, end)
            if close:
                end = close.end()
                self.html_end = bisect_right(self.lines, end - 1)
        self.page.ready(read_html(self.text, start, end).blocks())
