"""Sinks: the methods by which data leaves the code that holds it, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.store import KnowledgeError, load


@dataclass(frozen=True, slots=True)
class Sink:
    """A method that gives data away."""

    kind: str
    class_name: str
    name: str
    proto: str | None
    """``(args)ret``; None for any overload."""
    arguments: tuple[int, ...] | None
    """Positions of the arguments that leave; -1 the receiver; None for all but the receiver."""


@cache
def sinks() -> tuple[Sink, ...]:
    """All sinks.  Raises :class:`KnowledgeError` for an entry that is no method."""
    found = []
    for kind, methods in load("sinks", dict[str, list[str]]).items():
        for text in methods:
            method, *positions = text.split()
            owner, arrow, rest = method.partition("->")
            if not arrow or not owner.endswith(";"):
                raise KnowledgeError(f"sinks.yaml: {text!r} is no method")
            name, paren, proto = rest.partition("(")
            found.append(
                Sink(
                    kind,
                    owner,
                    name,
                    paren + proto if paren else None,
                    tuple(map(int, positions)) if positions else None,
                )
            )
    return tuple(found)
