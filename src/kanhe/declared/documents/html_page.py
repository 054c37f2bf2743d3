"""A saved page → its document: visible blocks without the navigation around them, or the text its scripts carry.

Knows pages as browsers save them; elements are read by :mod:`~kanhe.declared.documents.html`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.declared.documents.document import Block, Problem
from kanhe.declared.documents.html import read_html
from kanhe.declared.documents.navigation import without_navigation


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
    return HtmlPage(blocks, read.title, (), read.title or "")
