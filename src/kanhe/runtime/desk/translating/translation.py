"""What a translation brought: its jar, what failed, and what the app refers to and nobody has.

Reads the translator's report: lines of a kind and its texts, separated by tabs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A method, a class or a dex file that could not be translated."""

    kind: str
    """failed: a method, which throws when it is called; refused: a class, which is not there; damaged: a dex file or a
    class of it that cannot be read."""
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The code of one app as class files."""

    jar: Path
    classes: int
    methods: int
    seconds: float
    """Of the translation; 0 for one that lay in the cache."""
    untranslated: tuple[Untranslated, ...]
    missing: tuple[str, ...]
    """Classes that neither app nor framework has, made so that code links: internal names."""
    absent: tuple[str, ...]
    """Members missing of classes that exist, which are not called: ``owner.name(descriptor)``."""
    shadowed: tuple[str, ...]
    """Classes of the app that the framework has too, whose own count, as on a device."""


def read_report(report: Path, jar: Path, seconds: float) -> Translation:
    """The translation that a report tells of."""
    rows = [line.split("\t") for line in report.read_text("utf-8").splitlines()]
    numbers = {row[0]: int(row[1]) for row in rows if row[0] in ("classes", "methods")}

    def of(kind: str) -> tuple[str, ...]:
        return tuple(row[1] for row in rows if row[0] == kind)

    return Translation(
        jar,
        numbers["classes"],
        numbers["methods"],
        seconds,
        tuple(Untranslated(*row) for row in rows if row[0] in ("failed", "refused", "damaged")),
        of("missing"),
        of("absent"),
        of("shadowed"),
    )
