"""JSON (a store's listing, an export) → blocks: its readable texts, each under the names that lead to it.

Places of strings are found by one pass over the source; what is no JSON is left to other readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanhe.declared.documents.document import Block
from kanhe.declared.documents.embedded import Literal, blocks_of_literal, resolved

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"(\s*:)?', re.DOTALL)
_TELLING = re.compile(r"[\u3400-\u9fff]|[A-Za-z]{2,30}[^A-Za-z]{1,30}[A-Za-z]{2}")
_ADDRESS = re.compile(r"https?://\S+\Z")
_OPAQUE = re.compile(r"[A-Za-z0-9+/=_-]{40,}\Z")


def looks_like_json(text: str) -> bool:
    """The text begins and ends like JSON with members."""
    whole = text.strip("\ufeff \t\r\n")
    return whole[:1] in ("{", "[") and whole[-1:] in ("}", "]") and _TOKEN.search(whole[:5000]) is not None


def json_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of all readable string values, in the order of the source."""
    return tuple(block for literal in values(text) for block in blocks_of_literal(literal))


def values(text: str) -> Iterator[Literal]:
    """The string values that say something: names of members, codes and file names left out; addresses kept."""
    for match in _TOKEN.finditer(text):
        written = match[1]
        if match[2] is not None or not written:
            continue
        if (
            "\\" not in written
            and not _ADDRESS.match(written)
            and (not _TELLING.search(written) or _OPAQUE.match(written))
        ):
            continue
        literal = resolved(text, match.start(1), match.end(1))
        if _TELLING.search(literal.text) or _ADDRESS.match(literal.text):
            yield literal
