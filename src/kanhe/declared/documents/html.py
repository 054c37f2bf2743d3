"""HTML → blocks: the visible text of a page, with headings, lists, tables, links and what is set off.

Saved pages bring scripts, styles and hidden parts along; they are left out here, navigation by
:mod:`~kanhe.declared.documents.navigation`.  Knows elements; tokens and styles are read elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from kanhe.declared.documents.css import PLAIN, Look, classes_of, look_of
from kanhe.declared.documents.document import Block
from kanhe.declared.documents.drafts import Draft
from kanhe.declared.documents.html_tokens import Token, attributes, tokens, write_text
from kanhe.declared.documents.page import Page
from kanhe.declared.documents.passages import relocated
from kanhe.declared.documents.plain import plain_blocks
from kanhe.declared.documents.tables import blocks_of
from kanhe.declared.documents.tape import Tape, merged

MAX_OPEN = 2000
"""Elements within one another that are told apart."""
_LOOK_BACK = 60
"""How far up a closing tag looks for the element it closes."""

HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form header
hgroup hr legend main menu nav optgroup p section summary caption html
"""
_SILENT_NAMES = """
script style noscript template svg math select option datalist object applet canvas audio video iframe head noembed
noframes progress meter rp rt
"""
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr basefont bgsound"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset(_SILENT_NAMES.split())
_VOID = frozenset(_VOID_NAMES.split())
_LOOKS = {
    "b": Look(bold=True), "strong": Look(bold=True), "th": Look(bold=None), "u": Look(underlined=True),
    "ins": Look(underlined=True), "mark": Look(coloured=True), "big": Look(size=20.0),
}  # fmt: skip
_PARAGRAPH = frozenset({"p"})
_ENDS_PARAGRAPH = _BLOCKS | HEADINGS.keys() | {"ul", "ol", "table", "pre"}
_CELLS = frozenset({"td", "th"})
_ROW = frozenset({"tr"})
_ROWS = frozenset({"tr", "tbody", "tfoot"})
_PARTS = _CELLS | _ROWS | {"thead", "table", "caption"}
_TERMS = frozenset({"dt", "dd"})
_CLOSED_BY = {
    "li": frozenset({"li"}), "dt": _TERMS, "dd": _TERMS, "tr": _ROW, "tbody": _ROW, "tfoot": _ROW, "td": _CELLS,
    "th": _CELLS, "option": frozenset({"option"}),
}  # fmt: skip
"""Element → elements it ends when they are open: HTML leaves their end tags out."""
_FENCES = frozenset({"table", "ul", "ol", "menu", "dl", "td", "th", "select", "body"})
_NAVIGATION = frozenset({"navigation", "menubar", "menu", "search", "toolbar", "tablist"})


@dataclass(slots=True)
class _Open:
    """An element that is open: its name, the look of its text, and what ends with it."""

    name: str
    look: Look
    silent: bool
    at: int
    end: Callable[[], None] | None = None


@dataclass(slots=True)
class HtmlText:
    """What was read of HTML: drafts of blocks and the stretches of the tape that mean something."""

    tape: Tape
    drafts: list[Draft]
    title: str | None
    strong: list[tuple[int, int]]
    links: list[tuple[int, int, str]]
    sizes: list[tuple[int, int, float]]
    coloured: list[tuple[int, int]]
    hidden: int
    """Characters of text that is not shown."""
    scripts: list[tuple[int, int]] = field(default_factory=list)
    """Where scripts stand in the source."""
    asides: list[str] = field(default_factory=list)
    """Texts for browsers without scripts."""

    def blocks(self) -> tuple[Block, ...]:
        """The blocks, white space folded."""
        return tuple(block for _, block in self.placed())

    def placed(self) -> list[tuple[str, Block]]:
        """The blocks with the part of the page each stands in."""
        folded = self.tape.fold(self._set_off(), self.links)
        found: list[tuple[str, Block]] = []
        for draft in self.drafts:
            found.extend((draft.region, block) for block in blocks_of(draft, folded))
        return found

    def _set_off(self) -> list[tuple[int, int]]:
        """Stretches set off; a colour or size that most of the text has sets nothing off."""
        total = max(1, self.tape.length)
        found = list(self.strong)
        if sum(b - a for a, b in merged(self.coloured)) * 2 < total:
            found += self.coloured
        weights: Counter[float] = Counter()
        for a, b, size in self.sizes:
            weights[size] += b - a
        weights[16.0] += total - sum(weights.values())
        usual = max(weights, key=lambda size: (weights[size], -size))
        larger = [(a, b) for a, b, size in self.sizes if size > usual * 1.1]
        if sum(b - a for a, b in larger) * 4 < total:
            found += larger
        return found


