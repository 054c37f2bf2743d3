"""Words by which a phrase that names information is put together: heads, modifiers, and words that stand in its way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.item_words import folded
from kanhe.knowledge.store import load


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """Folded words by their part in a phrase; what each list means stands in the data file."""

    weak: frozenset[str]
    heads: frozenset[str]
    transparent: frozenset[str]
    not_before: frozenset[str]
    modifiers: frozenset[str]
    joins: frozenset[str]
    object_of: frozenset[str]
    owners: frozenset[str]
    no_part: frozenset[str]
    pointing: frozenset[str]


@cache
def phrase_words() -> PhraseWords:
    lists = load("phrase_words", dict[str, tuple[str, ...]])
    return PhraseWords(**{name: frozenset(map(folded, words)) for name, words in lists.items()})
