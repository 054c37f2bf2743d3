"""What is known of single methods of the platform: which read, which give data away, how data passes through them.

Answers by the names of methods, inherited ones included; knows no values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter

from kanhe.code.machine.symbols import Method, Symbols
from kanhe.knowledge.sinks import Sink, sinks
from kanhe.knowledge.sources import sources
from kanhe.knowledge.transfers import Kind, transfers

Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class GivesAway:
    """What a method that is a sink gives away."""

    kind: str
    api: str
    arguments: tuple[int, ...] | None
    """Positions in the descriptor; None for all."""


class Knowledge:
    """Facts about the methods that one program calls."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._sinks: dict[Key, GivesAway | None] = {}
        self._items: dict[Key, str | None] = {}

    def sink(self, method: Method) -> GivesAway | None:
        """What a method gives away; None when it is no sink."""
        key = (method.owner, method.owner_name, method.name + method.proto)
        if key not in self._sinks:
            self._sinks[key] = self._find_sink(method)
        return self._sinks[key]

    def item(self, method: Method) -> str | None:
        """The item of personal information that a method yields, whatever its arguments are."""
        key = (method.owner, method.owner_name, method.name)
        if key not in self._items:
            found = (_item_of().get((owner, method.name)) for owner in self._owners(method))
            self._items[key] = next((item for item in found if item is not None), None)
        return self._items[key]

    def transfer(self, method: Method) -> Kind | None:
        """How data passes through a method without a model of its own, where that is known."""
        known = transfers()
        for owner in self._owners(method):
            found = known.get((owner, method.name)) or known.get((owner, "*"))
            if found is not None:
                return found
        return None

    def _owners(self, method: Method) -> Iterator[str]:
        """Classes that may have defined a method, the one it is named on first."""
        yield method.owner_name
        yield from (self._symbols.name(above) for above in self._symbols.lineage(method.owner))

    def _find_sink(self, method: Method) -> GivesAway | None:
        symbols = self._symbols
        for sink in _sinks_by_name().get(method.name, ()):
            if sink.proto is not None and sink.proto != method.proto:
                continue
            above = symbols.type(sink.class_name)
            if method.owner_name == sink.class_name or (
                above >= 0 and method.owner >= 0 and above in symbols.lineage(method.owner)
            ):
                return GivesAway(sink.kind, f"{sink.class_name}->{method.name}{method.proto}", sink.arguments)
        return None


@cache
def _sinks_by_name() -> dict[str, tuple[Sink, ...]]:
    by_name = attrgetter("name")
    return {name: tuple(same) for name, same in groupby(sorted(sinks(), key=by_name), by_name)}


@cache
def _item_of() -> dict[tuple[str, str], str]:
    """(class, method name) → item, of the methods whose call alone is a read."""
    methods = (s for s in sources().methods if not s.callback and s.test is None and not s.beside)
    return {(source.class_name, source.name): source.item for source in methods}
