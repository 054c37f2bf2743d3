"""Which known SDK a name, vendor, package or link means, with a score and the reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    sdk: str
    score: int
    """Certainty, 0–100."""
    reason: str


@dataclass(frozen=True, slots=True)
class NamedSdk:
    """Characters ``start`` to ``end`` of a text name an SDK."""

    start: int
    end: int
    sdk: str


def match_sdk(
    name: str, vendor: str | None = None, package: str | None = None, link: str | None = None
) -> Match | None:
    """The SDK that is meant, or none."""
    return None


def sdks_named(text: str) -> tuple[NamedSdk, ...]:
    """Every known SDK that a running text names, in order, not overlapping."""
    return ()
