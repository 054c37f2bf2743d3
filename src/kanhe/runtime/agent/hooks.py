"""The table of hooks, generated from the knowledge: which methods are watched, and what a call of each stands for.

A method is hooked in all its overloads: the platform has more of them than a catalogue names, and each reads the same.
What a call stands for is decided when it comes: by the first question whose answer is yes, else by ``kind``; a call that
stands for nothing is not recorded.  Knows the knowledge; nothing of Frida, nothing of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kanhe.knowledge.behaviours import behaviour_methods
from kanhe.knowledge.runtime_points import Asks, Gate, Point, Via, runtime_points
from kanhe.knowledge.sources import MethodSource, sources

Question = Literal["equals", "prefix", "contains", "integer"] | Asks
Shown = Literal["key", "authority", "constant", "text", "package", "permissions", "number"]
"""What of an argument may stand in a trace: a setting's key, a URI's authority, a constant of the knowledge, a provider or
other name of the platform, a package, permissions, a small number."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question to a call; the first answered yes decides what it stands for."""

    kind: str
    asks: Question
    argument: int
    """Position of the argument, the receiver is -1."""
    strings: tuple[str, ...] = ()
    integers: tuple[int, ...] = ()
    shows: Shown | None = None


@dataclass(frozen=True, slots=True)
class Hook:
    """A method that is watched, in all its overloads."""

    api: str
    """As the knowledge calls it: ``pkg.Cls.method``, ``pkg.Cls.<init>`` for a constructor."""
    class_name: str
    """Class whose method runs, dotted: another one where the knowledge names an abstract class."""
    method: str
    """``$init`` for a constructor."""
    kind: str | None
    """What a call stands for that no choice decides; None: nothing."""
    choices: tuple[Choice, ...] = ()
    via: Via = "java"
    shows: tuple[int, Shown] | None = None
    """Argument that may be shown of a call that no choice decides."""
    delivered: bool = False
    """The platform calls it: that is no call of its own."""


_SHOWN: dict[str, tuple[int, Shown]] = {
    "Landroid/location/LocationManager;": (0, "text"),
    "Landroid/app/Activity;->requestPermissions": (0, "permissions"),
    "Landroid/app/Fragment;->requestPermissions": (0, "permissions"),
    "Landroidx/fragment/app/Fragment;->requestPermissions": (0, "permissions"),
    "Landroid/support/v4/app/Fragment;->requestPermissions": (0, "permissions"),
    "Landroidx/core/app/ActivityCompat;->requestPermissions": (1, "permissions"),
    "Landroid/support/v4/app/ActivityCompat;->requestPermissions": (1, "permissions"),
    "Landroid/hardware/SensorManager;->getDefaultSensor": (0, "number"),
}
"""Class, or class and method → argument that says more of a call and is no value of the user's."""
_CHOICE_SHOWS: dict[Question, Shown] = {"other-package": "package", "foreign-intent": "package", "integer": "number"}
_GATE: dict[str, tuple[Question, Shown]] = {
    "settings-key": ("equals", "key"), "content-uri": ("prefix", "authority"), "content-write": ("prefix", "authority"),
    "file": ("prefix", "constant"), "exec": ("contains", "constant"), "property": ("equals", "key"),
}  # fmt: skip


@cache
def hook_table() -> tuple[Hook, ...]:
    """Every method that is watched, sorted by where it is hooked; one hook a method."""
    known = runtime_points()
    found: dict[tuple[str, str], _Draft] = {}
    for source in (*sources().methods, *(m for m in behaviour_methods() if m.item in known.conduct)):
        place = source.class_name, source.name
        if not source.callback and place not in known.unwatched and not _is_gate(place, known.gates):
            found.setdefault(place, _Draft()).take_source(source)
    for point in known.points:
        found.setdefault((point.class_name, point.name), _Draft()).take_point(point)
    for gate in known.gates:
        found.setdefault((gate.class_name, gate.name), _Draft()).take_gate(gate)
    hooks: dict[tuple[str, str], Hook] = {}
    # Where a method is named both by itself and by the abstract class that it carries out, the public name is kept.
    for owner, name in sorted(found, key=lambda place: place[0] not in known.implementations):
        for hook in found[owner, name].hooks(owner, name):
            hooks.setdefault((hook.class_name, hook.method), hook)
    return tuple(hooks[place] for place in sorted(hooks))


