"""Bytes → :class:`Document`, whatever the format: the door of this room."""

from __future__ import annotations

import hashlib

from kanhe.declared.documents.document import Document
from kanhe.declared.documents.plain import plain_blocks


def read_document(data: bytes, name: str) -> Document:
    """Read a document.  Never raises for what the bytes hold: a document that cannot be read says so in its problems.

    ``name``: file name or path, whose ending is a hint at the format, never a proof.
    """
    text = data.decode("utf-8", "replace")
    return Document(name, hashlib.sha256(data).hexdigest(), "text", text, plain_blocks(text), "utf-8", "zh")
