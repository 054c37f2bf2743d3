"""What is watched while an app runs, beyond the calls that the other files name.

Data for whoever records a run: interfaces, constants of channels, questions to the values of a call, where the platform
carries out what an abstract class declares, and where it hands an item over.  Knows nothing of how a call is watched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
class Interface:
    """A method by its descriptor, ``Lcls;->name``."""

    api: str

    @property
    def class_name(self) -> str:
        return split_descriptor(self.api)[0]

    @property
    def name(self) -> str:
        return split_descriptor(self.api)[1]


@dataclass(frozen=True, slots=True)
class Point(Interface):
    """A method that is watched, and what is asked of a call of it."""

    via: Via = "java"
    asks: Asks | None = None
    argument: int = -1
    """Argument that is asked, the receiver is -1."""
    strings: tuple[str, ...] = ()
    integers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate(Interface):
    """An interface through which a constant becomes a read (or a write)."""

    argument: int
    """Argument that carries the constant, the receiver is -1."""
    via: Via = "java"
    later: bool = False
    """The platform reads for it later and elsewhere: there the read is seen by who watches the platform."""


@dataclass(frozen=True, slots=True)
class RuntimePoints:
    conduct: frozenset[str]
    """Behaviours whose calls are watched."""
    implementations: Mapping[str, tuple[str, ...]]
    """Abstract class → classes whose methods run, as descriptors."""
    own: tuple[str, ...]
    """Classes and packages that read for themselves: a call from them is the platform's."""
    channels: Mapping[Constant, tuple[Gate, ...]]
    strings: Mapping[Constant, Mapping[str, tuple[str, ...]]]
    """Channel → item or behaviour → constants."""
    points: Mapping[str, tuple[str | Point, ...]]
    """Item or behaviour → methods as the file writes them; see :meth:`asked`."""
    deliveries: Mapping[str, tuple[str, ...]]
    """Callback of the sources → methods with which the platform hands the item over, in the app's process."""
    unwatched: Mapping[str, str]
    """Method → why it is not watched."""

    def asked(self) -> Iterator[tuple[str, Point]]:
        """(item or behaviour, method) of all points."""
        for kind, many in self.points.items():
            yield from ((kind, Point(point) if isinstance(point, str) else point) for point in many)


@cache
def runtime_points() -> RuntimePoints:
    """Everything that is watched beyond sources and behaviours.  Raises :class:`~kanhe.knowledge.store.KnowledgeError`."""
    return load("runtime_points", RuntimePoints)
