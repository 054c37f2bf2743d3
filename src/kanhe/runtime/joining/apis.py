"""What a recorded call is in the words of the evidence: its descriptor, and the item or conduct it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.items import items
from kanhe.knowledge.runtime_points import runtime_points
from kanhe.knowledge.sources import sources
from kanhe.runtime.watched.constants import constants

_DOTTED = re.compile(r"[\w$]+(?:\.[\w$<>-]+)+$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a kind stands for; neither where it is not known."""

    item: str | None = None
    behaviour: str | None = None
    known: bool = True


def descriptor(api: str, sig: str | None = None) -> str:
    """``pkg.Cls.method`` with its prototype as descriptor; a path, or what is no method, as it is."""
    if not _DOTTED.match(api):
        return api
    owner, _, name = api.rpartition(".")
    proto = sig if sig is not None and sig.startswith("(") else ""
    return f"L{owner.replace('.', '/')};->{name}{proto}"


def meaning(kind: str | None, api: str) -> Meaning:
    """What a call stands for: by its kind, else by its interface where that reads one item whatever its arguments."""
    if kind is not None:
        if kind in items():
            return Meaning(item=kind)
        return Meaning(behaviour=kind) if kind in behaviours() else Meaning(known=False)
    found = _by_interface().get(descriptor(api).partition("(")[0], frozenset())
    return Meaning(item=next(iter(found))) if len(found) == 1 else Meaning()


def items_of(api: str) -> tuple[str, ...]:
    """Items that an interface may read, sorted: what is not seen when it is not watched."""
    return tuple(sorted(_touched().get(descriptor(api).partition("(")[0], ())))


@cache
def _by_interface() -> Mapping[str, frozenset[str]]:
    """Interface → items that a call of it reads with any argument."""
    found: dict[str, set[str]] = {}
    for method in sources().methods:
        if method.test is None and not method.beside and not method.callback:
            found.setdefault(f"{method.class_name}->{method.name}", set()).add(method.item)
    return {api: frozenset(many) for api, many in found.items()}


@cache
def _touched() -> Mapping[str, frozenset[str]]:
    """Interface → items that some call of it reads, channels and what only runs watch included."""
    found: dict[str, set[str]] = {}
    for method in sources().methods:
        found.setdefault(f"{method.class_name}->{method.name}", set()).add(method.item)
    for channel in sources().channels:
        mine = {s.item for s in sources().strings if s.how == channel.how}
        found.setdefault(f"{channel.class_name}->{channel.name}", set()).update(mine)
    watched = runtime_points()
    for kind, point in watched.asked():
        if kind in items():
            found.setdefault(f"{point.class_name}->{point.name}", set()).add(kind)
    for how, gates in watched.channels.items():
        mine = {kind for _, kind in constants(how) if kind in items()}
        for gate in gates:
            found.setdefault(f"{gate.class_name}->{gate.name}", set()).update(mine)
    return {api: frozenset(many) for api, many in found.items()}
