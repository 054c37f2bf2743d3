"""A store listing (JSON, as an app store's interface answers or as somebody wrote it by hand) → one row.

Fields are found by the names stores give them, at any depth, the shallowest first.  Judges nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from kanhe.evidence.declared_rows import ListingRow
from kanhe.knowledge.listing_keys import listing_keys, plain_key

_DEPTH = 12
_NODES = 100_000
_DESCRIPTION = 2000
_PERMISSIONS = 500


def listing_row(app: str, name: str, text: str) -> ListingRow | None:
    """The listing in a JSON text; none when it is no JSON or names neither an app, a package nor a developer."""
    try:
        root = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    found: dict[str, Any] = {}
    for key, value in _walk(root):
        found.setdefault(plain_key(key), value)
    row = ListingRow(app, name, **{f.name: _field(f.name, found) for f in fields(ListingRow)[2:]})
    return row if row.name or row.package_id or row.developer else None


def _field(field: str, found: dict[str, Any]) -> Any:
    values = [found[key] for key in listing_keys()[field] if key in found]
    if field == "permissions":
        return next((names for value in values if (names := _names(value))), ())
    text = next((str(v).strip() for v in values if isinstance(v, (str, int, float)) and str(v).strip()), None)
    return text[:_DESCRIPTION] if text else None


def _names(value: Any) -> tuple[str, ...]:
    """Names of permissions: a list of texts, or of objects with a text in them."""
    entries = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    names = (e if isinstance(e, str) else next((v for v in e.values() if isinstance(v, str)), "") if isinstance(e, dict) else ""
             for e in entries)  # fmt: skip
    return tuple(n.strip() for n in names if n.strip())[:_PERMISSIONS]


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, breadth first, bounded."""
    level: list[Any] = [root]
    left = _NODES
    for _ in range(_DEPTH):
        deeper: list[Any] = []
        for node in level:
            left -= 1
            if left < 0:
                return
            if isinstance(node, dict):
                yield from node.items()
                deeper.extend(node.values())
            elif isinstance(node, list):
                deeper.extend(node)
        level = [n for n in deeper if isinstance(n, (dict, list))]
