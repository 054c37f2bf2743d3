"""Text → sentences.  Knows punctuation only."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[。！？!?]+[”’」』）)]*|(?<=[A-Za-z)\"”’])\.[\"”’)]*(?=\s+[A-Z\"“(]|\s*$)|[\r\n]+")
_LONGEST = 1_000
"""Characters of a sentence; what runs on is cut behind a comma, or anywhere, so that reading it costs no more than others."""
_CUTS = "；;，,、 "


def sentences(text: str, stop: re.Pattern[str] = _END, longest: int | None = _LONGEST) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence, its end mark included, white space around it not; none is empty.

    ``stop``: what ends one; ``longest``: characters of the longest, None for no bound."""
    found = []
    start = 0
    for end in _ends(text, stop, longest):
        stripped = text[start:end].strip()
        if stripped:
            begin = start + text[start:end].index(stripped[0])
            found.append((begin, begin + len(stripped)))
        start = end
    return tuple(found)


def _ends(text: str, stop: re.Pattern[str], longest: int | None) -> Iterator[int]:
    start = 0
    for end in (*(m.end() for m in stop.finditer(text)), len(text)):
        while longest is not None and end - start > longest:
            cut = max(text.rfind(mark, start + longest // 2, start + longest) for mark in _CUTS) + 1
            start = cut or start + longest
            yield start
        yield end
        start = end
