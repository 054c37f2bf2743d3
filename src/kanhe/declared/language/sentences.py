"""Text → sentences.  Knows punctuation only."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[。！？!?]+[”’」』）)]*|(?<=[A-Za-z)\"”’])\.[\"”’)]*(?=\s+[A-Z\"“(]|\s*$)|[\r\n]+")


_LONGEST = 1_000
"""Characters of a sentence; what runs on is cut behind a comma, or anywhere, so that reading it costs no more than others."""
_CUTS = "；;，,、 "


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence, its end mark included, white space around it not; none is empty."""
    found = []
    start = 0
    for end in _ends(text):
        stripped = text[start:end].strip()
        if stripped:
            begin = start + text[start:end].index(stripped[0])
            found.append((begin, begin + len(stripped)))
        start = end
    return tuple(found)


def _ends(text: str) -> Iterator[int]:
    start = 0
    for end in (*(m.end() for m in _END.finditer(text)), len(text)):
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in _CUTS) + 1
            start = cut or start + _LONGEST
            yield start
        yield end
        start = end
