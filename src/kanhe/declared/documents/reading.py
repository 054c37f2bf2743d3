"""Bytes → :class:`Document`, whatever the format: the door of this room."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from kanhe.declared.documents import condition
from kanhe.declared.documents.document import Block, Document, Problem
from kanhe.declared.documents.docx import is_docx, read_docx
from kanhe.declared.documents.encoding import decode
from kanhe.declared.documents.html_page import html_page
from kanhe.declared.documents.listing import json_blocks, looks_like_json
from kanhe.declared.documents.markdown import markdown_blocks
from kanhe.declared.documents.outline import outlined
from kanhe.declared.documents.pdf import is_pdf, read_pdf
from kanhe.declared.documents.plain import plain_blocks
from kanhe.declared.documents.tongue import language_of

Format = Literal["html", "markdown", "text", "docx", "pdf", "json", "unknown"]


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of the bytes."""

    format: Format
    text: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    title: str | None = None
    problems: tuple[Problem, ...] = ()
    aside: str = ""


def read_document(data: bytes, name: str) -> Document:
    """Read a document.  Never raises for what the bytes hold: a document that cannot be read says so in its problems.

    ``name``: file name or path, whose ending is a hint at the format, never a proof.
    """
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip(b"\0 \t\r\n"):
        return Document(name, digest, "unknown", "", (), problems=(condition.EMPTY,))
    if len(data) > condition.MAX_BYTES:
        return Document(name, digest, "unknown", "", (), problems=(condition.too_large(len(data)),))
    read = _read(data, name)
    kept = within_bound(read.blocks)
    blocks = outlined(kept)
    visible = "\n".join(b.text for b in blocks)
    language = language_of(visible)
    problems = list(read.problems)
    if len(kept) < len(read.blocks):
        problems.append(condition.TOO_LONG)
    if not any(p.kind == "unreadable-document" for p in problems):
        problems.extend(condition.problems_of(blocks, read.text, read.aside))
    if language not in ("zh", "zh-Hant", "en", None):
        problems.append(condition.foreign(language))
        language = None
    return Document(
        name,
        digest,
        read.format,
        read.text,
        blocks,
        read.encoding,
        language,
        title_of(blocks, read.title),
        tuple(problems),
    )


def within_bound(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """As many blocks from the start as hold the visible text that is read at most."""
    total = 0
    for count, block in enumerate(blocks):
        total += len(block.text)
        if total > condition.MAX_CHARACTERS:
            return blocks[:count]
    return blocks


def _read(data: bytes, name: str) -> Read:
    if is_pdf(data):
        pdf = read_pdf(data)
        return Read("pdf", pdf.text, pdf.blocks, None, pdf.title, pdf.problems)
    if is_docx(data):
        docx = read_docx(data)
        return Read("docx", docx.text, docx.blocks, None, docx.title, docx.problems)
    if is_binary(data):
        return Read("unknown", "", (), problems=(condition.NOT_TEXT,))
    decoded = decode(data)
    if decoded.encoding is None:
        return Read("unknown", "", (), problems=(condition.UNKNOWN_ENCODING,))
    text = decoded.text
    damage = (condition.misfits(decoded.misfits),) if decoded.misfits else ()
    if looks_like_json(text):
        return Read("json", text, json_blocks(text), decoded.encoding, None, damage)
    if is_html(text, name):
        page = html_page(text)
        return Read("html", text, page.blocks, decoded.encoding, page.title, (*damage, *page.problems), page.aside)
    if is_markdown(text, name):
        blocks, title = markdown_blocks(text)
        return Read("markdown", text, blocks, decoded.encoding, title, damage)
    return Read("text", text, plain_blocks(text), decoded.encoding, None, damage)


_MAGIC = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)


def is_binary(data: bytes) -> bool:
    """Bytes that are no text in any encoding."""
    return data.startswith(_MAGIC)


_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<(?:body|head|div|table|article|section|p|ul|ol|h[1-6])[\s>]", re.IGNORECASE
)


def is_html(text: str, name: str) -> bool:
    """The text is HTML: it begins like it, or is full of it."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head.startswith("<") and (_HTML.search(head) or name.lower().endswith((".html", ".htm", ".xhtml", ".mhtml"))):
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml")) and _HTML.search(text) is not None


_HASHES = re.compile(r"^#{1,6} +\S.*\n[ \t]*\n", re.MULTILINE)


def is_markdown(text: str, name: str) -> bool:
    """The text is Markdown: it is called so, or has headings of that kind with blank lines between its blocks."""
    if name.lower().endswith((".md", ".markdown", ".mdx")):
        return True
    return len(_HASHES.findall(text[:50_000])) >= 2


_TITLE = re.compile(
    r"隐私|隱私|个人信息|政策|协议|条款|声明|清单|目录|指引|规则|privacy|policy|notice|statement|terms", re.IGNORECASE
)


def title_of(blocks: tuple[Block, ...], given: str | None) -> str | None:
    """The document's title: a short line at its head that says what it is, else what the format gives."""
    for block in blocks[:8]:
        text = block.text
        if (
            block.kind != "table"
            and len(text) <= 40
            and _TITLE.search(text)
            and not re.search(r"[，。；！:：]|//", text)
        ):
            return text
    if given:
        return given
    return next((b.text for b in blocks[:8] if b.kind == "heading" and len(b.text) <= 60), None)
