"""Text that a page's scripts carry: the document as data, which the page would have shown once its scripts ran.

Looks through string literals of scripts (JSON or JavaScript) for long readable text, in HTML or plain.  Offsets stay those of
the page's source.  Knows literals and nothing of any site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from kanhe.declared.documents.document import Block, Offsets
from kanhe.declared.documents.html import read_html
from kanhe.declared.documents.html_tokens import write_text
from kanhe.declared.documents.passages import relocated
from kanhe.declared.documents.plain import plain_blocks
from kanhe.declared.documents.tape import Tape

_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*+)"|\'((?:[^\'\\\n]|\\.)*+)\'|`((?:[^`\\]|\\.)*+)`', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_TAG = re.compile(r"</?(?:p|div|span|br|h[1-6]|strong|b|ul|ol|li|table|tr|td|section)\b[^<>]*>", re.IGNORECASE)
_PROSE = re.compile(
    r"[\u4e00-\u9fff][^\x00-\x1f，。；：、]{4,200}[，。；：、]|\b[a-z]{2,20} [a-z]{2,20} [a-z]{2,20} [a-z]{2,20}\b"
)
MIN_LENGTH = 12
"""Characters of the shortest literal that is looked at among others."""
MAX_DEPTH = 3
"""Literals within literals."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal's text with the place of each character in the source: int32[n] twice, where it begins and ends."""

    text: str
    begins: Offsets
    ends: Offsets


def embedded_blocks(source: str, scripts: Iterable[tuple[int, int]]) -> tuple[Block, ...]:
    """The blocks of the text that scripts carry, in the order of the source; empty when they carry none to speak of."""
    found: list[tuple[Block, ...]] = []
    for start, end in scripts:
        for literal in literals(source, start, end):
            found.extend(_blocks(literal, 0))
    return tuple(block for blocks in found for block in blocks)


def blocks_of_literal(literal: Literal) -> tuple[Block, ...]:
    """The blocks of one literal's text, in HTML or plain, at their places in the source."""
    return tuple(block for blocks in _blocks(literal, 0) for block in blocks)


def literals(source: str, start: int, end: int) -> Iterator[Literal]:
    """The string literals of a stretch that hold prose."""
    for match in _LITERAL.finditer(source, start, end):
        group = match.lastindex or 1
        written = match[group]
        if len(written) < MIN_LENGTH or not (_PROSE.search(written) or "\\u" in written):
            continue
        literal = resolved(source, match.start(group), match.end(group))
        if _PROSE.search(literal.text) or ("\\u" in literal.text and literal.text.lstrip()[:1] in ("{", "[")):
            yield literal


def resolved(source: str, start: int, end: int) -> Literal:
    """A literal's text, its escapes resolved."""
    tape = Tape(source)
    position = start
    high: tuple[str, int] | None = None
    for match in _ESCAPE.finditer(source, start, end):
        tape.raw(position, match.start())
        position = match.end()
        char = _resolved(match)
        if "\ud800" <= char <= "\udbff":
            high = (char, match.start())
            follows = _ESCAPE.match(source, position, end)
            if follows and "\udc00" <= _resolved(follows) <= "\udfff":
                continue
        elif high is not None and "\udc00" <= char <= "\udfff":
            pair = (high[0] + char).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            tape.stand(pair, high[1], match.end())
            high = None
            continue
        tape.stand("\ufffd" if "\ud800" <= char <= "\udfff" else char, match.start(), match.end())
        high = None
    tape.raw(position, end)
    return Literal(*tape.unfolded())


def _resolved(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _SIMPLE.get(match[4], match[4])


def _blocks(literal: Literal, depth: int) -> Iterator[tuple[Block, ...]]:
    text = literal.text
    if depth < MAX_DEPTH and text.lstrip()[:1] in "{[" and text.count('"') > 3:  # data within data
        for inner in literals(text, 0, len(text)):
            yield from _blocks(_carried(inner, literal), depth + 1)
        return
    if len(_TAG.findall(text, 0, 20_000)) >= 1:
        blocks = read_html(text).blocks()
    elif "&lt;" in text and "&gt;" in text:
        tape = Tape(text)
        write_text(tape, 0, len(text))
        unescaped = Literal(*tape.unfolded())
        if depth < MAX_DEPTH:
            yield from _blocks(_carried(unescaped, literal), depth + 1)
        return
    else:
        blocks = plain_blocks(text)
    yield relocated(blocks, literal.begins, literal.ends)


def _carried(inner: Literal, outer: Literal) -> Literal:
    """A literal of a literal's text, its places those in the source of the outer one."""
    if not len(inner.begins):
        return inner
    last = np.maximum(inner.ends - 1, inner.begins)
    return Literal(inner.text, outer.begins[inner.begins], outer.ends[last])
