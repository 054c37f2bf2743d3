"""What SDKs do, as their names say it (推送, 统计, 定位…): word → categories of SDKs that do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.store import load


@dataclass(frozen=True, slots=True)
class SdkFunction:
    words: tuple[str, ...]
    categories: tuple[str, ...]


@cache
def sdk_functions() -> Mapping[str, frozenset[str]]:
    """Word (lower case) → categories; none when no known category does it."""
    return {
        word.lower(): frozenset(function.categories)
        for function in load("sdk_functions", tuple[SdkFunction, ...])
        for word in function.words
    }