def constants(how: str) -> tuple[tuple[str, str], ...]:
    """(constant, kind) of a channel, the longest constant first, so that the narrowest meaning wins."""
    told = {s.text: s.item for s in sources().strings if s.how == how}
    told.update({text: kind for way, kind, text in runtime_points().strings if way == how})
    return tuple(sorted(told.items(), key=lambda pair: (-len(pair[0]), pair)))


def covers(class_name: str, method: str) -> bool:
    """Whether a call of ``pkg.Cls.method`` is seen: hooked there, or where the class's abstract methods are carried out."""
    return (class_name, method) in _covered()


@cache
def _covered() -> frozenset[tuple[str, str]]:
    told = {(h.class_name, h.method) for h in hook_table()}
    return frozenset(told | {(h.api.rpartition(".")[0], h.method) for h in hook_table()})


class _Draft:
    """A hook while everything that is known of its method is gathered."""

    __slots__ = ("choices", "delivered", "kind", "via")

    def __init__(self) -> None:
        self.kind: str | None = None
        self.via: Via = "java"
        self.delivered = False
        self.choices: list[Choice] = []

    def take_source(self, source: MethodSource) -> None:
        if source.beside:
            return  # only the code beside the call tells it; at run time a question of the points does
        if source.test is None:
            # An item says more than a conduct, and what the knowledge names first more than what it names later.
            self.kind = self.kind or source.item
        elif source.test.integers:
            at = _position(source.proto, source.test.index)
            self.choices.append(Choice(source.item, "integer", at, integers=source.test.integers, shows="number"))
        elif source.test.strings:
            at = _position(source.proto, source.test.index)
            self.choices.append(Choice(source.item, "equals", at, source.test.strings, shows="text"))
        # Prefixes of package names are what static analysis has; at run time the app's own name is known.

    def take_point(self, point: Point) -> None:
        self.via = point.via
        self.delivered |= point.delivered
        if point.asks is None:
            self.kind = self.kind or point.kind
        else:
            shows = _CHOICE_SHOWS.get(point.asks)
            self.choices.append(
                Choice(point.kind, point.asks, point.argument, point.strings, point.integers, shows)
            )  # fmt: skip

    def take_gate(self, gate: Gate) -> None:
        self.via = gate.via
        asks, shows = _GATE[gate.how]
        for text, kind in constants(gate.how):
            self.choices.append(Choice(kind, asks, gate.argument, (text,), shows=shows))

    def hooks(self, owner: str, name: str) -> Iterator[Hook]:
        if self.kind is None and not self.choices:
            return
        shows = _SHOWN.get(f"{owner}->{name}") or (_SHOWN.get(owner) if self._provider(name) else None)
        method = "$init" if name == "<init>" else name
        for place in runtime_points().implementations.get(owner, (owner,)):
            yield Hook(
                f"{_dotted(owner)}.{name}", _dotted(place), method, self.kind, _merged(self.choices), self.via, shows,
                self.delivered,
            )  # fmt: skip

    def _provider(self, name: str) -> bool:
        return self.kind is not None and name.startswith(
            ("requestLocation", "requestSingle", "getLastKnown", "getCurrent")
        )


def _merged(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Choices that ask the same argument the same for the same kind become one; their order stays."""
    merged: list[Choice] = []
    for choice in choices:
        last = merged[-1] if merged else None
        if (
            last is not None
            and (last.kind, last.asks, last.argument, last.shows) == (choice.kind, choice.asks, choice.argument, choice.shows)
        ):  # fmt: skip
            merged[-1] = Choice(
                last.kind, last.asks, last.argument, (*last.strings, *choice.strings), (*last.integers, *choice.integers),
                last.shows,
            )  # fmt: skip
        else:
            merged.append(choice)
    return tuple(merged)


def _is_gate(place: tuple[str, str], gates: tuple[Gate, ...]) -> bool:
    return any((gate.class_name, gate.name) == place for gate in gates)


def _position(proto: str | None, word: int) -> int:
    """Position of the argument that begins at a word; longs and doubles have two."""
    if proto is None:
        return word
    at = position = 0
    rest = proto[1:].partition(")")[0]
    while rest and at < word:
        if rest[0] in "JD":
            at, rest = at + 2, rest[1:]
        else:
            dims = len(rest) - len(rest.lstrip("["))
            end = rest.index(";", dims) + 1 if rest[dims] == "L" else dims + 1
            at, rest = at + 1, rest[end:]
        position += 1
    return position


def _dotted(descriptor: str) -> str:
    return descriptor[1:-1].replace("/", ".")
