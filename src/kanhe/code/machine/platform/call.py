"""A call of a platform method, as a model sees it: its arguments, and what it may do to the heap.

Knows no particular method.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kanhe.code.machine.values import UNKNOWN, Value, join, pointer

if TYPE_CHECKING:
    from kanhe.code.machine.frame import Frame
    from kanhe.code.machine.heap import Heap
    from kanhe.code.machine.machine import Machine
    from kanhe.code.machine.platform.platform import Platform
    from kanhe.code.machine.state import State
    from kanhe.code.machine.symbols import Method
    from kanhe.code.machine.trace import Moment


@dataclass(slots=True)
class Call:
    """A call of a platform method, as a model sees it."""

    platform: Platform
    machine: Machine
    frame: Frame
    state: State
    offset: int
    method: Method
    arguments: tuple[Value, ...]
    """The receiver first, unless the method is static."""
    static: bool

    @property
    def heap(self) -> Heap:
        return self.state.heap

    @property
    def place(self) -> tuple[int, int]:
        """(method, offset) of the instruction."""
        return self.frame.method, self.offset

    @property
    def moment(self) -> Moment:
        """When the call is made."""
        return self.frame.moment(self.state)

    @property
    def receiver(self) -> Value:
        return self.arguments[0] if self.arguments else UNKNOWN

    def argument(self, index: int) -> Value:
        """An argument by position in the descriptor."""
        at = index if self.static else index + 1
        return self.arguments[at] if index >= 0 and at < len(self.arguments) else UNKNOWN

    def get(self, held: Value, slot: object, absent: Value = UNKNOWN) -> Value:
        """A hidden slot of the objects of a value."""
        found: Value | None = None
        for one in held.objects:
            known = self.frame.load(self.heap, (one, slot))
            known = absent if known is None else known
            found = known if found is None else join(found, known)
        return absent if found is None else found

    def put(self, held: Value, slot: object, stored: Value, absent: Value | None = None) -> None:
        """Write a hidden slot of the objects of a value."""
        self.machine.put(self.frame, self.heap, held.objects, slot, stored, absent)

    def add(self, held: Value, slot: object, stored: Value) -> None:
        """Add to what a hidden slot may hold."""
        for one in held.objects:
            known = self.frame.load(self.heap, (one, slot))
            if stored.taint:
                self.machine.tainted.add(one)
            self.heap.changes[one, slot] = stored if known is None else join(known, stored)
            self.machine.slots[one].add(slot)

    def single(self, held: Value) -> bool:
        """Whether a value points to one single object."""
        return self.machine.singular(self.frame, self.heap, held.objects)

    def carried(self, held: Value) -> int:
        """The reads that anything reachable from a value carries."""
        return self.machine.carried(self.frame, self.heap, held)

    def content(self, held: Value) -> int:
        return self.machine.content(self.frame, self.heap, held)

    def taint(self, held: Value, taint: int) -> None:
        """Everything inside the objects of a value may carry these reads."""
        for one in held.objects:
            self.machine.taint_content(self.frame, self.heap, one, taint)

    def result(self, descriptor: str | None = None, taint: int = 0) -> Value:
        """What the platform returns here when nothing is known of it."""
        return self.machine.opaque(self.frame, self.heap, self.offset, descriptor or self.method.returns, taint)

    def new(self, descriptor: str, name: object = "new") -> Value:
        """A new object made by this call."""
        key = ("made", self.frame.method, self.offset, name, self.frame.context)
        made = self.machine.object(key, self.machine.symbols.type(descriptor))
        self.frame.allocated.add(made)
        return pointer(made)

    def shared(self, descriptor: str, *name: object) -> Value:
        """The one object of the platform with this name, the same wherever it is asked for."""
        made = self.machine.object(("shared", *name), self.machine.symbols.type(descriptor), opaque=True)
        return pointer(made)

    def types(self, held: Value) -> list[int]:
        """Types of the objects of a value."""
        return [self.machine.objects[one].type for one in held.objects]


Model = Callable[[Call], Value | None]
Models = dict[tuple[str, str], Model]
