"""Where an element stands, and how a place becomes a row.

Knows no element.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.declared.elements.sentences import Policy, Sentence
from kanhe.evidence.declared_rows import PolicyElementRow

MAX_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` (``start < end``) of the text of a block, and what they say in normal form."""

    block: int
    start: int
    end: int
    detail: str | None = None


def place_of(sentence: Sentence, start: int, end: int, detail: str | None = None) -> Place:
    """The sentence, or of a long one the part around its characters ``start`` to ``end``."""
    length = len(sentence.text)
    if length <= MAX_QUOTE:
        return Place(sentence.block, sentence.start, sentence.end, detail)
    first = max(0, min(start - (MAX_QUOTE - min(end - start, MAX_QUOTE)) // 2, length - MAX_QUOTE))
    return Place(sentence.block, sentence.start + first, sentence.start + first + MAX_QUOTE, detail)


def row(app: str, name: str, policy: Policy, element: str, place: Place | None) -> PolicyElementRow:
    """The row of an element; without a place it is absent."""
    if place is None:
        return PolicyElementRow(app, name, element, False)
    passage = policy.document.blocks[place.block].passage
    start, end = passage.span(place.start, place.end)
    return PolicyElementRow(
        app, name, element, True, passage.text[place.start : place.end], place.detail,
        policy.document.heading(place.block), start, end,
    )  # fmt: skip
