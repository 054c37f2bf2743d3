"""An entry of a list as it stands in a document: which field is written where.  Knows no SDK and no wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kanhe.declared.documents.document import Passage


@dataclass(frozen=True, eq=False)
class Words:
    """Characters ``start`` to ``end`` of a passage, without white space at their ends."""

    passage: Passage
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the original text."""
        return self.passage.span(self.start, self.end)

    @property
    def links(self) -> tuple[str, ...]:
        """Where links within the words lead."""
        return tuple(k.target for k in self.passage.links if k.start < self.end and self.start < k.end)

    def part(self, start: int, end: int) -> Words | None:
        """Characters ``start`` to ``end`` of these words; None when nothing but white space stands there."""
        return words(self.passage, self.start + start, self.start + end)


def words(passage: Passage, start: int = 0, end: int | None = None) -> Words | None:
    """A stretch of a passage; None when nothing but white space stands there."""
    text = passage.text
    end = len(text) if end is None else min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Words(passage, start, end) if start < end else None


@dataclass(frozen=True, eq=False)
class Entry:
    """What a list says of one SDK, or of one partner."""

    fields: tuple[tuple[str, Words], ...]
    """(field, what is written), in the order of the document; a field may stand several times."""
    block: int
    """Index of the block it begins in."""
    via: str
    whole: tuple[Words, ...]
    """All of it: for the row's text and place."""
    told: bool = True
    """Its fields are named by headings or labels; else they were found in a sentence."""
    context: str = ""
    """Headings and section rows above it that may say for which platform it is."""

    def of(self, field: str) -> Iterator[Words]:
        """What is written under a field."""
        return (value for name, value in self.fields if name == field)

    def text(self, field: str) -> str:
        """The same as one text, each wording once; '' when the entry has no such field."""
        return " ".join(dict.fromkeys(value.text for value in self.of(field)))

    @property
    def has(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.fields)

    @property
    def sentence(self) -> str:
        return (" | " if self.via == "table" else " ").join(w.text for w in self.whole)

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the original text, from the first of its words to the last."""
        spans = [w.span for w in self.whole]
        return min(a for a, _ in spans), max(b for _, b in spans)
