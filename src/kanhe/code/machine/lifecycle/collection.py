"""Which objects of a heap nothing leads to any more, so that the next of their kind is single again.

Knows no classes and no callbacks.
"""

from __future__ import annotations

from kanhe.code.machine.heap import REGISTRY, Heap
from kanhe.code.machine.machine import Machine
from kanhe.code.machine.values import Objects, Value

LARGE = 2_000
"""Slots of a heap above which what is dead is collected more seldom."""


class Collector:
    """Collects what is dead, now and then."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.handles: set[int] = set()
        """Objects that the platform itself holds."""
        self._changed = self._collect_at = 0

    def due(self, writes: int) -> bool:
        """Whether it is time to collect, after so many more writes."""
        self._changed += writes
        return self._changed > self._collect_at

    def collected(self, heap: Heap, also: Objects, *, what_outlives: bool = False) -> Heap:
        """The heap without what is dead.  ``also``: objects that live; ``what_outlives``: without what the platform was
        given either, which ends with a screen that is gone."""
        machine = self._machine
        everything = heap.since(machine.root)
        slots: dict[int, list[Value]] = {}
        queue = set(also) | self.handles | machine.bottom
        for stored in machine.root.changes.values():
            queue |= stored.objects
        if what_outlives:
            everything = {key: stored for key, stored in everything.items() if key[0] != REGISTRY}
        for (owner, _), stored in everything.items():
            if owner < 0 or machine.objects[owner].opaque:
                queue |= stored.objects
            else:
                slots.setdefault(owner, []).append(stored)
        alive: set[int] = set()
        while queue:
            one = queue.pop()
            if one not in alive:
                alive.add(one)
                for stored in slots.get(one, ()):
                    queue |= stored.objects - alive
        flat = Heap(machine.root)
        flat.changes = {
            key: stored for key, stored in everything.items()
            if key[0] < 0 or key[0] in alive or machine.objects[key[0]].opaque
        }  # fmt: skip
        self._changed = 0
        self._collect_at = len(flat.changes) // 4 if len(flat.changes) < LARGE else 2 * len(flat.changes)
        machine.steps += len(everything) >> 4
        return flat
