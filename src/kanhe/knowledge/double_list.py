"""How evidence becomes rows of the two lists of personal information: folds, names of what is read, scenes, categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.store import load


@dataclass(frozen=True)
class Named:
    zh: str
    en: str


@dataclass(frozen=True)
class Fold:
    """Weak parameters that one row names together."""

    id: str
    zh: str
    en: str
    members: tuple[str, ...]
    """Item ids, in the order in which the row names them."""


@dataclass(frozen=True)
class Detail:
    """What exactly an interface yields of an item."""

    api: str
    """End of the interface's name (an overload's types left out), or its constant argument."""
    zh: str
    en: str


@dataclass(frozen=True)
class DoubleListKnowledge:
    folds: tuple[Fold, ...]
    left_out: tuple[str, ...]
    """Items that are abilities and yield nothing by themselves."""
    names: Mapping[str, Named]
    """What a published list calls an item, where the taxonomy's name does not serve."""
    details: Mapping[str, tuple[Detail, ...]]
    scenes: Mapping[str, Named]
    """Phase of the code → when a user meets it."""
    sdk_scenes: Mapping[str, Named]
    """Category of an SDK → when its function is met."""
    categories: Mapping[str, str]
    """Category of the taxonomy → English, in the order of the list."""
    read_only_by_code: tuple[str, ...]
    """Items that reach an app only by an interface of the device: code that does not call it does not collect them."""

    def fold_of(self, item: str) -> Fold | None:
        """The fold an item belongs to."""
        return next((fold for fold in self.folds if item in fold.members), None)

    def detail(self, item: str, api: str, argument: str | None) -> Detail | None:
        """What exactly is read, where known."""
        bare = api.partition("(")[0].partition(":")[0]
        return next((d for d in self.details.get(item, ()) if bare.endswith(d.api) or d.api == argument), None)


@cache
def double_list() -> DoubleListKnowledge:
    return load("double_list", DoubleListKnowledge)
