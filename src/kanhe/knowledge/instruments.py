"""Instruments: the laws, regulations, notices and standards that rules stand on, with their clauses and dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kanhe.knowledge.store import load

Kind = Literal[
    "law", "regulation", "order", "normative", "national-standard", "practice-guide", "group-standard", "practice",
    "platform-rule", "draft",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    confirmed: bool
    """False: the clause number was not found in a source; reports must mark it."""
    zh: str | None = None
    en: str | None = None


@dataclass(frozen=True)
class Instrument:
    id: str
    zh: str
    en: str
    kind: Kind
    clauses: dict[str, Clause]
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None

    def in_force(self, day: dt.date) -> bool:
        """Whether it applies on a day.  A draft never does; a practice without dates always does."""
        if self.kind == "draft":
            return False
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_until is None or day <= self.in_force_until
        )


@cache
def instruments() -> Mapping[str, Instrument]:
    """All instruments by id."""
    return {i.id: i for i in load("instruments", tuple[Instrument, ...])}


def clause(instrument: str, number: str) -> Clause:
    """A clause.  Raises ``KeyError`` for one that is not known."""
    return instruments()[instrument].clauses[number]
