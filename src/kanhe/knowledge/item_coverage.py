"""Which statement covers which item: the hierarchy of items, and what general words say and do not say.

A word that is not known here (or an item without an entry) covers itself and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.items import items
from kanhe.knowledge.store import load


@dataclass(frozen=True)
class GeneralWord:
    """A word such as 设备信息: ``covers`` weak data, ``alludes`` to items that it does not name."""

    covers: tuple[str, ...]
    alludes: tuple[str, ...]


@dataclass(frozen=True)
class ItemCoverage:
    items: Mapping[str, tuple[str, ...]]
    """Item → items that are a part or a coarser form of it."""
    words: Mapping[str, GeneralWord]
    """Id of a general word → what it says."""

    def covered_by(self, stated: str) -> tuple[str, ...]:
        """What is declared by one who states an item or a general word, the item itself first."""
        if stated in self.words:
            return self.words[stated].covers
        return (stated, *self.items.get(stated, ())) if stated in items() else ()


@cache
def item_coverage() -> ItemCoverage:
    """The hierarchy."""
    return load("item_coverage", ItemCoverage)
