"""Inline marks of Markdown in a line of text: what they set off and link, and the text without them, each character in place.

More lenient than CommonMark where Chinese is concerned: ``**重要：**您`` is bold there to every author, if not to the
standard.  Runs of stars that mask digits (138****1234) are text.  Knows no blocks.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from kanhe.declared.documents.tape import BREAK, Tape

_MARK = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<image>!\[[^\[\]\n]{0,300}\]\([^()\s]{0,2000}(?:\s+"[^"\n]{0,300}")?\))
    | (?P<link>\[(?=(?:[^\[\]\\]|\\.){0,400}\]
        \((?P<target>(?:[^()\s]|\([^()\s]{0,200}\)){0,2000})(?P<name>\s+"[^"\n]{0,300}")?\)))
    | (?P<note>\[\^[^\[\]\s]{1,40}\])
    | (?P<url><?https?://[\w\-./?=&%#:~+@!$,;*]+>?)
    | (?P<stars>\*+) | (?P<bars>_{1,3}) | (?P<waves>~~)
    | (?P<code>`{1,3})
    | (?P<tag></?[a-zA-Z][^<>\n]{0,1000}>)
    | (?P<reference>&(?:\#[0-9]{1,8}|\#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});)
    """,
    re.VERBOSE,
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_STRONG_TAGS = frozenset({"b", "strong", "u", "ins", "mark"})
MARKED = re.compile(
    r"\*\*[^*\s][^*\n]{0,500}\*\*|^ {0,3}#{1,6}[ \t]+\S|\]\((?:https?:|/|#|mailto:)|^[ \t]*+\d{1,3}\\[.、]|^[ \t]*+\*[ \t]+\S"
    r"|^[ \t]*+\|?[ \t]*+:?-{3,}:?[ \t]*+\|",
    re.MULTILINE,
)
"""What shows that a text is written with marks."""


@dataclass(slots=True)
class Inked:
    """A tape with the stretches that marks set off and link."""

    tape: Tape
    strong: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def write(self, start: int, end: int, marked: bool = True) -> None:
        """Write a stretch of the source, its marks resolved; unmarked, as it is."""
        if not marked:
            self.tape.raw(start, end)
            return
        _Line(self, start, end).write()


class _Line:
    """One stretch being written: which marks are open."""

    __slots__ = ("_bold", "_close", "_end", "_inked", "_position", "_source", "_tape")

    def __init__(self, inked: Inked, start: int, end: int) -> None:
        self._inked, self._tape, self._source = inked, inked.tape, inked.tape.source
        self._position, self._end = start, end
        self._bold: int | None = None
        self._close: list[tuple[int, int, int, str]] = []  # of links: end of text and of all, start on the tape, target

    def write(self) -> None:
        start = self._position
        for match in _MARK.finditer(self._source, start, self._end):
            if match.start() < self._position:
                continue
            self._close_links(match.start())
            if match.start() < self._position:
                continue
            self._mark(match, start)
        self._close_links(self._end)
        self._tape.raw(self._position, self._end)
        self._position = self._end
        if self._bold is not None and self._bold < self._tape.length:
            self._inked.strong.append((self._bold, self._tape.length))

    def _upto(self, offset: int, skip: int) -> None:
        """Write what stands before an offset; what stands from there to ``skip`` is a mark and not written."""
        self._tape.raw(self._position, offset)
        self._position = skip

    def _mark(self, match: re.Match[str], first: int) -> None:
        kind, start, end = match.lastgroup, match.start(), match.end()
        text = match.group()
        if match["link"]:
            self._upto(start, end)
            target = match["target"]
            close = match.end("target") + len(match["name"] or "") + 1
            self._close.append((match.start("target") - 2, close, self._tape.length, target.strip("<>")))
        elif kind == "escape":
            self._upto(start, end)
            self._tape.stand(text[1], start, end)
        elif kind in ("image", "note", "waves", "code"):
            self._upto(start, end)
        elif kind == "url":
            bracketed = text[0] == "<"
            self._upto(start, start + bracketed)
            begun = self._tape.length
            self._upto(end - (bracketed and text[-1] == ">"), end)
            self._inked.links.append((begun, self._tape.length, text.strip("<>")))
        elif kind == "stars":
            self._stars(start, end, first)
        elif kind == "bars":
            if not (_joins(self._source, start - 1, first, self._end) and _joins(self._source, end, first, self._end)):
                self._upto(start, end)
        elif kind == "tag":
            self._tag(text, start, end)
        elif kind == "reference":
            self._upto(start, end)
            self._tape.stand(html.unescape(text), start, end)

    def _stars(self, start: int, end: int, first: int) -> None:
        count = end - start
        beside = self._source[start - 1 : start].isalnum(), self._source[end : end + 1].isalnum()
        digits = self._source[start - 1 : start].isdigit() or self._source[end : end + 1].isdigit()
        if (count == 1 and all(beside)) or (count > 3 and digits):
            return  # a product, or figures that are masked
        if count > 3:
            self._upto(start, end)  # bold that begins and ends at once
            return
        if count == 1:
            if self._source.find("*", end, self._end) < 0 and start == first:
                return  # a star at the head of a line that closes nowhere: a remark
            self._upto(start, end)
            return
        self._upto(start, end)
        if self._bold is None:
            self._bold = self._tape.length
        else:
            self._inked.strong.append((self._bold, self._tape.length))
            self._bold = None

    def _tag(self, text: str, start: int, end: int) -> None:
        found = _TAG.match(text)
        name = found[1].lower() if found else ""
        self._upto(start, end)
        if name == "br":
            self._tape.stand(BREAK, start, end)
        elif name in _STRONG_TAGS:
            if text[1] != "/":
                if self._bold is None:
                    self._bold = self._tape.length
            elif self._bold is not None:
                self._inked.strong.append((self._bold, self._tape.length))
                self._bold = None

    def _close_links(self, offset: int) -> None:
        while self._close and self._close[-1][0] <= offset:
            text_end, close, begun, target = self._close.pop()
            self._upto(text_end, max(close, self._position))
            self._inked.links.append((begun, self._tape.length, target))


def _joins(source: str, at: int, start: int, end: int) -> bool:
    """The character there belongs to a Latin word: an underscore beside it is part of a name."""
    return start <= at < end and source[at].isascii() and (source[at].isalnum() or source[at] == "_")
