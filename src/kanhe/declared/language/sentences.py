"""Text → sentences.  Knows punctuation only."""

from __future__ import annotations

import re

_END = re.compile(r"[。！？!?]+[”’」』）)]*|(?<=[A-Za-z)\"”’])\.[\"”’)]*(?=\s+[A-Z\"“(]|\s*$)|[\r\n]+")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence, its end mark included, white space around it not; none is empty."""
    found = []
    start = 0
    for end in (*(m.end() for m in _END.finditer(text)), len(text)):
        stripped = text[start:end].strip()
        if stripped:
            begin = start + text[start:end].index(stripped[0])
            found.append((begin, begin + len(stripped)))
        start = end
    return tuple(found)
