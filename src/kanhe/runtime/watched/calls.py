"""The calls that are watched, and what a call of each stands for.

A method is watched in all its overloads: the platform has more of them than a catalogue names, and each reads the same.
What a call stands for is decided when it comes: by the first question whose answer is yes, else by ``kind``; a call that
stands for nothing is not recorded.  Knows the knowledge; nothing of any device.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kanhe.knowledge.behaviours import behaviour_methods
from kanhe.knowledge.runtime_points import Asks, Constant, Gate, Point, Via, runtime_points
from kanhe.knowledge.sources import MethodSource, sources
from kanhe.runtime.watched.constants import constants

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
class WatchedCall:
    """A method that is watched, in all its overloads."""

    class_name: str
    """As the knowledge names it, as descriptor."""
    name: str
    kind: str | None
    """What a call stands for that no choice decides; None: nothing."""
    choices: tuple[Choice, ...] = ()
    via: Via = "java"
    shows: tuple[int, Shown] | None = None
    """Argument that may be shown of a call that no choice decides."""
    later: bool = False
    """The platform reads for it in a thread of its own, where who watches the platform sees the read."""

    @property
    def api(self) -> str:
        """``pkg.Cls.method``, ``pkg.Cls.<init>`` for a constructor."""
        return f"{dotted(self.class_name)}.{self.name}"


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
_GATE: dict[Constant, tuple[Question, Shown]] = {
    "settings-key": ("equals", "key"), "content-uri": ("prefix", "authority"), "content-write": ("prefix", "authority"),
    "file": ("prefix", "constant"), "exec": ("contains", "constant"), "property": ("equals", "key"),
}  # fmt: skip


@cache
def watched_calls() -> tuple[WatchedCall, ...]:
    """Every method that is watched, sorted by class and name; each once."""
    known = runtime_points()
    gates = [(how, gate) for how, many in known.channels.items() for gate in many]
    through = {(gate.class_name, gate.name) for _, gate in gates}
    drafts: dict[tuple[str, str], _Draft] = {}
    for source in (*sources().methods, *(m for m in behaviour_methods() if m.item in known.conduct)):
        place = source.class_name, source.name
        if (
            not source.callback
            and f"{source.class_name}->{source.name}" not in known.unwatched
            and place not in through
        ):
            drafts.setdefault(place, _Draft()).take_source(source)
    for kind, point in known.asked():
        drafts.setdefault((point.class_name, point.name), _Draft()).take_point(kind, point)
    for how, gate in gates:
        drafts.setdefault((gate.class_name, gate.name), _Draft()).take_gate(how, gate)
    return tuple(draft.call(*place) for place, draft in sorted(drafts.items()) if draft.stands_for_something)


def dotted(descriptor: str) -> str:
    """``Lpkg/Cls;`` as ``pkg.Cls``."""
    return descriptor[1:-1].replace("/", ".")


class _Draft:
    """A watched call while everything that is known of its method is gathered."""

    __slots__ = ("choices", "kind", "later", "via")

    def __init__(self) -> None:
        self.kind: str | None = None
        self.via: Via = "java"
        self.later = False
        self.choices: list[Choice] = []

    @property
    def stands_for_something(self) -> bool:
        return self.kind is not None or bool(self.choices)

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

    def take_point(self, kind: str, point: Point) -> None:
        self.via = point.via
        if point.asks is None:
            self.kind = self.kind or kind
        else:
            shows = _CHOICE_SHOWS.get(point.asks)
            self.choices.append(Choice(kind, point.asks, point.argument, point.strings, point.integers, shows))

    def take_gate(self, how: Constant, gate: Gate) -> None:
        self.via, self.later = gate.via, gate.later
        asks, shows = _GATE[how]
        self.choices += [Choice(kind, asks, gate.argument, (text,), shows=shows) for text, kind in constants(how)]

    def call(self, owner: str, name: str) -> WatchedCall:
        shows = _SHOWN.get(f"{owner}->{name}") or (_SHOWN.get(owner) if self._provider(name) else None)
        return WatchedCall(owner, name, self.kind, _merged(self.choices), self.via, shows, self.later)

    def _provider(self, name: str) -> bool:
        asking = ("requestLocation", "requestSingle", "getLastKnown", "getCurrent")
        return self.kind is not None and name.startswith(asking)


def _merged(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Choices that ask the same argument the same for the same kind become one; their order stays."""
    merged: list[Choice] = []
    for choice in choices:
        last = merged[-1] if merged else None
        if last is not None and replace(last, strings=(), integers=()) == replace(choice, strings=(), integers=()):
            strings, integers = (*last.strings, *choice.strings), (*last.integers, *choice.integers)
            merged[-1] = replace(last, strings=strings, integers=integers)
        else:
            merged.append(choice)
    return tuple(merged)


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
