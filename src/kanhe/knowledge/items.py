"""The taxonomy of personal information: what an item is called, how sensitive it is, what opens it.

Categories follow GB/T 35273-2020 Annex A, sensitivity PIPL article 28 and GB/T 35273 Annex B.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kanhe.knowledge.store import load

Weight = Literal["identifier", "content", "state"]
"""``state``: weak device parameters (model, network state, uptime) that reports fold."""


@dataclass(frozen=True)
class PersonalInformationItem:
    id: str
    zh: str
    en: str
    category: str
    sensitive: bool
    resettable: Literal["non-resettable", "resettable", "not-an-id"]
    weight: Weight
    sensitive_basis: str | None = None
    synonyms: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    limits: str | None = None
    notes: str | None = None
    value_patterns: tuple[dict[str, Any], ...] = ()
    ios: dict[str, Any] | None = None
    harmony: dict[str, Any] | None = None
    wechat: dict[str, Any] | None = None

    def name(self, lang: str) -> str:
        return self.zh if lang.startswith("zh") else self.en


@cache
def items() -> Mapping[str, PersonalInformationItem]:
    """All items by id."""
    return {item.id: item for item in load("personal_information", tuple[PersonalInformationItem, ...])}
