"""Plain text → blocks: lines, numbered and bulleted entries, headings told by their numbering and shortness."""

from __future__ import annotations

import re

import numpy as np

from kanhe.declared.documents.document import Block, Passage

_LINE = re.compile(r"[^\r\n]+")


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text; offsets count its characters."""
    found = []
    for line in _LINE.finditer(text):
        stripped = line.group().strip()
        if stripped:
            start = line.start() + line.group().index(stripped)
            at = np.arange(start, start + len(stripped) + 1, dtype=np.int32)
            found.append(Block("paragraph", Passage(stripped, at)))
    return tuple(found)
