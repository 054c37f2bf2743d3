"""Statements of a document: who does what with which information, why and when."""

from __future__ import annotations

from kanhe.declared.documents.document import Document
from kanhe.evidence.declared_rows import DeclarationRow


def declarations(app: str, name: str, document: Document) -> list[DeclarationRow]:
    """The statements of a document, in its order; ``name`` is its id in ``documents.document``."""
    return []
