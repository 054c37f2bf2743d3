"""Labels in running text: 'SDK名称：… 用途：…', on a line of their own or several in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.declared.documents.document import Passage
from kanhe.declared.sdk_lists.columns import MAX_LABEL, fields_of
from kanhe.declared.sdk_lists.entry import Words, words

_COLON = re.compile(r"[：:∶﹕]")
_BEFORE = re.compile(r"[\s。；;，,|！!？?）)】\]》」”\"、>·•*#-]")
_ADDRESS = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:[\s*#•·\-]*(?:[\d.]+[、.)）]?|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]|[①-⑳])?[\s【\[「“*]*)"
)


@dataclass(frozen=True, eq=False)
class Labelled:
    """What stands behind a label, up to the next one."""

    fields: tuple[str, ...]
    value: Words | None
    start: int
    """Where the label begins in the passage."""


def labelled(passage: Passage) -> tuple[Words | None, tuple[Labelled, ...]]:
    """What stands before the first label, and everything labelled in a passage."""
    text = passage.text
    places = list(_labels(text))
    found = tuple(
        Labelled(fields, words(passage, behind, places[i + 1][0] if i + 1 < len(places) else len(text)), start)
        for i, (start, behind, fields) in enumerate(places)
    )
    lead = words(passage, 0, places[0][0] if places else len(text))
    if lead is not None and places and not _LEADING.sub("", lead.text):
        lead = None  # nothing but the number of the label
    return lead, found


_NEAR = 16
"""Characters before a colon in which the head of an address would stand."""


def _labels(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(where the label begins, where its value begins, its fields)."""
    floor = 0
    for colon in _COLON.finditer(text):
        if _ADDRESS.search(text, max(floor, colon.start() - _NEAR), colon.start()):
            continue
        start = _begin(text, floor, colon.start())
        if start is None:
            continue
        yield start[0], colon.end(), start[1]
        floor = colon.end()


def _begin(text: str, floor: int, end: int) -> tuple[int, tuple[str, ...]] | None:
    """Where the label before a colon begins: the shortest stretch that announces fields, and the words that belong to it."""
    lowest = max(floor, end - MAX_LABEL - 8)
    lowest = max(lowest, *(text.rfind(mark, lowest, end) + 1 for mark in "，,；;。"))
    starts = [m.end() for m in _BEFORE.finditer(text, lowest, end)]
    if lowest == floor or text[lowest - 1] in "，,；;。":
        starts.insert(0, lowest)
    found: tuple[int, tuple[str, ...]] | None = None
    for start in reversed(starts):
        first = start
        while first < end and text[first].isspace():
            first += 1
        if found is not None and not _BELONGS.fullmatch(text, first, found[0]):
            break
        if first < end and (fields := fields_of(text[first:end])) and not _mere(text, floor, first, end):
            found = first, fields
    return found


def _mere(text: str, floor: int, start: int, end: int) -> bool:
    """Only 'SDK', 'use' or the like, with a word before it: the end of a name (腾讯Bugly SDK：) and no label."""
    before = text[max(floor, start - _NEAR) : start].rstrip(" -")
    return end - start <= 4 and text[start:end].isascii() and bool(before) and before[-1].isalnum()


_BELONGS = re.compile(
    r"(?:第三方|sdk|app|收集|使用|获取|共享|处理|采集|个人|敏感|信息|数据|的|和|及|与|或|类型|公司|所属|隐私|政策|官网|官方|personal"
    r"|information|collected|privacy|policy|purpose|of|third|party|company|service|[\s/、&-])*",
    re.IGNORECASE,
)
"""Words before a label that are a part of it though a space stands between."""
