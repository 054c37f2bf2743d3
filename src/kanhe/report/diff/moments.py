"""Moments at which code runs, and how grave each is: before consent, in the background, or as it should be."""

from __future__ import annotations

from collections.abc import Iterable

from kanhe.report.phrases import PHRASES
from kanhe.rules.model import Text

_GRAVE = ("startup", "background")
_ORDER = ("startup", "background", "startup-guarded", "event", "unreached")


def graver(old: Iterable[str | None], new: Iterable[str | None]) -> tuple[str, ...]:
    """Grave moments of the new build at which the old one did not do it."""
    before, after = set(old), set(new)
    return tuple(phase for phase in _GRAVE if phase in after and phase not in before)


def milder(old: Iterable[str | None], new: Iterable[str | None]) -> tuple[str, ...]:
    """Grave moments of the old build at which the new one no longer does it."""
    return graver(new, old)


def moment_text(phase: str | None) -> Text:
    """The moment in words."""
    return PHRASES[f"phase.{phase}"] if phase is not None else Text("时机未知", "at an unknown moment")


def first(phases: Iterable[str | None]) -> str | None:
    """The gravest of several moments."""
    known = [phase for phase in phases if phase is not None]
    return min(known, key=_ORDER.index) if known else None
