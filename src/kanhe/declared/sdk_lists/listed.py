"""The rows of the SDK lists of a document: tables, lists in lines, and sentences that name an SDK."""

from __future__ import annotations

from kanhe.declared.documents.document import Document
from kanhe.declared.sdk_lists.entry import Entry
from kanhe.declared.sdk_lists.grids import table_entries
from kanhe.declared.sdk_lists.paragraphs import paragraph_entries
from kanhe.declared.sdk_lists.rows import rows_of
from kanhe.declared.sdk_lists.sentences import sentence_entries
from kanhe.evidence.declared_rows import DeclaredSdkRow


def declared_sdks(app: str, name: str, document: Document) -> list[DeclaredSdkRow]:
    """The rows of all SDK lists of a document, in its order; ``name`` is its id in ``documents.document``."""
    return [row for entry in _entries(document) for row in rows_of(app, name, entry, document.heading(entry.block))]


def _entries(document: Document) -> list[Entry]:
    """The entries of all SDK lists, in the order of the document."""
    tables = [e for i, block in enumerate(document.blocks) if block.kind == "table" for e in table_entries(document, i)]
    lines = list(paragraph_entries(document))
    passages = {id(w.passage) for entry in lines for w in entry.whole}
    taken = {i for i, block in enumerate(document.blocks) if id(block.passage) in passages}
    return sorted((*tables, *lines, *sentence_entries(document, taken)), key=lambda entry: entry.span)
