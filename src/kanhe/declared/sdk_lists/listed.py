"""The rows of the SDK lists of a document."""

from __future__ import annotations

from kanhe.declared.documents.document import Document
from kanhe.evidence.declared_rows import DeclaredSdkRow


def declared_sdks(app: str, name: str, document: Document) -> list[DeclaredSdkRow]:
    """The rows of all SDK lists of a document, in its order; ``name`` is its id in ``documents.document``."""
    return []
