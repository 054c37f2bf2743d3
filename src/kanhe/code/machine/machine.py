"""The abstract machine: objects, calls and their summaries, and the budget of one app.

A call is run once for every different set of arguments and of what it reads from the heap; the same call later is
answered from its summary.  What the platform's own methods do is told by :mod:`kanhe.code.machine.platform`, in which
order the platform runs things by :mod:`kanhe.code.machine.lifecycle`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kanhe.code.dex.static_values import static_fields
from kanhe.code.machine.bodies import Bodies
from kanhe.code.machine.execution import EXECUTE
from kanhe.code.machine.frame import Frame
from kanhe.code.machine.heap import EXISTS, STATICS, Heap, Key
from kanhe.code.machine.memory import MAX_INSTANCES, Memory
from kanhe.code.machine.state import Outcome, State, TooHeavy
from kanhe.code.machine.symbols import Method, Symbols
from kanhe.code.machine.taint import reads
from kanhe.code.machine.trace import Moment, Trace
from kanhe.code.machine.values import (
    MANY,
    ONE,
    UNKNOWN,
    ZERO,
    Constant,
    Value,
    join,
    unknown,
    value,
)
from kanhe.code.program import Program

if TYPE_CHECKING:
    from kanhe.code.machine.platform import Platform

MAX_DEPTH = 70
"""Calls within calls; a Python frame or three each."""
MAX_RECURSION = 2
MAX_CONTEXT = 12
"""Calls by which objects of one instruction are told apart."""
MAX_SUMMARIES = 6
"""Summaries of one method for the same arguments."""
ALLOWANCE = 400
"""Instructions that a call may take from which no read and no sink can be reached, and which is given no such data."""
PURE = 12
"""How many times as much when it is given such data: what it computes, say a cipher, is worth following if it is short."""
NEVER = 1 << 60
GENERAL_AFTER = 16
"""Runs of one method after which its arguments are generalised, and, five times later, its heap too."""
MAX_TARGETS = 6
"""Methods that one call is followed to when the receiver is not known."""


@dataclass(slots=True)
class Summary:
    """What a call did, and what it read of the heap to do it."""

    reads: dict[Key, Value | None]
    outcome: Outcome
    suspect: Key | None = None
    """What differed last time, looked at first the next."""

    def holds(self, load: Callable[[Heap, Key], Value | None], heap: Heap) -> bool:
        """Whether the call would read the same on this heap."""
        reads = self.reads
        if self.suspect is not None and load(heap, self.suspect) is not reads[self.suspect]:
            return False
        for key, known in reads.items():
            if load(heap, key) is not known:
                self.suspect = key
                return False
        return True


class Machine(Memory):
    """Runs the code of one app."""

    def __init__(
        self, program: Program, symbols: Symbols, bodies: Bodies, platform: Platform, trace: Trace, budget: int,
        relevant: npt.NDArray[np.bool_],
    ) -> None:  # fmt: skip
        super().__init__(symbols)
        self.program = program
        self.bodies = bodies
        self.platform = platform
        self.trace = trace
        self.budget = self.limit = budget
        self.cut = False
        """Whether something was left out because what it might spend was spent."""
        self.relevant = relevant
        """bool[M]: methods from which a read or a sink may be reached."""
        self.steps = 0
        self.deadline = NEVER
        """Steps at which a call that reaches nothing of interest is given up."""
        self._trying = False
        self._heavy: set[tuple[int, bool]] = set()
        self.root = Heap()
        """Under every heap: what static initialisers made."""
        self._ready: set[int] = set()
        self._initialising: set[int] = set()
        self._bottom: set[int] = set()
        self.execute = EXECUTE
        self._contexts: dict[tuple[int, int, int], int] = {}
        self._summaries: dict[tuple[int, tuple[Value, ...], int, int], list[Summary]] = {}
        self._runs: dict[tuple[int, int], int] = {}
        self._general: dict[tuple[int, int], tuple[Value, ...]] = {}
        self._last: dict[tuple[int, int], Outcome] = {}
        self._stack: dict[int, int] = {}

    @property
    def exhausted(self) -> bool:
        """Whether what may be spent by now is spent."""
        return self.steps > self.limit

    def allow(self, share: float) -> None:
        """Let this share of the whole budget be spent by now; what was cut short before stays cut."""
        self.cut = self.cut or self.exhausted
        self.limit = int(self.budget * share)

    @property
    def patience(self) -> int:
        """Runs of one method after which its arguments are generalised: the fewer, the more of the budget is spent."""
        if self.steps < self.budget >> 3:
            return GENERAL_AFTER
        return GENERAL_AFTER // 4 if self.steps < self.budget >> 1 else GENERAL_AFTER // 8

    # Calls

    def call(
        self, caller: Frame | None, heap: Heap, offset: int, number: int, arguments: tuple[Value, ...], moment: Moment,
        reason: str, root: int = -1, control: int = 0,
    ) -> Outcome:  # fmt: skip
        """Run a method of the package, or answer from its summary; changes nothing in ``heap``."""
        world = moment.world
        start = caller.method if caller is not None else root
        self.trace.edges.setdefault((world, start, offset, number), reason)
        if caller is not None:
            carried = 0
            for argument in arguments:
                carried |= argument.taint
            if carried:
                self._passed(carried, start, number)
        body = self.bodies.body(number)
        depth = 0 if caller is None else caller.depth + 1
        if body is None or self.exhausted or depth > MAX_DEPTH or self._stack.get(number, 0) >= MAX_RECURSION:
            if body is not None and depth > MAX_DEPTH:
                self.trace.bound("depth")
            return self._default(caller, heap, arguments, number, offset)
        runs = self._runs.get((number, world), 0)
        patience = self.patience
        if runs > patience:
            arguments = self._generalise(number, world, arguments)
            if runs > 5 * patience:
                self.trace.bound("contexts")
                last = self._last.get((number, world))
                if last is not None:
                    return self._renamed(last, caller, heap, offset)
        key = (number, arguments, world, control)
        known = self._summaries.get(key)
        if known is not None:
            load = Heap.get if caller is None else caller.load
            for summary in known:
                self.steps += len(summary.reads) >> 4
                if summary.holds(load, heap):
                    self.steps += len(summary.outcome.writes) >> 3
                    return self._renamed(summary.outcome, caller, heap, offset)
        before = self.deadline
        tainted = False
        trial = caller is not None and not self._trying and not self.relevant[number]
        if trial:
            assert caller is not None
            tainted = any(argument.taint or self.carried(caller, heap, argument, 2) for argument in arguments)
            if (number, tainted) in self._heavy:
                return self._default(caller, heap, arguments, number, offset)
            self._trying = True
            allowed = ALLOWANCE * (PURE if tainted else 1)
            before, self.deadline = self.deadline, min(self.deadline, self.steps + allowed)
        context = self._context(caller, offset, number)
        frame = Frame(self, body, heap, caller, moment.phase, moment.guard, context, control)
        frame.start, frame.offset, frame.reason = start, offset, reason
        self._runs[number, world] = runs + 1
        self._stack[number] = self._stack.get(number, 0) + 1
        self.trace.executed.add(number)
        try:
            outcome = frame.run(arguments)
        except TooHeavy:
            if not trial or self.steps > before:
                raise
            self._heavy.add((number, tainted))
            return self._default(caller, heap, arguments, number, offset)
        finally:
            self._stack[number] -= 1
            if trial:
                self.deadline, self._trying = before, False
        self.steps += len(outcome.writes) >> 2
        self._last[number, world] = outcome
        if outcome.value is not None and outcome.value.taint and caller is not None:
            self._passed(outcome.value.taint, number, start)
        if not self.exhausted:
            kept = self._summaries.setdefault(key, [])
            kept.insert(0, Summary(frame.reads, outcome))
            del kept[MAX_SUMMARIES:]
        if caller is not None:
            caller.allocated |= frame.allocated
        return outcome

    def _passed(self, taint: int, source: int, target: int) -> None:
        for read in reads(taint):
            self.trace.transfers.setdefault(read, {})[source, target] = None

    def _generalise(self, number: int, world: int, arguments: tuple[Value, ...]) -> tuple[Value, ...]:
        before = self._general.get((number, world))
        if before is None or len(before) != len(arguments):
            general = tuple(a if a.objects else unknown(a.taint, a.flag) for a in arguments)
        else:
            general = tuple(join(a, b) for a, b in zip(before, arguments, strict=True))
        self._general[number, world] = general
        return general

    def _context(self, caller: Frame | None, offset: int, number: int) -> int:
        if caller is None:
            return self._contexts.setdefault((-1, offset, number), len(self._contexts))
        if caller.depth > MAX_CONTEXT or self._stack.get(number, 0):
            return caller.context
        return self._contexts.setdefault((caller.context, caller.method, offset), len(self._contexts))

    def _default(
        self, caller: Frame | None, heap: Heap, arguments: tuple[Value, ...], number: int, offset: int
    ) -> Outcome:
        """A call that is not followed: what goes in may come out."""
        taint = 0
        for argument in arguments:
            taint |= argument.taint if caller is None else self.carried(caller, heap, argument, 3)
        method = self.symbols.method(number)
        if caller is None:
            return Outcome(ZERO if method.returns == "V" else unknown(taint), {}, escapes=True)
        scratch = Heap(heap)
        for one in {one for argument in arguments for one in argument.objects} if taint else ():
            self.taint_content(caller, scratch, one, taint)
        if method.returns == "V":
            return Outcome(ZERO, scratch.changes, escapes=True)
        return Outcome(self.opaque(caller, scratch, offset, method.returns, taint), scratch.changes, escapes=True)

    def _renamed(self, outcome: Outcome, caller: Frame | None, heap: Heap, offset: int) -> Outcome:
        """A summary's outcome, with objects of its own for what the method creates."""
        if caller is None or not outcome.allocated:
            return outcome
        context = self._contexts.setdefault((caller.context, caller.method, offset), len(self._contexts))
        names: dict[int, int] = {}
        many: set[int] = set()
        for old in sorted(outcome.allocated):
            if (old, EXISTS) not in outcome.writes and (old, EXISTS) not in outcome.thrown_writes:
                caller.allocated.add(old)
                continue
            known = self.objects[old]
            for turn in range(MAX_INSTANCES):
                new = self.object(("again", known.root, context, turn, len(names)), known.type, opaque=known.opaque)
                self.objects[new].root = known.root
                if caller.load(heap, (new, EXISTS)) is None:
                    break
            else:
                many.add(new)
            names[old] = new
            if old in self.lambdas:
                self.lambdas[new] = self.lambdas[old]
            self.slots[new] |= self.slots[old]
            if old in self.tainted:
                self.tainted.add(new)
            caller.allocated.add(new)
        if not names:
            return outcome

        def writes(changes: dict[Key, Value]) -> dict[Key, Value]:
            result: dict[Key, Value] = {}
            for (owner, slot), stored in changes.items():
                owner = names.get(owner, owner)
                stored = _rename(stored, names)
                if owner in many:
                    if slot is EXISTS:
                        stored = MANY
                    else:
                        before = caller.load(heap, (owner, slot))
                        stored = stored if before is None else join(before, stored)
                result[owner, slot] = stored
            return result

        return Outcome(
            None if outcome.value is None else _rename(outcome.value, names),
            writes(outcome.writes),
            None if outcome.thrown is None else _rename(outcome.thrown, names),
            writes(outcome.thrown_writes),
            outcome.escapes,
            frozenset(names.values()),
            outcome.guard,
        )

    def ready(self, kind: int) -> bool:
        """Whether the static initialiser of a class has run for all paths."""
        return kind in self._ready

    @property
    def bottom(self) -> set[int]:
        """Objects that static initialisers made."""
        return self._bottom

    # Classes

    def initialise(self, frame: Frame, state: State, kind: int) -> None:
        """Run the static initialiser of a class of the package before its first use.

        One that depends on nothing the app did before is run once for all paths, and what it makes lies at the bottom of
        the heap; any other is run where it is met.
        """
        if kind in self._ready or kind in self._initialising or not self.symbols.in_app(kind):
            return
        key = (STATICS, ("class", kind))
        if frame.load(state.heap, key) is not None:
            return
        self._initialising.add(kind)
        try:
            above = self.symbols.super_of(kind)
            if above >= 0:
                self.initialise(frame, state, above)
            base = Heap(state.heap)
            base.changes = self.initial_statics(kind)
            body, number = None, -1
            for method in self.symbols.methods_of(kind):
                if self.symbols.method(method).name == "<clinit>":
                    body, number = self.bodies.body(method), method
            writes = base.changes
            pure = True
            if body is not None and not self.exhausted and frame.depth < MAX_DEPTH:
                moment = frame.moment(state)
                self.trace.edges.setdefault((moment.world, frame.method, -1, number), "static initialiser")
                self.trace.executed.add(number)
                inner = Frame(self, body, base, frame, moment.phase, moment.guard, self._context(None, -1, number))
                inner.reason = "static initialiser"
                outcome = inner.run(())
                bottom = self.root.changes
                pure = all(
                    v is None or k in base.changes or bottom.get(k) is v for k, v in inner.reads.items()
                ) and all(k[0] == STATICS or k[0] in inner.allocated or k[0] in self._bottom for k in outcome.writes)
                writes = {**base.changes, **outcome.writes}
                frame.allocated |= inner.allocated if not pure else set()
        finally:
            self._initialising.discard(kind)
        if pure:
            self._ready.add(kind)
            self.root.changes.update(writes)
            self._bottom.update(k[0] for k in writes if k[0] >= 0)
        else:
            state.heap.changes[key] = ONE
            state.heap.changes.update(writes)

    def initial_statics(self, kind: int) -> dict[Key, Value]:
        """Static fields of a class before its initialiser has run."""
        dex = int(self.program.class_dex[kind])
        fields = self.program.fields.of[dex]
        found: dict[Key, Value] = {}
        for field, constant in static_fields(self.program.dexes[dex], int(self.program.class_row[kind])):
            number = self.symbols.field(int(fields[field]))
            found[STATICS, number] = self._initial(dex, constant)
        return found

    def _initial(self, dex: int, constant: tuple[str, int] | None) -> Value:
        if constant is None:
            return ZERO
        kind, number = constant
        if kind == "string":
            return value(self.program.dexes[dex].string(number))
        return value(number) if kind == "integer" else UNKNOWN

    def platform_call(
        self, frame: Frame, state: State, offset: int, how: int, method: Method, arguments: tuple[Value, ...]
    ) -> Value | None:
        """A call of a platform method; None when it never returns."""
        return self.platform.call(frame, state, offset, how, method, arguments)

    def constant(self, known: Value) -> Constant:
        """The constant of a value."""
        return known.const


def _rename(known: Value, names: dict[int, int]) -> Value:
    objects = known.objects
    if not objects or not any(one in names for one in objects):
        return known
    return value(known.const, frozenset(names.get(one, one) for one in objects), known.taint, known.flag)