def read_html(source: str, start: int = 0, end: int | None = None, show_hidden: bool = False) -> HtmlText:
    """Read HTML between two offsets of a source.  ``show_hidden``: text that styles hide counts as shown."""
    reader = _Reader(source, show_hidden)
    for token in tokens(source, start, end):
        reader.take(token)
    return reader.finish()


class _Reader:
    """Takes tokens, fills a page."""

    def __init__(self, source: str, show_hidden: bool) -> None:
        self.tape = Tape(source)
        self.page = Page(self.tape)
        self.show_hidden = show_hidden
        self.title: str | None = None
        self.open: list[_Open] = [_Open("", PLAIN, False, 0)]
        self.classes: dict[str, Look] = {}
        self.strong: list[tuple[int, int]] = []
        self.coloured: list[tuple[int, int]] = []
        self.sizes: list[tuple[int, int, float]] = []
        self.links: list[tuple[int, int, str]] = []
        self.scripts: list[tuple[int, int]] = []
        self.asides: list[str] = []
        self.hidden = 0
        self.typed: Tape | None = None

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self._text(token.start, token.end)
        elif token.kind == "open":
            self._open(token)
        elif token.kind == "close":
            self._close(token.name)
        else:
            self._raw(token)

    def finish(self) -> HtmlText:
        while len(self.open) > 1:
            self._pop()
        return HtmlText(
            self.tape, self.page.finish(), self.title, self.strong, self.links, self.sizes, self.coloured, self.hidden,
            self.scripts, self.asides,
        )  # fmt: skip

    def _text(self, start: int, end: int) -> None:
        top = self.open[-1]
        if top.silent or (top.look.hidden and not self.show_hidden):
            if top.look.hidden and not top.silent:
                self.hidden += len(self.tape.source[start:end].strip())
            elif top.name == "noscript" or (len(self.open) > 2 and self.open[-2].name == "noscript"):
                self.asides.append(self.tape.source[start:end].strip()[:500])
            return
        if self.typed is not None:
            write_text(self.typed, start, end)
            return
        write_text(self.tape, start, end)

    def _raw(self, token: Token) -> None:
        source = self.tape.source
        if token.name == "title" and self.title is None and self._inside("svg") is None:
            scratch = Tape(source)
            write_text(scratch, token.start, token.end)
            self.title = " ".join(scratch.unfolded()[0].split()) or None
        elif token.name == "style":
            self.classes.update(classes_of(source[token.start : token.end]))
        elif token.name == "script":
            self.scripts.append((token.start, token.end))
        elif token.name in ("textarea", "xmp") and not self.open[-1].look.hidden and not self.page.in_cell:
            typed = Tape(source)
            write_text(typed, token.start, token.end)
            self._typed_blocks(typed)

    def _open(self, token: Token) -> None:
        name = token.name
        source = token.attributes
        given = attributes(source) if "=" in source or "hidden" in source else {}
        top = self.open[-1]
        if name in _CLOSED_BY:
            if name in _ROWS:
                self._end_of(_CELLS)
            self._end_of(_CLOSED_BY[name])
            top = self.open[-1]
        elif name in _ENDS_PARAGRAPH:
            self._end_of(_PARAGRAPH)
            top = self.open[-1]
        look = self._look(name, given).over(top.look)
        silent = top.silent or name in _SILENT
        if name in _VOID:
            if not silent and not (look.hidden and not self.show_hidden):
                self._void(name, token)
            return
        element = _Open(name, look, silent, self.tape.length)
        shown = not silent and (self.show_hidden or not look.hidden)
        if shown:
            element.end = self._begin(name, given, look, top.look)
            element.at = self.tape.length
        if len(self.open) < MAX_OPEN:
            self.open.append(element)

    def _look(self, name: str, given: dict[str, str]) -> Look:
        look = _LOOKS.get(name, PLAIN)
        if not given:
            return look
        if self.classes and "class" in given:
            for one in given["class"].split():
                if one in self.classes:
                    look = self.classes[one].over(look)
        if "style" in given:
            look = look_of(given["style"][:2000]).over(look)
        if name == "font":
            if "color" in given:
                look = look_of("color:" + given["color"][:40].replace(";", "")).over(look)
            if given.get("size", "")[:1] in ("4", "5", "6", "7"):
                look = Look(size=20.0).over(look)
        if "hidden" in given:
            look = Look(hidden=True).over(look)
        return look

    def _void(self, name: str, token: Token) -> None:
        if name == "br":
            if self.typed is not None:
                self.typed.stand("\n", token.start, token.end)
            else:
                self.page.line_break()
        elif name == "hr":
            self.page.part()

    def _begin(self, name: str, given: dict[str, str], look: Look, above: Look) -> Callable[[], None] | None:
        """Tell the page what opens; what to tell it when it closes."""
        page = self.page
        if self.typed is not None:
            return None
        if name == "a":
            return self._link(given.get("href", "").strip())
        if name in HEADINGS:
            page.open_heading(HEADINGS[name])
            return page.close_heading
        if name in ("ul", "ol", "menu", "dir"):
            first = given.get("start", "")[:9]
            page.open_list(
                name == "ol", int(first) if first.isascii() and first.isdigit() else 1, given.get("type", "1")[:1]
            )
            return page.close_list
        if name == "li":
            value = given.get("value", "")[:9]
            page.open_item(int(value) if value.isascii() and value.isdigit() else None)
            return page.close_item
        if name == "table":
            page.open_table()
            return page.close_table
        if name == "tr":
            page.open_row()
            return page.close_cell
        if name in ("td", "th"):
            page.open_cell(name == "th", _number(given.get("colspan")), _number(given.get("rowspan")))
            return page.close_cell
        if name == "thead":
            page.in_head(True)
            return lambda: page.in_head(False)
        if name == "pre" or (look.as_typed and not above.as_typed and name in _BLOCKS):
            if not page.in_cell and not page.in_heading:
                return self._typed()
            page.part()
            return page.part
        if name in _BLOCKS or name in ("tbody", "tfoot"):
            page.part()
            return self._region(name, given)
        return None

    def _region(self, name: str, given: dict[str, str]) -> Callable[[], None]:
        page = self.page
        before = page.region
        role = given.get("role", "").lower()
        if name == "nav" or role in _NAVIGATION:
            page.region = "nav"
        elif name in ("header", "footer", "aside") or role in ("banner", "contentinfo", "complementary"):
            if not before and self._inside("article") is None and self._inside("main") is None:
                page.region = "edge"
        else:
            return page.part

        def end() -> None:
            page.part()
            page.region = before

        return end

    def _link(self, target: str) -> Callable[[], None] | None:
        if not target or target.lower().startswith("javascript:"):
            return None
        start = self.tape.length

        def end() -> None:
            if self.tape.length > start:
                self.links.append((start, self.tape.length, target))

        return end

    def _typed(self) -> Callable[[], None]:
        self.page.part()
        self.typed = Tape(self.tape.source)

        def end() -> None:
            typed, self.typed = self.typed, None
            if typed is not None:
                self._typed_blocks(typed)

        return end

    def _typed_blocks(self, typed: Tape) -> None:
        text, begins, ends = typed.unfolded()
        self.page.ready(relocated(plain_blocks(text), begins, ends))

    def _close(self, name: str) -> None:
        if name in ("p", "br") and self._inside(name) is None:
            if not self.open[-1].silent:
                self.page.line_break()
            return
        if self._inside(name) is None:
            return
        while self._pop() != name:
            pass

    def _inside(self, name: str) -> int | None:
        """How far up an element of that name is open; a cell hides what is open around its table."""
        for depth, element in enumerate(reversed(self.open[-_LOOK_BACK:])):
            if element.name == name:
                return depth
            if element.name == "table" or (element.name in _CELLS and name not in _PARTS):
                return None
        return None

    def _end_of(self, names: frozenset[str]) -> None:
        """End the nearest open element of these names, unless a list or table lies between."""
        for depth in range(1, min(len(self.open), _LOOK_BACK)):
            element = self.open[-depth]
            if element.name in names:
                for _ in range(depth):
                    self._pop()
                return
            if element.name in _FENCES:
                return

    def _pop(self) -> str:
        element = self.open.pop()
        if not self.open:
            self.open.append(element)
            return ""
        start, end, look, above = element.at, self.tape.length, element.look, self.open[-1].look
        if end > start and look is not above:
            if (look.bold and not above.bold) or (look.underlined and not above.underlined):
                self.strong.append((start, end))
            if look.coloured and not above.coloured:
                self.coloured.append((start, end))
            if look.size is not None and look.size != above.size:
                self.sizes.append((start, end, look.size))
        if element.end is not None:
            element.end()
        return element.name


def _number(text: str | None) -> int:
    digits = (text or "1").strip()[:6]
    return int(digits) if digits.isascii() and digits.isdigit() else 1
