"""What the abstract machine saw: calls made, items read and data that reached a sink, each with when it happened.

Filled by the machine, read when the rows are made.  Knows no values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from kanhe.code.machine import taint


class Phase(IntEnum):
    """When code runs, the earliest first."""

    STARTUP = 0
    EVENT = 1
    BACKGROUND = 2
    LATENT = 3
    """In components that nothing starts, as far as was seen."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A phase, and the consent in front of it."""

    phase: Phase
    guard: str | None = None

    @property
    def world(self) -> int:
        """Small number of phase and guardedness."""
        return int(self.phase) * 2 + (self.guard is not None)


WORLDS = 8
ROOT = -1
"""Caller of what the platform starts."""


@dataclass(frozen=True, slots=True)
class Sink:
    """An instruction that gives data away."""

    method: int
    offset: int
    kind: str
    api: str


class Way(IntEnum):
    """How a sink gives a read away."""

    PLAIN = taint.PLAIN
    HASHED = taint.HASHED
    """Hashed or enciphered."""
    TOLD = taint.TOLD
    """Not the data: whether the sink is reached depends on what the data is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One way in which a watched call is made."""

    moment: Moment
    numbers: tuple[int | None, ...]
    """Per argument the whole number it is, None where it is none or not known."""
    components: tuple[str, ...] = ()
    """Classes of the app that the intents among the arguments name, as descriptors."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The calls that were under way at one moment of the run."""

    start: int
    """What the first of them was started by: a root below zero, or the method that gave the platform what it runs."""
    offset: int
    """Of the call in that method, -1 where there is none."""
    steps: tuple[tuple[int, str, int], ...]
    """(method, why it runs, offset of the call in the method before), the outermost first."""


@dataclass(slots=True)
class Trace:
    """Everything seen in one app."""

    edges: dict[tuple[int, int, int, int], str] = field(default_factory=dict)
    """(world, caller or a root's number below zero, offset, callee) → reason of the step."""
    roots: list[str] = field(default_factory=list)
    """What the platform starts: root -1 - k is ``roots[k]``."""
    reads: dict[int, dict[Moment, None]] = field(default_factory=dict)
    """Read → moments at which it can happen."""
    flows: dict[tuple[int, Way, Sink], Moment] = field(default_factory=dict)
    """(read, way, sink) → first moment."""
    executed: set[int] = field(default_factory=set)
    """Methods that were run."""
    chains: dict[tuple[int, int], Chain] = field(default_factory=dict)
    """(read, world) → how it was reached when it first happened there."""
    posted: dict[tuple[int, int], Chain] = field(default_factory=dict)
    """(method, offset) of a call that gave the platform something to run → how that call was reached first."""
    bounds: dict[str, int] = field(default_factory=dict)
    """What was cut short → how often."""
    transfers: dict[int, dict[tuple[int, int], None]] = field(default_factory=dict)
    """Read → pairs of methods between which its data passed."""

    marks: dict[tuple[int, int], dict[Mark, None]] = field(default_factory=dict)
    """(method, offset) of a watched call → how and when it was made."""
    refusals: dict[tuple[int, int], None] = field(default_factory=dict)
    """(method, offset) of the calls that gave the platform what runs when the user refuses."""

    def root(self, label: str) -> int:
        """Number of a root, below zero."""
        if label not in self.roots:
            self.roots.append(label)
        return -1 - self.roots.index(label)

    def read(self, number: int, moment: Moment, chain: Callable[[], Chain]) -> None:
        """A read happens."""
        self.reads.setdefault(number, {})[moment] = None
        key = (number, moment.world)
        if key not in self.chains:
            self.chains[key] = chain()

    def bound(self, what: str) -> None:
        """Something was cut short."""
        self.bounds[what] = self.bounds.get(what, 0) + 1
