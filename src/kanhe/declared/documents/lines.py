"""Signs at the head and the end of a line: whether it begins something, goes on with the line above, or ends a sentence.

Knows one line at a time.
"""

from __future__ import annotations

import re

_STRUCTURAL = re.compile(
    r"[（(\[【]?[\d一二三四五六七八九十]{1,3}[)）\].、．】]|第[\d一二三四五六七八九十百]+[章节条部]|[a-zA-Z][.)、）]|[①-⑳⑴-⒇]"
    r"|[^\s：:。，]{2,14}[:：](?!//)|【|\||《[^》]*》\Z|[•●◆■○▪◦‣➢►▶✓◇□·]"
)
_CONTINUES = re.compile(r"[，。；、：！？）”’》】,.;:!?)\]%]")
_ENDS = re.compile(r"[。！？；：.!?;:…」』]['\"”’）)》】*_]*\s*\Z")


def is_structural(text: str, start: int, end: int) -> bool:
    """A line that begins a block: numbered, with a bullet, or of the form key: value."""
    return _STRUCTURAL.match(text, start, end) is not None


def goes_on(text: str, start: int, end: int) -> bool:
    """A line that cannot begin anything: it starts with what closes or parts."""
    return _CONTINUES.match(text, start, end) is not None


def sentence_ends(line: str) -> bool:
    """A line that ends a sentence or announces what follows."""
    return _ENDS.search(line[-20:]) is not None
