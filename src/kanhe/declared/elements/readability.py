"""How readable a document is: length, long sentences, vague terms, a summary."""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.declared.documents.document import Document


@dataclass(frozen=True, slots=True)
class Readability:
    characters: int = 0
    sentences: int = 0
    longest_sentence: int = 0
    vague_terms: int = 0
    vague_examples: tuple[str, ...] = ()
    summary: bool | None = None


def readability(document: Document) -> Readability:
    """Measure a document."""
    return Readability(sum(len(b.text) for b in document.blocks))
