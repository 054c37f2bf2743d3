"""A saved page → its document: visible blocks without the navigation around them, or the text its scripts carry.

Knows pages as browsers save them; elements are read by :mod:`~kanhe.declared.documents.html`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kanhe.declared.documents.condition import is_cut_off
from kanhe.declared.documents.document import Block, Problem
from kanhe.declared.documents.embedded import embedded_blocks
from kanhe.declared.documents.html import read_html
from kanhe.declared.documents.navigation import without_navigation

_LITTLE = 400
"""Characters of visible text below which the page may carry its text elsewhere."""
_MUCH_HIDDEN = 500


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What a page holds."""

    blocks: tuple[Block, ...]
    title: str | None
    problems: tuple[Problem, ...] = ()
    aside: str = ""
    """Text that tells what the page is, but is not shown."""


def html_page(source: str) -> HtmlPage:
    """Read a page."""
    read = read_html(source)
    blocks = without_navigation(read.placed())
    size = _size(blocks)
    problems: list[Problem] = []
    if size < _LITTLE and read.hidden > 2 * size:
        # A page that hides all its text until its scripts have run.
        shown = without_navigation(read_html(source, show_hidden=True).placed())
        if _size(shown) > 2 * size and _size(shown) > _LITTLE:
            blocks, size = shown, _size(shown)
    elif read.hidden > max(_MUCH_HIDDEN, size // 5):
        problems.append(
            Problem(
                "damaged-document",
                f"页面中有约 {read.hidden} 个字符被样式隐藏，未计入正文",
                f"styles hide about {read.hidden} characters of the page, which were not read",
            )
        )
    if size < _LITTLE:
        carried = embedded_blocks(source, read.scripts)
        if _size(carried) > max(_LITTLE, 3 * size):
            blocks = carried
    if "<html" in source[:2000].lower() and "</html" not in source[-2000:].lower() and is_cut_off(blocks):
        problems.append(
            Problem("damaged-document", "页面不完整：正文在句中中断", "the page is cut off within a sentence")
        )
    return HtmlPage(blocks, read.title, tuple(problems), "\n".join([read.title or "", *read.asides]))


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(b.text) for b in blocks)
