"""The objects of a run: what identifies them, what their slots hold in a heap, and which reads they carry.

Knows no calls: which code is run is not its concern.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kanhe.code.machine import instructions as do
from kanhe.code.machine.heap import CONTENT, EXISTS, STATICS, Heap, Key
from kanhe.code.machine.instructions import Instruction
from kanhe.code.machine.symbols import Symbols
from kanhe.code.machine.values import ANY, MANY, OBJECT, ONE, Value, join, unknown, value

if TYPE_CHECKING:
    from kanhe.code.machine.frame import Frame
    from kanhe.code.machine.state import State

Identity = object
"""What tells one object, or one of its slots, from another: anything that can be compared."""
MAX_INSTANCES = 2
"""Objects of one instruction in one context that are told apart before they become one that stands for many."""
MAX_REACHED = 80
"""Objects looked into when it is asked what a value carries."""

_OF_INSTRUCTIONS = frozenset(
    f"Ljava/lang/{name};"
    for name in (
        "ArrayIndexOutOfBoundsException", "ArithmeticException", "ArrayStoreException", "NegativeArraySizeException",
        "ClassCastException", "NullPointerException", "StackOverflowError", "OutOfMemoryError",
    )
)  # fmt: skip


@dataclass(slots=True)
class Obj:
    """An abstract object."""

    type: int
    root: object
    """What made it, whatever the context."""
    opaque: bool = False
    """Made by the platform: of this type or one below, with a content nobody wrote."""


@dataclass(frozen=True, slots=True)
class Lambda:
    """An object whose one method calls another; what it captured lies in its slots ("captured", k)."""

    name: str
    method: int
    how: int
    captured: int
    words: int
    """Arguments that the method called takes, its receiver included."""


class Memory:
    """All objects of one run."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.objects: list[Obj] = []
        self.slots: list[set[Identity]] = []
        """Per object, every slot that was ever written."""
        self.lambdas: dict[int, Lambda] = {}
        """Objects made by call sites."""
        self.tainted: set[int] = set()
        """Objects into which a read was ever written."""
        self._object_by: dict[Identity, int] = {}
        self._by_type: dict[int, list[int]] = {}
        """Types of which an object was made, by supertype → those types."""
        self._made: set[int] = set()
        self._catches: dict[tuple[int, int], bool] = {}

    def object(self, key: Identity, kind: int, *, opaque: bool = False) -> int:
        """The object with this identity, made when first asked for."""
        found = self._object_by.get(key)
        if found is None:
            found = len(self.objects)
            self._object_by[key] = found
            self.objects.append(Obj(kind, key, opaque))
            self.slots.append(set())
            if not opaque and kind not in self._made:
                self._made.add(kind)
                for above in self.symbols.lineage(kind):
                    self._by_type.setdefault(above, []).append(kind)
        return found

    def allocate(self, frame: Frame, state: State, offset: int, kind: int) -> int:
        """A new object of the instruction at ``offset``."""
        return self._instance(frame, state.heap, (frame.method, offset), frame.context, kind, opaque=False)

    def _instance(self, frame: Frame, heap: Heap, root: Identity, context: int, kind: int, *, opaque: bool) -> int:
        for turn in range(MAX_INSTANCES):
            made = self.object((root, context, turn), kind, opaque=opaque)
            self.objects[made].root = root
            if frame.load(heap, (made, EXISTS)) is None:
                heap.changes[made, EXISTS] = ONE
                frame.allocated.add(made)
                return made
        heap.changes[made, EXISTS] = MANY
        frame.allocated.add(made)
        return made

    def opaque(self, frame: Frame, heap: Heap, offset: int, descriptor: str, taint: int = 0) -> Value:
        """What the platform returns at an instruction: an object of a type, of which nothing else is known."""
        if descriptor in ("Ljava/lang/String;", "Ljava/lang/CharSequence;") or descriptor[0] not in "L[":
            return unknown(taint)
        made = self.object(("at", frame.method, offset, frame.context), self.symbols.type(descriptor), opaque=True)
        frame.allocated.add(made)
        if taint:
            self.taint_content(frame, heap, made, taint)
        return value(ANY, frozenset((made,)))

    def exception(self, frame: Frame, heap: Heap, kind: int, offset: int) -> Value:
        """An exception that the platform may throw at an instruction."""
        if kind < 0:
            kind = self.symbols.type("Ljava/lang/Throwable;")
        return value(OBJECT, frozenset((self.object(("thrown", frame.method, offset, kind), kind, opaque=True),)))

    def catches(self, kind: int, thrown: int) -> bool:
        """Whether a handler may catch what an instruction may throw: one type, or (-1) what a platform method throws,
        which is nothing of the kind that instructions alone throw."""
        if kind < 0:
            return True
        key = (kind, thrown)
        found = self._catches.get(key)
        if found is None:
            of_instructions = self.symbols.name(kind) in _OF_INSTRUCTIONS
            found = self._catches[key] = self.symbols.is_a(thrown, kind) if thrown >= 0 else not of_instructions
        return found

    def singular(self, frame: Frame, heap: Heap, objects: frozenset[int]) -> bool:
        """Whether a reference to these objects is to one single object of the real heap."""
        if len(objects) != 1:
            return False
        (one,) = objects
        return frame.load(heap, (one, EXISTS)) is not MANY

    def get(self, frame: Frame, heap: Heap, owner: int, slot: Identity) -> Value | None:
        """A slot of an object, None when it was never written."""
        return frame.load(heap, (owner, slot))

    def put(
        self,
        frame: Frame,
        heap: Heap,
        objects: frozenset[int],
        slot: Identity,
        stored: Value,
        absent: Value | None = None,
    ) -> None:
        """Write a slot: overwrite it where the object is certain, add to it where it is not."""
        strong = self.singular(frame, heap, objects)
        for one in objects:
            key = (one, slot)
            if stored.taint:
                self.tainted.add(one)
            if strong:
                heap.changes[key] = stored
            else:
                known = frame.load(heap, key)
                known = absent if known is None else known
                heap.changes[key] = stored if known is None else join(known, stored)
            self.slots[one].add(slot)

    def taint_content(self, frame: Frame, heap: Heap, owner: int, taint: int) -> None:
        """Everything inside an object may carry these reads."""
        if not taint:
            return
        self.tainted.add(owner)
        known = frame.load(heap, (owner, CONTENT))
        if known is None or known.taint | taint != known.taint:
            heap.changes[owner, CONTENT] = unknown(taint | (known.taint if known else 0))

    def content(self, frame: Frame, heap: Heap, known: Value) -> int:
        """The reads a value carries itself, or as the content of a platform object."""
        taint = known.taint
        for one in known.objects:
            inside = frame.load(heap, (one, CONTENT))
            if inside is not None:
                taint |= inside.taint
        return taint

    def carried(self, frame: Frame, heap: Heap, known: Value, depth: int = 5) -> int:
        """The reads that anything reachable from a value carries."""
        taint = known.taint
        if not known.objects or not self.tainted:
            return taint
        load, slots, tainted = frame.load, self.slots, self.tainted
        seen = set(known.objects)
        level = list(known.objects)
        for _ in range(depth):
            following: list[int] = []
            for one in level:
                mine = one in tainted
                if mine:
                    inside = load(heap, (one, CONTENT))
                    if inside is not None:
                        taint |= inside.taint
                for slot in slots[one]:
                    held = load(heap, (one, slot))
                    if held is not None:
                        taint |= held.taint
                        for other in held.objects:
                            if other not in seen:
                                seen.add(other)
                                following.append(other)
            if not following or len(seen) > MAX_REACHED:
                break
            level = following
        return taint

    def made_below(self, kind: int) -> list[int]:
        """Types of which the run has made objects, at or below a type."""
        return self._by_type.get(kind, [])

    def refined(self, frame: Frame, state: State, asked: Instruction, known: Value, now: Value) -> Heap:
        """The heap of a path on which it has turned out what a field holds that was read by ``asked``."""
        if asked[0] == do.STATIC_GET:
            key: Key = (STATICS, self.symbols.field(asked[3]))
        else:
            held = state.registers[asked[3]]
            if not self.singular(frame, state.heap, held.objects):
                return state.heap
            (one,) = held.objects
            key = (one, self.symbols.field(asked[4]))
        if frame.load(state.heap, key) is not known:
            return state.heap
        heap = Heap(state.heap)
        heap.changes[key] = now
        return heap
