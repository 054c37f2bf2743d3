"""Headings of columns in lists of SDKs and partners: which field a word announces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kanhe.knowledge.store import load


@cache
def list_columns() -> Mapping[str, str]:
    """Word (lower case, without spaces) → field; longest words first."""
    words = {
        word.lower().replace(" ", ""): field
        for field, written in load("list_columns", dict[str, tuple[str, ...]]).items()
        for word in written
    }
    return {word: words[word] for word in sorted(words, key=len, reverse=True)}
