"""Documents → evidence: what each says, its lists, its elements, and what could not be read.

Holds the order of the readers of meaning; knows nothing of how any of them works, and no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kanhe.declared.attribution import attributed
from kanhe.declared.claims.declarations import declarations
from kanhe.declared.documents.document import Document
from kanhe.declared.elements.elements import policy_elements
from kanhe.declared.elements.readability import readability
from kanhe.declared.listing import listing_row
from kanhe.declared.sdk_lists.elsewhere import lists_elsewhere
from kanhe.declared.sdk_lists.listed import declared_sdks
from kanhe.evidence import Evidence
from kanhe.evidence.declared_rows import DocumentRow
from kanhe.evidence.limits import limit


@dataclass(frozen=True, slots=True)
class Declared:
    """A document with its role and where it comes from (values of the vocabulary)."""

    role: str
    source: str
    document: Document


def declared_evidence(app: str, documents: Iterable[Declared]) -> Evidence:
    """The evidence of all documents of an app.  Without a policy among them, a limit says so."""
    given = list(documents)
    rows: list[object] = []
    for name, declared in _named(given):
        document = declared.document
        rows.append(_document_row(app, name, declared))
        if declared.role == "listing":
            listing = listing_row(app, name, document.text)
            rows.append(listing or limit(app, "unreadable-listing", document.name, "it is no JSON that names an app"))
            continue
        rows.extend(limit(app, p.kind, document.name, p.en) for p in document.problems)
        if not document.readable:
            continue
        listed = declared_sdks(app, name, document)
        rows.extend(attributed(declarations(app, name, document), listed))
        rows.extend(listed)
        if declared.role == "policy":
            rows.extend(policy_elements(app, name, document))
            if not any(d.role == "sdk-list" for d in given):
                elsewhere = lists_elsewhere(document, listed)
                rows.extend(limit(app, "list-elsewhere", document.name, where) for where in elsewhere)
    if not any(d.role == "policy" for d in given):
        rows.append(limit(app, "no-policy", "privacy policy", "none was given and none was found in the package"))
    return Evidence.of(rows)


def _named(documents: Iterable[Declared]) -> Iterator[tuple[str, Declared]]:
    """Give each document an id: its role, from the second on with a number."""
    seen: dict[str, int] = {}
    for declared in documents:
        count = seen[declared.role] = seen.get(declared.role, 0) + 1
        yield declared.role if count == 1 else f"{declared.role}-{count}", declared


def _document_row(app: str, name: str, declared: Declared) -> DocumentRow:
    document, measured = declared.document, readability(declared.document)
    return DocumentRow(
        app, name, declared.role, declared.source, document.name, document.sha256, document.format, document.encoding,
        document.language, document.title, measured.characters, measured.sentences, measured.longest_sentence,
        measured.vague_terms, measured.vague_examples, measured.summary, document.readable,
        document.problems[0].en if document.problems else None,
    )  # fmt: skip
