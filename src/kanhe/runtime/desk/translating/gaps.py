"""Code that was not translated, as a gap of a run: what it would have done was not watched.

Classes and members that nobody has are no gap: a device that lacks them does not run them either.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from kanhe.runtime.desk.translating.translation import Translation
from kanhe.runtime.trace.records import GapRecord

_NAMED = 3
_TAIL = 1 << 16
_WORDS = {
    "failed": ("method", "methods"),
    "refused": ("class", "classes"),
    "damaged": ("damaged part", "damaged parts"),
}


class _Moment(msgspec.Struct):
    ts: float = 0.0
    last: float = 0.0
    to: float = 0.0


def gap(translation: Translation, begin: float, end: float) -> GapRecord | None:
    """The gap from the first to the last second of a run; None when all code was translated."""
    if not translation.untranslated:
        return None
    count = Counter(_WORDS[one.kind] for one in translation.untranslated)
    what = ", ".join(f"{number} {words[number > 1]}" for words, number in sorted(count.items()))
    named = "; ".join(f"{one.where[:160]}: {one.why}" for one in translation.untranslated[:_NAMED])
    return GapRecord(begin, max(begin, end), f"code that could not run on the desk ({what}): {named}"[:1024])


def tell(trace: Path, translation: Translation, begin: float) -> None:
    """Adds the gap to a finished trace, if there is one.  Raises ``OSError``."""
    found = gap(translation, begin, _last_moment(trace))
    if found is not None:
        with trace.open("ab") as file:
            file.write(msgspec.json.encode(found) + b"\n")


def _last_moment(trace: Path) -> float:
    """Of the last records that have one."""
    with trace.open("rb") as file:
        file.seek(max(0, trace.stat().st_size - _TAIL))
        lines = file.read().split(b"\n")
    newest = 0.0
    for line in lines:
        try:
            moment = msgspec.json.decode(line, type=_Moment)
        except msgspec.DecodeError:
            continue  # the first line of the tail may be half of one
        newest = max(newest, moment.ts, moment.last, moment.to)
    return newest
