"""What law and standard want a privacy policy to say, and by which words each element is recognised.

Holds the shape of ``policy_elements.yaml`` and compiles its patterns; knows nothing of documents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kanhe.knowledge.store import KnowledgeError, load

Duty = Literal["always", "when", "advice"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say it: a sentence that holds a cue and answers to every pattern."""

    cue: tuple[str, ...]
    """Plain words in lower case, one of which the sentence holds: they make the search quick, the patterns decide."""
    says: tuple[re.Pattern[str], ...]
    near: tuple[re.Pattern[str], ...] = ()
    """What stands in the sentence or close to it under the same heading."""
    under: re.Pattern[str] | None = None
    """What a heading above says."""
    never: tuple[re.Pattern[str], ...] = ()
    """What the sentence does not say."""


@dataclass(frozen=True, slots=True)
class PolicyElement:
    id: str
    zh: str
    en: str
    duty: Duty
    """Every policy needs it; only that of an app that does what it speaks of; good practice."""
    asked_by: tuple[tuple[str, str], ...]
    """(instrument, clause) pairs, the weightiest first."""
    ways: tuple[Way, ...] = ()
    """In order of preference.  None for an element that is found by more than the words of one place."""
    prefer: re.Pattern[str] | None = None
    """Of two places, the one under such a heading is the better."""
    detail: str | None = None
    """Which normal form its words are brought to."""

    def name(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class _Way:
    cue: tuple[str, ...]
    says: tuple[str, ...]
    near: tuple[str, ...] = ()
    under: str | None = None
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Element:
    id: str
    zh: str
    en: str
    duty: Duty
    asks: tuple[str, ...]
    ways: tuple[_Way, ...] = ()
    prefer: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    words: dict[str, str]
    elements: tuple[_Element, ...]


@cache
def policy_elements() -> Mapping[str, PolicyElement]:
    """All elements by id, in the order of the file.  Raises :class:`KnowledgeError` for a malformed pattern."""
    file = load("policy_elements", _File)
    words: dict[str, str] = {}
    for name, written in file.words.items():
        words[name] = f"(?:{_expanded(written, words)})"

    def pattern(written: str) -> re.Pattern[str]:
        try:
            return re.compile(_expanded(written, words), re.IGNORECASE)
        except re.error as error:
            raise KnowledgeError(f"policy_elements.yaml: {written!r}: {error}") from error

    def patterns(written: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
        return tuple(pattern(w) for w in written)

    found = {}
    for e in file.elements:
        ways = tuple(
            Way(w.cue, patterns(w.says), patterns(w.near), pattern(w.under) if w.under else None, patterns(w.never))
            for w in e.ways
        )
        asked = tuple((instrument, clause) for instrument, _, clause in (a.partition(" ") for a in e.asks))
        found[e.id] = PolicyElement(
            e.id, e.zh, e.en, e.duty, asked, ways, pattern(e.prefer) if e.prefer else None, e.detail
        )
    return found


_NAMED = re.compile(r"<([a-z][a-z-]*)>")


def _expanded(written: str, words: Mapping[str, str]) -> str:
    """The pattern with the names of ``words`` put out.  Raises :class:`KnowledgeError` for one that is not known."""

    def put_out(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise KnowledgeError(f"policy_elements.yaml: there are no words <{match[1]}>")
        return words[match[1]]

    return _NAMED.sub(put_out, written)
