"""HTML → tags and text, in one pass whose cost grows with the length of the page and nothing else.

What is not closed ends the page, as it would in a browser; nothing is looked at twice.  Knows no tag but those that hold no text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})")
_REST = re.compile(r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_RAW = {
    name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "textarea")
}


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag; a stretch of text has no name."""

    name: str
    closes: bool = False
    attributes: str = ""
    text: str = ""


def tags(page: str) -> Iterator[Tag]:
    """The tags and visible text of a page, in order; comments and scripts left out."""
    at, quotes_hold = 0, True
    while at < len(page):
        start = page.find("<", at)
        if start < 0:
            start = len(page)
        if start > at:
            yield Tag("", text=_unescaped(page[at:start]))
        if start >= len(page):
            return
        if page.startswith("<!--", start):
            at = _behind(page, "-->", start + 4)
        elif page.startswith(("<!", "<?"), start):
            at = _behind(page, ">", start)
        elif (name := _NAME.match(page, start)) is None:
            yield Tag("", text="<")
            at = start + 1
        else:
            rest = _REST.match(page, name.end()) if quotes_hold else None
            quotes_hold = rest is not None
            at = rest.end() if rest else _behind(page, ">", name.end())
            if at > len(page):
                return
            word, closes = name[1].lower(), page[start + 1] == "/"
            if word not in _RAW:
                yield Tag(word, closes, page[name.end() : min(at - 1, name.end() + 2000)])
            elif not closes:
                end = _RAW[word].search(page, at)
                at = end.end() if end else len(page) + 1


def _behind(page: str, mark: str, start: int) -> int:
    """The place behind a mark, behind the page where there is none."""
    found = page.find(mark, start)
    return found + len(mark) if found >= 0 else len(page) + 1


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a numeric reference of thousands of digits
        return text
