"""The checks of the regime: what is looked at, what violates, on which clauses; rules refer to them by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kanhe.knowledge.store import load


@dataclass(frozen=True, slots=True)
class ClauseRef:
    instrument: str
    clause: str


@dataclass(frozen=True)
class Check:
    id: str
    zh: str
    en: str
    severity: Literal["critical", "high", "medium", "low"]
    status: Literal["in_force", "forecast", "platform_rule"]
    tier: Literal["core", "extended"]
    automation: Literal["full", "partial", "manual"]
    evidence: tuple[str, ...]
    basis: tuple[ClauseRef, ...]
    what_violates: str
    how_to_decide: str
    platforms: tuple[str, ...] = ()
    label: str | None = None
    """The regulator's word for a notice row."""
    thresholds: dict[str, str] | None = None
    unconfirmed: str | None = None


@dataclass(frozen=True)
class _File:
    labels: tuple[str, ...]
    checks: tuple[Check, ...]


@cache
def _file() -> _File:
    return load("checks", _File)


def checks() -> Mapping[str, Check]:
    """All checks by id."""
    return {check.id: check for check in _file().checks}


def labels() -> tuple[str, ...]:
    """The labels of notice rows, in the ministry's words."""
    return _file().labels
