"""Calls: which methods an instruction may run, and what their outcomes do to the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kanhe.code.dex.call_sites import call_site
from kanhe.code.dex.tables import DexTables
from kanhe.code.machine import instructions as do
from kanhe.code.machine.bodies import Block
from kanhe.code.machine.heap import Heap, join_heaps
from kanhe.code.machine.instructions import Instruction
from kanhe.code.machine.state import Outcome, State, reads_of
from kanhe.code.machine.symbols import Method, words_of
from kanhe.code.machine.values import OBJECT, UNKNOWN, ZERO, Value, join, value

if TYPE_CHECKING:
    from kanhe.code.machine.frame import Frame
    from kanhe.code.machine.machine import Machine
    from kanhe.code.machine.trace import Moment

MAX_TARGETS = 6
"""Methods a call is followed to when its receiver is not known."""


def invoke(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    """An invoke instruction."""
    _, offset, to, how, number, words = it
    machine = frame.machine
    method = machine.symbols.method(number)
    registers = state.registers
    static = how == do.STATIC
    try:
        if static:
            arguments = tuple([registers[words[w]] for w in method.static_words])
        else:
            arguments = (registers[words[0]], *[registers[words[w + 1]] for w in method.static_words])
    except IndexError:
        machine.trace.bound("malformed-call")
        return True
    result = call(frame, state, offset, how, method, arguments, block)
    if result is None:
        return False
    if to >= 0:
        registers[to] = result
    return True


def call(
    frame: Frame, state: State, offset: int, how: int, method: Method, arguments: tuple[Value, ...], block: Block | None,
    reason: str = "call",
) -> Value | None:  # fmt: skip
    """Call a method; the result, or None when the call never returns."""
    machine = frame.machine
    symbols = machine.symbols
    if how == do.STATIC:
        machine.initialise(frame, state, method.owner)
    if how == do.STATIC or how == do.DIRECT:
        target = symbols.resolve(method.owner, method.signature)
        if target >= 0:
            return run(frame, state, offset, [(target, arguments)], block, reason)
    elif how == do.SUPER:
        own = symbols.method(frame.method).owner
        start = symbols.super_of(own) if symbols.in_app(own) else method.owner
        target = symbols.resolve(start if start >= 0 else method.owner, method.signature)
        if target < 0 and start != method.owner:
            target = symbols.resolve(method.owner, method.signature) if not symbols.is_a(own, method.owner) else -1
        if target >= 0:
            return run(frame, state, offset, [(target, arguments)], block, reason)
    else:
        if machine.lambdas and not arguments[0].objects.isdisjoint(machine.lambdas):
            return _lambdas(frame, state, offset, how, method, arguments, block, reason)
        targets, outside = dispatch(machine, method, arguments)
        if targets and not outside:
            return run(frame, state, offset, targets, block, reason)
        if targets:
            before = state.heap
            scratch = _with_heap(state, Heap(before))
            first = run(frame, scratch, offset, targets, block, reason)
            other = _with_heap(state, Heap(before))
            rest = value(arguments[0].const, frozenset(outside), arguments[0].taint)
            second = platform(frame, other, offset, how, method, (rest, *arguments[1:]), block)
            if first is None or second is None:
                state.heap = other.heap if first is None else scratch.heap
                return second if first is None else first
            state.heap = Heap(join_heaps(scratch.heap, other.heap, frame.base, frame.load))
            return join(first, second)
    return platform(frame, state, offset, how, method, arguments, block)


def _lambdas(
    frame: Frame, state: State, offset: int, how: int, method: Method, arguments: tuple[Value, ...], block: Block | None,
    reason: str,
) -> Value | None:  # fmt: skip
    """A call on objects of which some stand for a lambda."""
    machine = frame.machine
    result: Value | None = None
    rest = []
    for one in sorted(arguments[0].objects):
        known = machine.lambdas.get(one)
        if known is None:
            rest.append(one)
        elif known.name == method.name:
            got = machine.platform.run_lambda(frame, state, offset, one, arguments[1:], reason)
            if got is not None:
                result = got if result is None else join(result, got)
    if rest:
        held = value(arguments[0].const, frozenset(rest), arguments[0].taint)
        got = call(frame, state, offset, how, method, (held, *arguments[1:]), block, reason)
        if got is not None:
            result = got if result is None else join(result, got)
    return result if result is not None else UNKNOWN


def _with_heap(state: State, heap: Heap) -> State:
    return type(state)(state.registers, heap, state.guard, state.caught, state.control)


def platform(
    frame: Frame, state: State, offset: int, how: int, method: Method, arguments: tuple[Value, ...], block: Block | None
) -> Value | None:  # fmt: skip
    """A call that leaves the package's code."""
    machine = frame.machine
    if block is not None and not machine.platform.never_throws(method):
        frame.may_throw(block, state, offset)
    return machine.platform_call(frame, state, offset, how, method, arguments)


