"""Kinds of blindness: how a report says what could not be seen, and which evidence each kind weakens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.store import load


@dataclass(frozen=True)
class LimitKind:
    zh: str
    en: str
    weakens: tuple[str, ...] = ()
    """Evidence tables (or aspects) in which "no row" no longer means "not in the app"; empty: for information."""


@cache
def limit_kinds() -> Mapping[str, LimitKind]:
    """All kinds by id."""
    return load("limit_kinds", dict[str, LimitKind])
