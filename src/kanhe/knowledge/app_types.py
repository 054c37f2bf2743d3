"""The 39 common app types and what their basic function needs (国信办秘字〔2021〕14号, in force 2021-05-01)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.store import load


@dataclass(frozen=True)
class AppType:
    id: str
    number: int
    """Number in the annex, 1–39."""
    zh: str
    en: str
    basic_function_zh: str
    necessary_zh: tuple[str, ...]
    """The annex's own wording."""
    items: tuple[str, ...]
    """The same as items of the taxonomy."""
    no_pi_needed: bool


@cache
def app_types() -> Mapping[str, AppType]:
    """All app types by id."""
    return {kind.id: kind for kind in load("app_types", tuple[AppType, ...])}
