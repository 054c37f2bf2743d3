"""By which keys store listings name their fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kanhe.knowledge.store import load


def plain_key(key: str) -> str:
    """A key as it is compared: without case, spaces, '_' and '-'."""
    return "".join(c for c in key.casefold() if c not in " _-")


@cache
def listing_keys() -> Mapping[str, tuple[str, ...]]:
    """Field → keys in their plain form, best first."""
    return {field: tuple(map(plain_key, keys)) for field, keys in load("listing_keys", dict[str, list[str]]).items()}
