"""Android permissions: protection level, group, what personal information they open, what shows that they are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kanhe.knowledge.store import load


@dataclass(frozen=True)
class PermissionKnowledge:
    name: str
    protection: Literal["normal", "dangerous", "signature", "special"]
    zh: str
    en: str
    group: str | None = None
    items: tuple[str, ...] = ()
    used_by: tuple[str, ...] | None = None
    """``item:ID`` or ``behaviour:ID`` in code, or ``action:NAME`` of a component, that shows use; None: not known."""


@cache
def permissions() -> Mapping[str, PermissionKnowledge]:
    """All permissions by full name."""
    return {p.name: p for p in load("permissions", tuple[PermissionKnowledge, ...])}
