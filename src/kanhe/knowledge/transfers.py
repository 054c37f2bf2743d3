"""Transfers: how data passes through methods of the platform, where the common rule would be wrong.

The common rule: what goes into a method, its receiver included, may come out of it.  A method that takes and returns
nothing of its own kind stores what it is given in its receiver.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from kanhe.knowledge.store import KnowledgeError, load

Kind = Literal["none", "return", "this", "hash"]


@cache
def transfers() -> dict[tuple[str, str], Kind]:
    """(class, method name or ``*``) → kind.  Raises :class:`KnowledgeError` for an entry that is no method."""
    found: dict[tuple[str, str], Kind] = {}
    for kind, methods in load("transfers", dict[Kind, list[str]]).items():
        for text in methods:
            owner, arrow, names = text.partition("->")
            if not arrow or not owner.startswith("L") or not owner.endswith(";"):
                raise KnowledgeError(f"transfers.yaml: {text!r} is no method")
            for name in names.split():
                found[owner, name] = kind
    return found
