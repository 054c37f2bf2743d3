"""The interfaces that the desk watches: every method, constructor and field by which the knowledge says that an item is
read, statically or at run time, and every conduct that is a call.

The same facts from which an agent's hooks are made; what a call stands for by its arguments is told with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kanhe.knowledge.behaviours import behaviour_methods
from kanhe.knowledge.runtime_points import runtime_points
from kanhe.knowledge.sources import ArgumentTest, MethodSource, sources

_QUIET = frozenset({"java/lang/Class"})
"""Owners of channels that are no read by themselves: what is found by reflection is seen when it is called."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a call stands for, if its argument is as it says."""

    kind: str
    owner: str
    """Internal name of the class."""
    name: str
    proto: str | None
    argument: int = -1
    """Argument counted from 0 without the receiver; -1: whatever they are."""
    match: str = ""
    """equals, prefix or contains."""
    text: str = ""

    @property
    def api(self) -> str:
        return f"{self.owner.replace('/', '.')}.{self.name}"


def points() -> tuple[Point, ...]:
    """All, those with an argument before those without."""
    return tuple(sorted(_points(), key=lambda p: (p.owner, p.name, p.proto or "", p.argument < 0, p.kind)))


def fields() -> tuple[tuple[str, str, str], ...]:
    """(item, owner, name) of the fields whose read is a read of an item; URIs of providers are none by themselves."""
    return tuple((f.item, _owner(f.class_name), f.name) for f in sources().fields if not f.name.endswith("URI"))


def _points() -> Iterator[Point]:
    for method in (*sources().methods, *behaviour_methods()):
        if not method.callback and not method.beside:
            yield from _method(method)
    named = {(method.class_name, method.name) for method in (*sources().methods, *behaviour_methods())}
    for point in runtime_points().points:
        # What stands for something only by what is asked of the call, or runs below the app, is for an agent alone.
        plain = point.asks is None and point.via == "java" and not point.delivered
        if plain and (point.class_name, point.name) not in named:
            yield Point(point.kind, _owner(point.class_name), point.name, None)
    for channel in sources().channels:
        owner = _owner(channel.class_name)
        if owner not in _QUIET:
            for source in sources().strings:
                if source.how == channel.how:
                    yield Point(
                        source.item, owner, channel.name, channel.proto, channel.argument, source.match, source.text
                    )


def _method(method: MethodSource) -> Iterator[Point]:
    owner = _owner(method.class_name)
    if method.test is None:
        yield Point(method.item, owner, method.name, method.proto)
        return
    for match, text in _tests(method.test):
        yield Point(method.item, owner, method.name, method.proto, method.test.index, match, text)


def _tests(test: ArgumentTest) -> Iterator[tuple[str, str]]:
    yield from (("equals", text) for text in test.strings)
    yield from (("prefix", text) for text in test.prefixes)
    yield from (("equals", str(number)) for number in test.integers)


def _owner(class_name: str) -> str:
    return class_name[1:-1]
