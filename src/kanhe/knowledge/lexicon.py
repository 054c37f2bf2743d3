"""Words by which texts of policies and consent screens are recognised, Chinese first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kanhe.knowledge.store import load


@cache
def lexicon() -> Mapping[str, tuple[str, ...]]:
    """List name → words."""
    return load("policy_lexicon", dict[str, tuple[str, ...]])
