"""Verbs by which documents say what is done with personal information, and by which a reader finds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kanhe.knowledge.store import load


@cache
def policy_verbs() -> Mapping[str, tuple[str, ...]]:
    """What is done (a value of ``declared_verb``, or 'provide': the user gives it) → words, lower case."""
    return load("policy_verbs", dict[str, tuple[str, ...]])
