"""Which mandatory elements a policy has, with the words that show each."""

from __future__ import annotations

from kanhe.declared.documents.document import Document
from kanhe.evidence.declared_rows import PolicyElementRow


def policy_elements(app: str, name: str, document: Document) -> list[PolicyElementRow]:
    """One row an element of the knowledge; ``name`` is the document's id in ``documents.document``."""
    return []
