"""The heap of the abstract machine: what is stored where, at one moment of one run.

A heap is a layer of changes over an older heap that no longer changes.  Forking costs nothing, and joining two heaps
costs what was changed since they parted.  Knows nothing of classes and code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kanhe.code.machine.values import ANY, MANY, ONE, UNKNOWN, ZERO, Value, join

Key = tuple[int, Any]
"""(owner, slot): an object and a field number or the name of a hidden slot; or one of the owners below."""

EXISTS: Final = "exists"
"""Slot of an object: ONE when it stands for a single object of the real heap, MANY otherwise."""
CONTENT: Final = "content"
"""Slot of an object: the reads that anything inside it may carry, in the value's taint."""
ELEMENT: Final = "element"
"""Slot of an array or collection: any element whose position is not known; (ELEMENT, position) one that is."""
LENGTH: Final = "length"

STATICS: Final = -1
"""Owner of static fields (slot: field number) and of class states (slot: ('class', type))."""
REGISTRY: Final = -2
"""Owner of what the app gave the platform: tasks, listeners, started components.  Absent means none."""
STORE: Final = -3
"""Owner of what outlives objects: preferences, files, providers.  Absent means unknown."""

MAX_DEPTH: Final = 8


class Heap:
    """A layer of changes; change only the layer you made."""

    __slots__ = ("changes", "depth", "parent")

    def __init__(self, parent: Heap | None = None) -> None:
        self.parent = parent
        self.changes: dict[Key, Value] = {}
        self.depth: int = 0 if parent is None else parent.depth + 1

    def get(self, key: Key, base: Heap | None = None) -> Value | None:
        """What is stored, looking no further than ``base`` (exclusive)."""
        heap: Heap | None = self
        while heap is not None and heap is not base:
            found = heap.changes.get(key)
            if found is not None:
                return found
            heap = heap.parent
        return None

    def fork(self, base: Heap) -> Heap:
        """A heap that begins like this one, which must not change any more; no layer below ``base`` is looked at."""
        return Heap(self if self.changes or self.parent is None or self is base else self.parent)

    def since(self, base: Heap) -> dict[Key, Value]:
        """All changes made after ``base``."""
        layers = []
        heap: Heap | None = self
        while heap is not None and heap is not base:
            if heap.changes:
                layers.append(heap.changes)
            heap = heap.parent
        changes: dict[Key, Value] = {}
        for layer in reversed(layers):
            changes.update(layer)
        return changes


def flattened(heap: Heap, base: Heap) -> Heap:
    """The same heap with all its layers above ``base`` in one."""
    flat = Heap(base)
    flat.changes = heap.since(base)
    return flat


MIN_LAYERS: Final = 24


def compacted(heap: Heap, base: Heap) -> Heap:
    """The same heap with its upper layers in one, so that no more than the logarithm of its size lie above ``base``.

    Lower layers stay the ones they are: heaps that parted from this one long ago still share them.
    """
    if heap.depth - base.depth <= MIN_LAYERS:
        return heap
    layers: list[dict[Key, Value]] = []
    size = 0
    layer = heap
    while layer is not base and (len(layers) < MIN_LAYERS // 2 or len(layer.changes) <= 2 * size):
        layers.append(layer.changes)
        size += len(layer.changes)
        assert layer.parent is not None
        layer = layer.parent
    merged = Heap(layer)
    for changes in reversed(layers):
        merged.changes.update(changes)
    return merged


Load = Callable[[Heap, Key], Value | None]
"""How a slot is looked up in a heap."""


def parted(a: Heap, b: Heap, base: Heap) -> Heap:
    """The layer that two heaps above ``base`` last had in common."""
    left, right = a, b
    while left is not right:
        if left is base or right is base:
            return base
        if left.depth >= right.depth:
            left = left.parent or base
        else:
            right = right.parent or base
    return left


def join_heaps(a: Heap, b: Heap, base: Heap, load: Load = Heap.get) -> Heap:
    """What may be stored after one of two runs that both began with ``base`` or a heap above it."""
    if a is b:
        return a
    common = parted(a, b, base)
    mine, other = a.since(common), b.since(common)
    if not mine and not other:
        return common
    joined = Heap(common)
    changes = joined.changes
    for changed, unchanged, opposite in ((mine, other, b), (other, mine, a)):
        for key, known in changed.items():
            second = unchanged.get(key)
            if second is None:
                second = load(common, key)
                if second is None:
                    second = absent(key, opposite, load)
                    if second is None and key[0] == STORE and known.const is not ANY:
                        second = UNKNOWN
            elif opposite is a:
                continue
            result = known if second is None or second is known else join(known, second)
            if key[1] is EXISTS and result is not ONE:
                result = MANY
            changes[key] = result
    return joined


def absent(key: Key, heap: Heap, load: Load = Heap.get) -> Value | None:
    """What a slot holds that was never written: zero in a field of an object that exists; nothing is known of others."""
    owner, slot = key
    if owner >= 0 and type(slot) is int and load(heap, (owner, EXISTS)) is not None:
        return ZERO
    return None


def same_heap(joined: Heap, before: Heap, base: Heap, load: Load = Heap.get) -> bool:
    """Whether a join brought nothing that was not in the heap before."""
    if joined is before:
        return True
    common = parted(joined, before, base)
    return all(load(before, key) is known for key, known in joined.since(common).items())
