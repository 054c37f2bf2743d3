"""How texts name Android permissions: word → permissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.store import load


@dataclass(frozen=True, slots=True)
class PermissionWords:
    words: tuple[str, ...]
    permissions: tuple[str, ...]


@cache
def permission_words() -> Mapping[str, tuple[str, ...]]:
    """Word (lower case, without spaces) → full names; longest words first."""
    words = {
        word.lower().replace(" ", ""): tuple(f"android.permission.{name}" for name in entry.permissions)
        for entry in load("permission_words", tuple[PermissionWords, ...])
        for word in entry.words
    }
    return {word: words[word] for word in sorted(words, key=len, reverse=True)}
