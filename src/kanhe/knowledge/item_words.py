"""Words by which documents name personal information: those of single items, and general ones that cover no item.

Knows how words are compared (folded), not how they are found in a text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.items import items
from kanhe.knowledge.store import KnowledgeError, load


@dataclass(frozen=True)
class GeneralWord:
    """A kind of information that documents name in general."""

    zh: str
    en: str
    words: tuple[str, ...]

    def name(self, lang: str) -> str:
        return self.zh if lang.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word stands for: an item, or a general word; exactly one of both."""

    item: str | None = None
    group: str | None = None


def folded(word: str) -> str:
    """A word as words are compared: case, width and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", word).lower().split())


@cache
def general_words() -> Mapping[str, GeneralWord]:
    """All general words by id."""
    return load("general_words", dict[str, GeneralWord])


@cache
def meanings() -> Mapping[str, Meaning]:
    """Folded word → meaning.  Raises :class:`KnowledgeError` for a word with two meanings or an item that is not known."""
    found: dict[str, Meaning] = {}
    for group, general in general_words().items():
        for word in general.words:
            _add(found, word, Meaning(group=group))
    more = load("item_words", dict[str, tuple[str, ...]])
    if unknown := set(more) - set(items()):
        raise KnowledgeError(f"item_words.yaml: there is no item {sorted(unknown)[0]}")
    for item in items().values():
        for word in (*_names(item.zh), *item.synonyms, *more.get(item.id, ())):
            _add(found, word, Meaning(item=item.id))
    return found


def _add(found: dict[str, Meaning], word: str, meaning: Meaning) -> None:
    if found.setdefault(folded(word), meaning) != meaning:
        raise KnowledgeError(f"the word {word!r} means {found[folded(word)]} and {meaning}")


def _names(name: str) -> tuple[str, ...]:
    """The name of an item is a word for it, unless it explains itself in brackets or by strokes."""
    return () if any(c in name for c in "（/、与") else (name,)