def dispatch(
    machine: Machine, method: Method, arguments: tuple[Value, ...]
) -> tuple[list[tuple[int, tuple[Value, ...]]], list[int]]:
    """(definition, arguments) of every method of the package that a virtual call runs, and the receivers whose method
    is the platform's.  A receiver of which nothing is known may be of any class the run has made an object of."""
    symbols = machine.symbols
    receiver = arguments[0]
    by_target: dict[int, list[int]] = {}
    outside: list[int] = []
    vague = not receiver.objects and receiver.const != 0 and not isinstance(receiver.const, str)
    for one in receiver.objects:
        known = machine.objects[one]
        if known.opaque and (not symbols.in_app(known.type)):
            vague = vague or symbols.in_app(method.owner)
            outside.append(one)
            continue
        target = symbols.resolve(known.type, method.signature)
        if target >= 0:
            by_target.setdefault(target, []).append(one)
        else:
            vague = vague or known.opaque
            outside.append(one)
    if vague and symbols.in_app(method.owner):
        for target in _candidates(machine, method):
            by_target.setdefault(target, [])
    targets = []
    for target, objects in by_target.items():
        held = value(OBJECT, frozenset(objects), receiver.taint) if objects else receiver
        targets.append((target, (held, *arguments[1:])))
    return targets, outside if by_target else []


def _candidates(machine: Machine, method: Method) -> list[int]:
    symbols = machine.symbols
    found: dict[int, None] = {}
    for kind in machine.made_below(method.owner):
        target = symbols.resolve(kind, method.signature)
        if target >= 0:
            found[target] = None
    if not found:
        target = symbols.resolve(method.owner, method.signature)
        if target >= 0:
            found[target] = None
    if len(found) > MAX_TARGETS:
        machine.trace.bound("targets")
        return []
    return list(found)


def run(
    frame: Frame, state: State, offset: int, targets: list[tuple[int, tuple[Value, ...]]], block: Block | None, reason: str
) -> Value | None:  # fmt: skip
    """Run one or several definitions from the same state, and join what they do."""
    machine = frame.machine
    moment = frame.moment(state)
    control = frame.controlled | reads_of(state.control)
    if len(targets) > 1:
        for _, arguments in targets:
            control |= arguments[0].taint if arguments else 0
    before = state.heap
    result: Value | None = None
    after: Heap | None = None
    for target, arguments in targets:
        _given(frame, before, offset, target, arguments, moment)
        outcome = machine.call(frame, before, offset, target, arguments, moment, reason, control=control)
        before, state.heap = _exceptional(frame, state, offset, outcome, block, before)
        if outcome.value is None:
            continue
        result = outcome.value if result is None else join(result, outcome.value)
        if len(targets) == 1:
            state.heap.changes.update(outcome.writes)
            if outcome.guard is not None and state.guard is None:
                state.guard = outcome.guard
            return result
        changed = Heap(before)
        changed.changes = dict(outcome.writes)
        after = changed if after is None else join_heaps(after, changed, frame.base, frame.load)
    if after is not None:
        state.heap = Heap(after)
    return result


def _given(frame: Frame, heap: Heap, offset: int, target: int, arguments: tuple[Value, ...], moment: Moment) -> None:
    """Data that the app hands to an SDK has left the app's hands."""
    machine = frame.machine
    if not machine.tainted and not any(argument.taint for argument in arguments):
        return
    symbols, actor = machine.symbols, machine.platform.actor
    receiver = actor(symbols.method(target).owner)
    if (
        receiver == "app"
        or actor(symbols.method(frame.method).owner) != "app"
        or not machine.platform.recipient(receiver)
    ):
        return
    taint = 0
    for argument in arguments[0 if symbols.is_static(target) else 1 :]:
        taint |= machine.carried(frame, heap, argument, 2)
    if taint:
        machine.platform.gives_away(frame, moment, offset, "sdk", symbols.method(target).text, taint)


def _exceptional(
    frame: Frame, state: State, offset: int, outcome: Outcome, block: Block | None, before: Heap
) -> tuple[Heap, Heap]:
    """Exceptions that leave a call; returns the heap before it, and one to go on with."""
    if outcome.thrown is None and not outcome.escapes:
        return before, state.heap
    heap = state.heap
    if outcome.thrown is not None and block is not None:
        frozen = Heap(before)
        frozen.changes = dict(outcome.thrown_writes)
        frame.throw(block, state.registers, frozen, outcome.thrown, state.guard)
        if heap is before:
            heap = Heap(before)
            state.heap = heap
    if outcome.escapes:
        frame.escapes = True
        if block is not None and block.handlers:
            frame.may_throw(block, state, offset)
            heap = state.heap
    return before, heap


def custom(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    """invoke-custom: a lambda or a method reference becomes an object that runs the method it was made of."""
    _, offset, to, dex, site, words = it
    taken = _captured(frame.machine.program.dexes[dex], site, words)
    result = frame.machine.platform.call_site(frame, state, offset, dex, site, [state.registers[w] for w in taken])
    if to >= 0:
        state.registers[to] = result if result is not None else ZERO
    return True


def _captured(dex: DexTables, site: int, words: tuple[int, ...]) -> list[int]:
    """Of an instruction's registers those at which a captured value begins: a long or double takes two."""
    known = call_site(dex, site)
    if known is None:
        return list(words)
    kinds = tuple(dex.type_name(int(kind)) for kind in dex.type_list(int(dex.proto_parameters[known.proto])))
    return [words[word] for word in words_of(kinds) if word < len(words)]
