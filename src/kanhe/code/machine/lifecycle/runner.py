"""Running one callback on a heap, and making the objects that the platform makes.

Knows nothing of the order in which callbacks come.
"""

from __future__ import annotations

from collections.abc import Iterable

from kanhe.code.machine.heap import CONTENT, EXISTS, STATICS, STORE, Heap, compacted, join_heaps
from kanhe.code.machine.lifecycle.collection import Collector
from kanhe.code.machine.machine import NEVER, Machine
from kanhe.code.machine.platform import Platform
from kanhe.code.machine.state import Outcome, TooHeavy
from kanhe.code.machine.taint import taint_of
from kanhe.code.machine.trace import Chain, Moment, Phase
from kanhe.code.machine.values import ANY, ONE, UNKNOWN, ZERO, Value, pointer, unknown, value

ALLOWANCE = 40_000
"""Instructions that one callback may take at least, and always a share of what is left; what it had reached by then
counts, what it would have changed does not."""
COST = 5
"""Instructions that starting a callback counts for."""
_WITH_STATE = frozenset(
    {
        "onCreate", "onRestoreInstanceState", "onSaveInstanceState", "onPostCreate", "onActivityCreated",
        "onViewStateRestored",
    }
)  # fmt: skip
"""Callbacks that are handed the saved state."""


class Runner:
    """Runs methods of one app, one after the other."""

    def __init__(self, machine: Machine, platform: Platform) -> None:
        self.machine = machine
        self.platform = platform
        self.symbols = machine.symbols
        self.trace = machine.trace
        self.root = machine.root
        self.collector = Collector(machine)
        self.restored = False
        """Whether screens are being made again after the platform destroyed them."""

    @property
    def exhausted(self) -> bool:
        """Whether the budget is spent."""
        return self.machine.exhausted

    def fire(
        self, heap: Heap, receiver: Value | None, method: int, arguments: tuple[Value, ...], moment: Moment, reason: str,
        start: int, offset: int = -1,
    ) -> tuple[Heap, Value]:  # fmt: skip
        """Run a method on a heap; returns the heap after it, and what the method returned."""
        reads = self.platform.reads.at.get((method, -1))
        if reads is not None:
            taint = 0
            for number in reads:
                self.trace.read(number, moment, lambda: Chain(start, offset, ((method, reason, offset),)))
                taint |= taint_of(number)
            heap = heap.fork(self.root)
            arguments = tuple(_carrying(heap, a, taint) for a in arguments)
        full = arguments if receiver is None else (receiver, *arguments)
        machine = self.machine
        machine.steps += COST
        outcome: Outcome | None = None
        for share in (3, 2) if moment.phase is Phase.STARTUP else (12,):
            machine.deadline = machine.steps + max(ALLOWANCE, (machine.limit - machine.steps) // share)
            try:
                outcome = machine.call(None, heap, offset, method, full, moment, reason, start)
                break
            except TooHeavy:
                continue  # at launch once more: what was run before is known by now
            finally:
                machine.deadline = NEVER
        if outcome is None:
            self.trace.bound("callback")
            return heap, UNKNOWN
        result = UNKNOWN if outcome.value is None else outcome.value
        if not outcome.writes:
            return heap, result
        after = Heap(heap)
        after.changes = dict(outcome.writes)
        if self.collector.due(len(outcome.writes)):
            after = self.collector.collected(after, result.objects)
        return compacted(after, self.root), result

    def named(
        self, heap: Heap, held: Value, names: Iterable[str], moment: Moment, start: int, reason: str,
        given: tuple[Value, ...] = (),
    ) -> Heap:  # fmt: skip
        """Run callbacks of an object by name, in this order, where its class overrides them."""
        for name in names:
            for one in sorted(held.objects):
                kind = self.machine.objects[one].type
                for method in self.symbols.named(kind, name):
                    if self.symbols.is_static(method.number) or self.machine.bodies.body(method.number) is None:
                        continue
                    arguments = self.arguments(method.number, given[: len(method.parameters)])
                    heap, result = self.fire(heap, held, method.number, arguments, moment, reason, start)
                    if name == "onBind" and result.objects:
                        heap = heap.fork(self.root)
                        heap.changes[STORE, ("binder", kind, "")] = result
                        self.platform.stores.add(("binder", kind, ""))
        return heap

    def arguments(self, method: int, given: tuple[Value, ...] = ()) -> tuple[Value, ...]:
        """Arguments of a callback; what is not given is an object of the platform."""
        made = list(given)
        called = self.symbols.method(method)
        for k, kind in enumerate(called.parameters[len(given) :], len(given)):
            if kind == "Landroid/os/Bundle;" and called.name in _WITH_STATE:
                fresh = not self.restored and called.name != "onSaveInstanceState"
                made.append(ZERO if fresh else pointer(self._saved_state(called.owner)))
            elif kind[0] in "L[" and kind not in ("Ljava/lang/String;", "Ljava/lang/CharSequence;"):
                one = self.machine.object(("argument", method, k), self.symbols.type(kind), opaque=True)
                made.append(value(ANY, frozenset((one,))))
            else:
                made.append(UNKNOWN)
        return tuple(made)

    def _saved_state(self, owner: int) -> int:
        """What a screen saves of itself, for the screen of the same class that comes after it."""
        made = self.machine.object(("saved state", owner), self.symbols.type("Landroid/os/Bundle;"), opaque=True)
        self.collector.handles.add(made)
        return made

    def make(
        self, heap: Heap, descriptor: str, moment: Moment, start: int, reason: str, name: str = "component"
    ) -> tuple[Heap, Value] | None:
        """The object of a class that the platform creates; None for a class that the package does not define."""
        kind = self.symbols.type(descriptor)
        if kind < 0 or not self.symbols.in_app(kind):
            return None
        made = self.machine.object((name, descriptor), kind)
        held = pointer(made)
        if heap.get((made, EXISTS)) is not None:
            return heap, held
        heap = heap.fork(self.root)
        heap.changes[made, EXISTS] = ONE
        self.collector.handles.add(made)
        heap = self._initialise(heap, kind, moment, start)
        for method in self.symbols.named(kind, "<init>"):
            if method.owner == kind:
                heap, _ = self.fire(heap, held, method.number, self.arguments(method.number), moment, reason, start)
                break
        return heap, held

    def _initialise(self, heap: Heap, kind: int, moment: Moment, start: int) -> Heap:
        """Run the static initialiser of a class that the platform loads."""
        if heap.get((STATICS, ("class", kind))) is not None or self.machine.ready(kind):
            return heap
        clinit = [n for n in self.symbols.methods_of(kind) if self.symbols.method(n).name == "<clinit>"]
        changes = self.machine.initial_statics(kind)
        heap = heap.fork(self.root)
        heap.changes[STATICS, ("class", kind)] = ONE
        heap.changes.update(changes)
        for number in clinit:
            heap, _ = self.fire(heap, None, number, (), moment, "static initialiser", start)
        return heap

    def joined(self, before: Heap, after: Heap) -> Heap:
        """What may be stored when something may have run or not, or one thing or the other."""
        joined = join_heaps(before, after, self.root)
        self.machine.steps += len(joined.changes) >> 5
        return compacted(joined, self.root)


def _carrying(heap: Heap, argument: Value, taint: int) -> Value:
    """An argument of a callback that is handed personal information."""
    if not argument.objects:
        return unknown(argument.taint | taint)
    for one in argument.objects:
        known = heap.get((one, CONTENT))
        heap.changes[one, CONTENT] = unknown(taint | (known.taint if known is not None else 0))
    return argument
