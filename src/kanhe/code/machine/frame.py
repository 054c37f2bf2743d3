"""One run of one method on abstract arguments: its blocks, until nothing new can happen in them.

Registers and heap are followed along every path and joined where paths meet; what a call does is asked of the machine.
Knows neither the platform nor the order in which the platform runs things.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any

from kanhe.code.machine import instructions as do
from kanhe.code.machine.bodies import Block, Body
from kanhe.code.machine.conditions import asked, decide, join_guarded, meaning, telling
from kanhe.code.machine.heap import EXISTS, MAX_DEPTH, Heap, Key, flattened, join_heaps, same_heap
from kanhe.code.machine.state import Control, Outcome, State, TooHeavy, drop_unreachable, reads_of
from kanhe.code.machine.taint import told
from kanhe.code.machine.trace import Chain, Moment, Phase
from kanhe.code.machine.values import OBJECT, UNKNOWN, ZERO, Range, Value, join, value

if TYPE_CHECKING:
    from kanhe.code.machine.machine import Machine

MAX_VISITS = 16
"""Times a block is run with joined states; the lattice is low, a block that needs more is part of something absurd."""
MAX_CONTROL = 6
"""Tests of personal information that a path remembers."""
MAX_TURNS = 40
"""Times a block is run on a path that is the only one, that is, a loop whose every turn is decided by constants."""


class Frame:
    """A method being run."""

    __slots__ = (
        "_pending", "_queue", "_states", "_unsure", "_visits", "allocated", "base", "body", "context", "controlled",
        "depth", "entry_guard", "escapes", "machine", "method", "offset", "parent", "phase", "reads", "reason",
        "returned", "returned_control", "returned_guard", "returned_heap", "start", "thrown", "thrown_heap",
    )  # fmt: skip

    def __init__(
        self, machine: Machine, body: Body, base: Heap, parent: Frame | None, phase: Phase, guard: str | None, context: int,
        controlled: int = 0,
    ) -> None:  # fmt: skip
        self.controlled = controlled
        """Reads on which it depends whether the method is run at all."""
        self.returned_control = 0
        self.start = self.offset = -1
        self.reason = "call"
        """What the method was started by, for one that nothing of the package called; the call's offset; why it runs."""
        self.machine = machine
        self.body = body
        self.method = body.method
        self.base = base
        self.parent = parent
        self.phase = phase
        self.entry_guard = guard
        self.context = context
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.reads: dict[Key, Value | None] = {}
        self.allocated: set[int] = set()
        self.returned: Value | None = None
        self.returned_heap: Heap | None = None
        self.returned_guard: str | None = None
        self.thrown: Value | None = None
        self.thrown_heap: Heap | None = None
        self.escapes = False
        self._unsure: tuple[list[Value], Heap, str | None, int, int] | None = None
        self._states: dict[int, State] = {}
        self._visits: dict[int, int] = {}
        self._queue: list[int] = []
        self._pending: set[int] = set()

    def chain(self) -> Chain:
        """The calls under way."""
        steps: list[tuple[int, str, int]] = []
        frame: Frame | None = self
        top = self
        while frame is not None:
            steps.append((frame.method, frame.reason, frame.offset))
            top, frame = frame, frame.parent
        return Chain(top.start, top.offset, tuple(reversed(steps)))

    def moment(self, state: State) -> Moment:
        """When the state's code runs."""
        return Moment(self.phase, state.guard)

    def load(self, heap: Heap, key: Key) -> Value | None:
        """What is stored; what this run did not write itself is noted as read."""
        frame: Any = self  # frames and layers are walked up to where they are known to end
        layer: Any = heap
        passed: list[dict[Key, Value | None]] = []
        while True:
            base = frame.base
            while layer is not base:
                found = layer.changes.get(key)
                if found is not None:
                    break
                layer = layer.parent
            else:
                if key in frame.reads:
                    found = frame.reads[key]
                    break
                passed.append(frame.reads)
                frame = frame.parent
                if frame is None:
                    found = base.get(key)
                    break
                continue
            break
        for reads in passed:
            reads[key] = found
        stored: Value | None = found
        return stored

    def run(self, arguments: tuple[Value, ...]) -> Outcome:
        """Run the method; ``arguments`` the receiver first, a long or double as one."""
        body = self.body
        registers = [UNKNOWN] * body.registers
        first = body.registers - body.ins
        for word, argument in zip(self.machine.symbols.words(self.method), arguments, strict=False):
            if word < body.ins:
                registers[first + word] = argument
        self._states[0] = State(registers, Heap(self.base), self.entry_guard)
        self._push(0)
        machine = self.machine
        while self._queue:
            number = heapq.heappop(self._queue)
            self._pending.discard(number)
            if machine.exhausted:
                break
            self._run_block(body.blocks[number], self._states[number])
        return self._outcome()

    def _outcome(self) -> Outcome:
        if self.returned_heap is not None:
            writes = self.returned_heap.since(self.base)
            result = self.returned
        elif self.machine.exhausted:
            writes, result = {}, UNKNOWN
        else:
            writes, result = {}, None
        thrown_writes = self.thrown_heap.since(self.base) if self.thrown_heap is not None else {}
        if self.allocated:
            self.allocated -= drop_unreachable(self.allocated, (result, self.thrown), (writes, thrown_writes))
        guard = self.returned_guard if self.entry_guard is None else None
        return Outcome(result, writes, self.thrown, thrown_writes, self.escapes, frozenset(self.allocated), guard)

    def _push(self, number: int) -> None:
        if number not in self._pending:
            self._pending.add(number)
            heapq.heappush(self._queue, number)

    def _run_block(self, block: Block, entry: State) -> None:
        machine = self.machine
        heap = entry.heap
        if heap.depth - self.base.depth > MAX_DEPTH:
            heap = flattened(heap, self.base)
        state = State(list(entry.registers), heap.fork(self.base), entry.guard, entry.caught, entry.control)
        machine.steps += len(block.instructions) + 1
        if machine.steps > machine.deadline:
            raise TooHeavy
        self._unsure = None
        execute = machine.execute
        for instruction in block.instructions:
            if not execute[instruction[0]](self, state, instruction, block):
                break
        else:
            self._finish(block, state)
        if self._unsure is not None:
            self._to_handlers(block, *self._unsure)

    def _finish(self, block: Block, state: State) -> None:
        end = block.end
        kind = end[0]
        if kind == do.FALL:
            if block.successors:
                self._flow(block.successors[0], state, alone=True)
        elif kind == do.RETURN:
            self._return(state, ZERO if end[2] < 0 else state.registers[end[2]])
        elif kind == do.THROW:
            self.throw(block, state.registers, state.heap, state.registers[end[2]], state.guard)
        elif kind == do.IF:
            self._branch(block, state)
        else:
            self._switch(block, state)

    def _return(self, state: State, result: Value) -> None:
        reads = reads_of(state.control)
        if self.returned_heap is None:
            self.returned, self.returned_heap, self.returned_guard = result, state.heap, state.guard
            self.returned_control = reads
            return
        assert self.returned is not None
        known, before = self.returned, self.returned_heap
        self.returned = join_guarded(known, self.returned_guard, result, state.guard, self.entry_guard)
        self.returned_heap = join_heaps(before, state.heap, self.base, self.load)
        self.returned_control |= reads
        if self.returned_control:
            self.returned = telling(self.returned, known, result, self.returned_control)
            if self.returned_heap is not before and self.returned_heap is not state.heap:
                self._tell(self.returned_heap, before, state.heap, self.returned_control)
        if self.returned_guard != state.guard:
            self.returned_guard = self.entry_guard

    def _branch(self, block: Block, state: State) -> None:
        _, _, test, left_register, right_register = block.end
        left = state.registers[left_register]
        right = ZERO if right_register < 0 else state.registers[right_register]
        decided = decide(test, left, right)
        skip, jump = block.successors
        if decided is not None:
            self._flow(jump if decided else skip, state, alone=True)
            return
        flagged = meaning(test, left, right)
        control = self._under(block, state, asked(left, right, compared=right_register >= 0))
        for taken, target in ((False, skip), (True, jump)):
            guard = state.guard
            if flagged is not None and guard is None and flagged[1] == taken:
                guard = flagged[0]
            registers = list(state.registers)
            if right_register < 0 and test in ("eq", "ne"):
                if taken == (test == "eq"):
                    registers[left_register] = ZERO
                elif left.objects and left.const is not OBJECT:
                    registers[left_register] = value(OBJECT, left.objects, left.taint, left.flag)
            heap = state.heap
            if block.asks is not None and registers[left_register] is not left:
                heap = self.machine.refined(self, state, block.asks, left, registers[left_register])
            self._flow(target, State(registers, heap, guard, None, control), alone=False)

    def _switch(self, block: Block, state: State) -> None:
        _, _, register, keys = block.end
        known = state.registers[register]
        if isinstance(known.const, int):
            target = block.successors[1 + keys.index(known.const)] if known.const in keys else block.successors[0]
            self._flow(target, state, alone=True)
            return
        possible = block.successors
        if isinstance(known.const, Range):
            low, high = known.const
            possible = (possible[0], *(t for key, t in zip(keys, possible[1:], strict=True) if low <= key <= high))
        control = self._under(block, state, known.taint)
        for target in dict.fromkeys(possible):
            self._flow(target, State(list(state.registers), state.heap, state.guard, None, control), alone=False)

    def _under(self, block: Block, state: State, reads: int) -> Control:
        """The tests on which a path depends behind a branch that asks for these reads."""
        if not reads:
            return state.control
        added = (self.body.meeting(block.number), told(reads))
        return state.control if added in state.control else (*state.control[-MAX_CONTROL:], added)

    def _flow(self, target: int, state: State, *, alone: bool) -> None:
        """A path goes on at a block; ``alone``: no other path leaves the block it comes from."""
        if state.control:
            state.arrived = reads_of(state.control)
            state.control = tuple(test for test in state.control if test[0] != target)
        before = self._states.get(target)
        visits = self._visits.get(target, 0)
        if before is None:
            self._states[target] = state
        elif alone and not self._queue and visits < MAX_TURNS and not state.arrived:
            # No other path is under way: what ran before has been followed to its end, and joining would only blur.
            self._states[target] = state
        else:
            joined = self._join(before, state)
            if joined is None:
                return
            if visits > MAX_TURNS + MAX_VISITS:
                self.machine.trace.bound("turns")
                return
            self._states[target] = joined
        self._visits[target] = visits + 1
        self._push(target)

    def _join(self, before: State, after: State) -> State | None:
        """The join, or None when it is what was there before."""
        changed = False
        arrived = before.arrived | after.arrived
        registers = before.registers
        mine = after.registers
        if registers != mine:
            joined = list(registers)
            for k, known in enumerate(registers):
                other = mine[k]
                if known is not other:
                    both = join_guarded(known, before.guard, other, after.guard, self.entry_guard)
                    if arrived:
                        both = telling(both, known, other, arrived)
                    if both is not known:
                        joined[k] = both
                        changed = True
            registers = joined
        heap = before.heap
        if heap is not after.heap:
            both_heaps = join_heaps(heap, after.heap, self.base, self.load)
            if arrived and both_heaps is not heap:
                self._tell(both_heaps, heap, after.heap, arrived)
            if not same_heap(both_heaps, heap, self.base, self.load):
                heap, changed = both_heaps, True
        guard = before.guard
        if guard != after.guard:
            guard = self.entry_guard
            changed = changed or guard != before.guard
        caught = before.caught
        if after.caught is not None and caught is not after.caught:
            both_caught = after.caught if caught is None else join(caught, after.caught)
            if both_caught is not caught:
                caught, changed = both_caught, True
        control = before.control
        if after.control != control:
            control = tuple(dict.fromkeys((*control, *after.control)))[-MAX_CONTROL:]
            changed = changed or len(control) > len(before.control)
        if not changed:
            return None
        joined_state = State(registers, heap, guard, caught, control)
        joined_state.arrived = arrived
        return joined_state

    def _tell(self, joined: Heap, left: Heap, right: Heap, reads: int) -> None:
        """What differs between two paths tells which of them was taken."""
        load, tainted = self.load, self.machine.tainted
        for key, both in list(joined.changes.items()):
            owner, slot = key
            if slot is EXISTS or (owner < 0 and type(slot) is not int):
                continue
            known, other = load(left, key), load(right, key)
            if known is not None and other is not None and known is not other:
                joined.changes[key] = telling(both, known, other, reads)
                if owner >= 0:
                    tainted.add(owner)

    def throw(self, block: Block, registers: list[Value], heap: Heap, thrown: Value, guard: str | None) -> None:
        """An exception leaves an instruction: to the handlers that catch it, or out of the method."""
        symbols, objects = self.machine.symbols, self.machine.objects
        rest = thrown.objects
        unknown = not rest
        for kind, target in block.handlers:
            certain, possible = [], []
            for each in rest:
                known = objects[each].type
                if kind < 0 or symbols.is_a(known, kind):
                    certain.append(each)
                elif objects[each].opaque and symbols.is_a(kind, known):
                    possible.append(each)
            if not (certain or possible or unknown):
                continue
            caught = value(OBJECT, frozenset((*certain, *possible)), thrown.taint)
            self._flow(target, State(list(registers), heap, guard, caught), alone=False)
            rest = rest - frozenset(certain)
            if kind < 0 or (not rest and not unknown):
                return
        if not rest and not unknown:
            return
        left = value(OBJECT, rest, thrown.taint)
        if self.thrown is None or self.thrown_heap is None:
            self.thrown, self.thrown_heap = left, heap
        else:
            self.thrown = join(self.thrown, left)
            self.thrown_heap = join_heaps(self.thrown_heap, heap, self.base, self.load)

    def may_throw(self, block: Block, state: State, offset: int, kind_of: int = -1) -> None:
        """An exception may leave an instruction that changed nothing: of one type, or of one the platform's methods throw."""
        self.escapes = self.escapes or kind_of < 0
        if not block.handlers:
            return
        # Of all the moments in a block at which something may be thrown, the first and the last stand for those between.
        heap = state.heap
        if heap.changes:
            state.heap = Heap(heap)
        elif heap is not self.base and heap.parent is not None:
            heap = heap.parent
        moment = (list(state.registers), heap, state.guard, offset, kind_of)
        if self._unsure is None:
            self._to_handlers(block, *moment)
        self._unsure = moment

    def _to_handlers(
        self, block: Block, registers: list[Value], heap: Heap, guard: str | None, offset: int, kind_of: int
    ) -> None:  # fmt: skip
        for kind, target in block.handlers:
            if not self.machine.catches(kind, kind_of):
                continue
            before = self._states.get(target)
            if before is not None and before.heap is heap and before.registers == registers:
                continue
            caught = self.machine.exception(self, heap, kind, offset)
            self._flow(target, State(list(registers), heap, guard, caught), alone=False)
