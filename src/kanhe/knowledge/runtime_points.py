"""What is watched while an app runs, beyond the calls that the other files name.

Data for whoever records a run: interfaces, constants of channels, questions to the values of a call, and where the platform
carries out what an abstract class declares.  Knows nothing of how a call is watched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from kanhe.knowledge.sources import split_descriptor
from kanhe.knowledge.store import load

Via = Literal["java", "binder"]
Asks = Literal[
    "own-address", "filter-action", "intent-action", "sensor-type", "launcher-intent", "other-package", "foreign-intent",
    "shared-path",
]  # fmt: skip
Constant = Literal["settings-key", "content-uri", "content-write", "file", "exec", "property"]


@dataclass(frozen=True, slots=True)
class Point:
    """A method that is watched, and for what; ``kind`` is an item or a behaviour."""

    kind: str
    class_name: str
    name: str
    via: Via = "java"
    asks: Asks | None = None
    argument: int = -1
    """Argument that is asked, the receiver is -1."""
    strings: tuple[str, ...] = ()
    integers: tuple[int, ...] = ()
    delivered: bool = False
    """The platform calls it, with what the app asked for before."""


@dataclass(frozen=True, slots=True)
class Gate:
    """An interface through which a constant becomes a read (or a write)."""

    how: Constant
    class_name: str
    name: str
    argument: int
    """Argument that carries the constant, the receiver is -1."""
    via: Via = "java"


@dataclass(frozen=True, slots=True)
class RuntimePoints:
    points: tuple[Point, ...]
    gates: tuple[Gate, ...]
    strings: tuple[tuple[Constant, str, str], ...]
    """(how, kind, constant)."""
    conduct: frozenset[str]
    """Behaviours whose calls are watched."""
    implementations: Mapping[str, tuple[str, ...]]
    """Abstract class → classes whose methods run, as descriptors."""
    own: tuple[str, ...]
    """Classes and packages that read for themselves: a call from them is the platform's."""
    unwatched: Mapping[tuple[str, str], str]
    """(class, method) → why it is not watched."""


@dataclass(frozen=True, slots=True)
class _Point:
    api: str
    via: Via = "java"
    asks: Asks | None = None
    argument: int = -1
    strings: tuple[str, ...] = ()
    integers: tuple[int, ...] = ()
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class _Gate:
    api: str
    argument: int
    via: Via = "java"


@dataclass(frozen=True)
class _File:
    conduct: tuple[str, ...]
    implementations: dict[str, tuple[str, ...]]
    own: tuple[str, ...]
    channels: dict[Constant, tuple[_Gate, ...]]
    strings: dict[Constant, dict[str, tuple[str, ...]]]
    points: dict[str, tuple[str | _Point, ...]]
    unwatched: dict[str, str] = field(default_factory=dict)


@cache
def runtime_points() -> RuntimePoints:
    """Everything that is watched beyond sources and behaviours.  Raises :class:`~kanhe.knowledge.store.KnowledgeError`."""
    data = load("runtime_points", _File)
    points: list[Point] = []
    for kind, entries in data.points.items():
        for entry in entries:
            given = _Point(entry) if isinstance(entry, str) else entry
            owner, name, _ = split_descriptor(given.api)
            points.append(
                Point(
                    kind,
                    owner,
                    name,
                    given.via,
                    given.asks,
                    given.argument,
                    given.strings,
                    given.integers,
                    given.delivered,
                )
            )
    gates = tuple(
        Gate(how, *split_descriptor(gate.api)[:2], gate.argument, gate.via)
        for how, many in data.channels.items()
        for gate in many
    )
    strings = tuple(
        (how, kind, text) for how, kinds in data.strings.items() for kind, many in kinds.items() for text in many
    )
    unwatched = {split_descriptor(api)[:2]: why for api, why in data.unwatched.items()}
    return RuntimePoints(
        tuple(points), gates, strings, frozenset(data.conduct), data.implementations, data.own, unwatched
    )
