"""Where a run stands, and what a call has done: the plain values that frames, calls and the machine hand each other.

Knows no rules of execution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kanhe.code.machine.heap import Heap, Key
from kanhe.code.machine.values import Value


class TooHeavy(Exception):
    """A call that reaches nothing of interest takes longer than it is worth."""


@dataclass(slots=True)
class Outcome:
    """What a call does: how it returns, how it throws, and what it changes."""

    value: Value | None
    """Returned value; None when it never returns."""
    writes: dict[Key, Value]
    thrown: Value | None = None
    thrown_writes: dict[Key, Value] = field(default_factory=dict)
    escapes: bool = False
    """Something may also be thrown of which nothing is known."""
    allocated: frozenset[int] = frozenset()
    """Objects it created that may live on."""
    guard: str | None = None
    """The stored consent without which it does not return."""


Control = tuple[tuple[int, int], ...]


def reads_of(control: Control) -> int:
    """All reads among some tests."""
    reads = 0
    for _, taint in control:
        reads |= taint
    return reads


class State:
    """Where a run stands: registers, heap, and the stored consent that the path has checked."""

    __slots__ = ("arrived", "caught", "control", "guard", "heap", "registers")

    def __init__(
        self, registers: list[Value], heap: Heap, guard: str | None, caught: Value | None = None, control: Control = ()
    ) -> None:
        self.control = control
        """Tests of personal information on which the path depends: (block where their paths meet again, reads)."""
        self.arrived = 0
        """Reads on which it depends which path was taken to the block where the state stands."""
        self.registers = registers
        self.heap = heap
        self.guard = guard
        self.caught = caught


def drop_unreachable(mine: set[int], held: Sequence[Value | None], changed: Sequence[dict[Key, Value]]) -> set[int]:
    """Take out of ``changed`` the objects among ``mine`` to which neither the values held nor any other object leads;
    returns them."""
    inside: dict[int, list[Value]] = {}
    queue: set[int] = set()
    for one in held:
        if one is not None:
            queue |= one.objects
    for writes in changed:
        for (owner, _), stored in writes.items():
            if owner not in mine:
                queue |= stored.objects
            elif stored.objects:
                inside.setdefault(owner, []).append(stored)
    alive: set[int] = set()
    while queue:
        reached = queue.pop()
        if reached not in alive:
            alive.add(reached)
            for stored in inside.get(reached, ()):
                queue |= stored.objects - alive
    dead = mine - alive
    for writes in changed if dead else ():
        for key in [key for key in writes if key[0] in dead]:
            del writes[key]
    return dead
