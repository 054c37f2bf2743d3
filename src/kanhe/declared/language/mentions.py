"""Where a text names personal information: each mention with the item of the taxonomy, or the general word, it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.items import items


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters ``start`` to ``end`` of a text name information."""

    start: int
    end: int
    written: str
    item: str | None
    """Item id; null for a general word, or for information the taxonomy does not know."""
    group: str | None = None
    """Id of the general word (设备信息), which covers no identifier by itself."""


def mentions(text: str) -> tuple[Mention, ...]:
    """All mentions in a text, in order, not overlapping."""
    return tuple(
        Mention(m.start(), m.end(), m.group(), _item_of()[m.group().lower()]) for m in _pattern().finditer(text)
    )


@cache
def _item_of() -> dict[str, str]:
    return {word.lower(): item.id for item in items().values() for word in (item.zh, *item.synonyms)}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(_item_of(), key=len, reverse=True)), re.IGNORECASE)
