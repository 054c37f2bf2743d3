"""The rows of what an app says of itself: documents, their statements, their SDK lists, their mandatory elements.

Offsets count characters of the document's original text: for HTML, Markdown and plain text the decoded source, for DOCX
and PDF the text taken out of it.  Part of the schema, see :mod:`kanhe.evidence.rows`; knows nothing of how a row is found.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.evidence.column import column


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that was read, or should have been: a privacy policy, an SDK list, a store listing."""

    app: str = column("package digest; of a document judged alone, its own digest")
    document: str = column("id within this inspection: 'policy', 'sdk-list', 'listing', 'policy-2'…")
    role: str = column("what it is", one_of="document_role")
    source: str = column("where it comes from", one_of="document_source")
    name: str = column("file name as given, or path (or resource name) inside the package")
    sha256: str = column("digest of its bytes, hex")
    format: str = column("format of the bytes", one_of="document_format")
    encoding: str | None = column("character encoding used to read it; null for DOCX and PDF", default=None)
    language: str | None = column("language of most of its text: zh, zh-Hant, en, or null when not told", default=None)
    title: str | None = column("its title", default=None)
    characters: int = column("characters of visible text", default=0)
    sentences: int = column("sentences", default=0)
    longest_sentence: int = column("characters of the longest sentence", default=0)
    vague_terms: int = column(
        "how often a vague term (等相关信息, 可能会收集…) stands where items or purposes are named", default=0
    )
    vague_examples: tuple[str, ...] = column("at most ten sentences with vague terms", default=())
    summary: bool | None = column(
        "a summary or table of contents opens a long text; null when it is short", default=None
    )
    readable: bool = column("its text could be read and is what its role says", default=True)
    problem: str | None = column("why not, or what is odd about it", default=None)


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """A statement in a document: who does what with which information, why and when."""

    app: str = column("package digest")
    document: str = column("documents.document it stands in")
    subject: str = column("who: 'app', an SDK id, or 'partner' for a third party that is not one known SDK")
    verb: str = column("what is done", one_of="declared_verb")
    item: str | None = column(
        "personal-information item id; null for a general word (设备信息) or for one the taxonomy does not know"
    )
    written: str = column("the information as the document names it")
    group: str | None = column(
        "id of the general word, when it is one: it covers no identifier by itself", default=None
    )
    purpose: str | None = column("what for, as written", default=None)
    condition: str | None = column("when or on which condition, as written", default=None)
    recipient: str | None = column(
        "to whom it is given, as written, for share, entrust, upload and publish", default=None
    )
    subject_written: str | None = column("the subject as written, when it is not the app", default=None)
    heading: str | None = column("nearest heading above", default=None)
    via: str = column("how the statement is put", default="sentence", one_of="declared_via")
    sentence: str = column("the sentence, list entry or table row it rests on", default="")
    start: int = column("offset of that sentence in the document's original text", default=-1)
    end: int = column("offset behind it", default=-1)
    item_start: int = column("offset of the words in `written`", default=-1)
    item_end: int = column("offset behind them", default=-1)


@dataclass(frozen=True, slots=True)
class DeclaredSdkRow:
    """A row of an SDK list (or a sentence that names an SDK and what it takes)."""

    app: str = column("package digest")
    document: str = column("documents.document it stands in")
    name_as_written: str = column("name of the SDK or of the service, as written")
    sdk: str | None = column("id in the SDK knowledge; null when none matches")
    score: int = column("certainty of the match, 0–100", default=0)
    reason: str | None = column("what the match rests on: name, alias, vendor, package, link", default=None)
    vendor: str | None = column("company as written", default=None)
    items: tuple[str, ...] = column("items it is said to collect, ids", default=())
    items_written: str | None = column("the same as written", default=None)
    groups: tuple[str, ...] = column("general words among them (设备信息), ids", default=())
    purpose: str | None = column("purpose or function as written", default=None)
    means: str | None = column("how it takes or is given the information, as written", default=None)
    permissions: tuple[str, ...] = column("permissions it is said to use, full names where known", default=())
    package: str | None = column("package prefix, where the list names one", default=None)
    link: str | None = column("address of its privacy policy", default=None)
    platforms: tuple[str, ...] = column("platforms the row is for, where it says so: android, ios, harmony", default=())
    fields: tuple[str, ...] = column(
        "which fields the list has for this row: name, vendor, items, purpose, means, link, permissions, package",
        default=(),
    )
    heading: str | None = column("nearest heading above", default=None)
    via: str = column("how the row is put", default="table", one_of="declared_via")
    sentence: str = column("the row as text", default="")
    start: int = column("offset of the row in the document's original text", default=-1)
    end: int = column("offset behind it", default=-1)


@dataclass(frozen=True, slots=True)
class PolicyElementRow:
    """An element that law or standard wants in a policy: there or not, and the words that show it.

    Every policy that could be read has one row an element; an element that stands at several places has its best place."""

    app: str = column("package digest")
    document: str = column("documents.document it was looked for in")
    element: str = column("id in the element knowledge")
    present: bool = column("it is there")
    quote: str | None = column("the words that show it", default=None)
    detail: str | None = column(
        "what they say, normalised: a date as YYYY-MM-DD, days, an e-mail address…", default=None
    )
    heading: str | None = column("nearest heading above", default=None)
    start: int = column("offset of the quote in the document's original text", default=-1)
    end: int = column("offset behind it", default=-1)


@dataclass(frozen=True, slots=True)
class ListingRow:
    """What the store shows of the app, as the user gave it."""

    app: str = column("package digest")
    document: str = column("documents.document it was read from")
    name: str | None = column("name of the app in the store", default=None)
    package_id: str | None = column("application id", default=None)
    version_name: str | None = column("version", default=None)
    developer: str | None = column("developer or operator, as the store shows it", default=None)
    category: str | None = column("category in the store", default=None)
    policy_url: str | None = column("address of the privacy policy", default=None)
    permissions: tuple[str, ...] = column("permissions the store shows", default=())
    description: str | None = column("description, cut at 2,000 characters", default=None)
    filing_number: str | None = column("app filing number (APP 备案号)", default=None)
