"""HTML source → tokens, in one pass: tags, text, and what is text only to scripts.

Follows the tokenisation of the HTML standard as far as text and tags go.  Every token ends behind where it began and
nothing is looked at twice, so that the cost is linear whatever the source (the standard library's parser is quadratic on
unclosed constructs).  Knows no element's meaning but which hold raw text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kanhe.declared.documents.tape import Tape

TokenKind = Literal["text", "open", "close", "raw"]


class Token(NamedTuple):
    kind: TokenKind
    name: str
    """Of a tag its name, of raw text that of the element it stands in; of text ''."""
    start: int
    end: int
    attributes: str
    """Of an open tag, the source between name and '>'."""


_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
_MARKUP = re.compile(r"<(?:(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)|(?P<comment>!--)|(?P<other>[!?]|/(?=[^a-zA-Z])))")
_ATTRIBUTES = re.compile(
    r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']?)|["'])*+""",
)
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"'][^\s=/>]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""",
)
_REFERENCE = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+)|[a-zA-Z][a-zA-Z0-9]*);?")
_COMMENT_END = re.compile(r"--!?>")


def tokens(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of ``source`` between two offsets."""
    stop = len(source) if end is None else end
    position = text = start
    while True:
        found = _MARKUP.search(source, position, stop)
        if found is None:
            break
        if found["name"] is None:
            if found.start() > text:
                yield Token("text", "", text, found.start(), "")
            position = text = _end_of_comment(source, found, stop)
            continue
        rest = _ATTRIBUTES.match(source, found.end(), stop)
        close = rest.end() if rest else found.end()
        if found.start() > text:
            yield Token("text", "", text, found.start(), "")
        if close >= stop:  # a tag that never ends: the standard drops it
            return
        name = found["name"].lower()
        position = text = close + 1
        if found["close"]:
            yield Token("close", name, found.start(), close + 1, "")
            continue
        yield Token("open", name, found.start(), close + 1, source[found.end() : close])
        if name in _RAW and source[close - 1] != "/":
            ends = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, close + 1, stop)
            position = text = ends.start() if ends else stop
            if position > close + 1:
                yield Token("raw", name, close + 1, position, "")
    if text < stop:
        yield Token("text", "", text, stop, "")


def attributes(source: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        name, *values = match.groups()
        found.setdefault(name.lower(), html.unescape(next((v for v in values if v is not None), "")))
    return found


def write_text(tape: Tape, start: int, end: int) -> None:
    """Write a stretch of text on the tape, character references resolved."""
    source = tape.source
    position = start
    if source.find("&", start, end) >= 0:
        for match in _REFERENCE.finditer(source, start, end):
            written = match.group()
            resolved = html.unescape(written)
            if resolved != written:
                tape.raw(position, match.start())
                tape.stand(resolved, match.start(), match.end())
                position = match.end()
    tape.raw(position, end)


def _end_of_comment(source: str, found: re.Match[str], stop: int) -> int:
    if found["comment"]:
        after = found.end()
        for short in (">", "->"):  # <!--> and <!---> are whole comments
            if source.startswith(short, after):
                return after + len(short)
        ends = _COMMENT_END.search(source, after, stop)
        return ends.end() if ends else stop
    close = source.find(">", found.end(), stop)
    return stop if close < 0 else close + 1
