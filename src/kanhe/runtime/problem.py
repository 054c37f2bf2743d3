"""What can be wrong with a file of a run: one sentence in either language, with its place.

A :class:`Problem` is told and the reading goes on; a :class:`RunError` ends it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

KEPT = 100
"""Problems that are kept with their words; the others are counted."""


class RunError(Exception):
    """A file that cannot be used at all, or is of another app; one sentence in either language."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that could not be used."""

    line: int
    """Line, or number of the entry, counted from 1."""
    zh: str
    en: str


@dataclass(slots=True)
class Problems:
    """The problems of one file, as far as they are kept, and how many there were."""

    kept: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, zh: str, en: str) -> None:
        self.count += 1
        if len(self.kept) < KEPT:
            self.kept.append(Problem(line, zh, en))
