"""A list of SDKs or partners that a document only points to: its title, and where the link leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kanhe.declared.documents.document import Document, Passage
from kanhe.evidence.declared_rows import DeclaredSdkRow

_LIST = r"(?:目录|清单|列表|名单|说明|公示|明细|一览)"
_PARTIES = r"(?:SDK|第三方|合作方|合作伙伴|共享个人信息|个人信息共享|信息共享|接入方)"
_TITLE = re.compile(rf"《\s*([^《》]{{0,24}}{_PARTIES}[^《》]{{0,16}}{_LIST}[^《》]{{0,6}})》", re.IGNORECASE)
_BARE = re.compile(
    rf"{_PARTIES}[^《》，。；\s]{{0,10}}{_LIST}"
    r"|(?:list of|our) (?:third[- ]party )?(?:SDKs|partners|third parties)|third[- ]party SDK list",
    re.IGNORECASE,
)
_NOT_A_LIST = re.compile(r"技术说明|开发文档|接入指南|隐私政策|协议")
_ENOUGH = 2
"""Entries from which on a list stands in the document itself."""


def lists_elsewhere(document: Document, listed: Iterable[DeclaredSdkRow]) -> tuple[str, ...]:
    """Titles, with the address where it is known, of the lists a document points to; none when it holds a list itself.

    ``listed``: the rows of its SDK lists; those of one entry have one place.
    """
    if len({(row.start, row.end) for row in listed if row.via != "sentence"}) >= _ENOUGH:
        return ()
    found: dict[str, str] = {}
    for block in document.blocks:
        passages = [cell for row in block.rows for cell in row] if block.rows else [block.passage]
        for passage in passages:
            for title, target in _pointers(passage):
                found[title] = found.get(title) or target
    return tuple(f"《{title}》 {target}".rstrip() for title, target in found.items())


def _pointers(passage: Passage) -> Iterator[tuple[str, str]]:
    """(title, address or '') for each title of a list, and for each link that is called a list."""
    text = passage.text
    for match in _TITLE.finditer(text):
        if not _NOT_A_LIST.search(match[1]):
            yield match[1].strip(), _target(passage, match.start(), match.end())
    for link in passage.links:
        words = text[link.start : link.end]
        if "《" not in words and len(words) < 40 and _BARE.search(words) and not _NOT_A_LIST.search(words):
            yield words.strip(' 【】[]"“”'), link.target


def _target(passage: Passage, start: int, end: int) -> str:
    """Where a link in or right behind a title leads."""
    for link in passage.links:
        if link.start < end + 2 and start - 1 < link.end and not link.target.startswith("javascript:"):
            return link.target
    return ""
