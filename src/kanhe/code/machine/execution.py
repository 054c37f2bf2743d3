"""What each kind of instruction does to a state; calls excepted, which are in :mod:`kanhe.code.machine.calls`.

Every function takes the frame, the state, the instruction and its block, changes the state, and returns whether the
path goes on behind the instruction.
"""

from __future__ import annotations

from collections.abc import Callable

from kanhe.code.machine import instructions as do
from kanhe.code.machine.arithmetic import binary, literal, unary
from kanhe.code.machine.bodies import Block
from kanhe.code.machine.calls import custom, invoke
from kanhe.code.machine.frame import Frame
from kanhe.code.machine.heap import ELEMENT, LENGTH, STATICS
from kanhe.code.machine.instructions import Instruction
from kanhe.code.machine.state import State
from kanhe.code.machine.values import (
    ANY,
    OBJECT,
    UNKNOWN,
    ZERO,
    ClassName,
    Value,
    join,
    pointer,
    unknown,
    value,
    with_taint,
)

Execute = Callable[[Frame, State, Instruction, Block], bool]


def move(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    state.registers[it[2]] = state.registers[it[3]]
    return True


def const(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    state.registers[it[2]] = it[3]
    return True


def string(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    tables = frame.machine.program.dexes[it[3]]
    state.registers[it[2]] = value(tables.string(it[4])) if it[4] < len(tables.string_start) else UNKNOWN
    return True


def class_constant(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    state.registers[it[2]] = value(ClassName(frame.machine.symbols.name(it[3])))
    return True


def new(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    machine = frame.machine
    machine.initialise(frame, state, it[3])
    state.registers[it[2]] = pointer(machine.allocate(frame, state, it[1], it[3]))
    return True


def new_array(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    length = state.registers[it[3]]
    made = frame.machine.allocate(frame, state, it[1], it[4])
    state.heap.changes[made, LENGTH] = length
    state.registers[it[2]] = pointer(made)
    return True


def fill(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    machine = frame.machine
    made = machine.allocate(frame, state, it[1], it[3])
    state.heap.changes[made, LENGTH] = value(len(it[4]))
    objects = frozenset((made,))
    for k, register in enumerate(it[4]):
        machine.put(frame, state.heap, objects, (ELEMENT, k), state.registers[register])
    if it[2] >= 0:
        state.registers[it[2]] = pointer(made)
    return True


def fill_data(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    array = state.registers[it[2]]
    objects = array.objects
    if objects and it[3]:
        for k, number in enumerate(it[3]):
            frame.machine.put(frame, state.heap, objects, (ELEMENT, k), value(number))
    elif objects:
        frame.machine.put(frame, state.heap, objects, ELEMENT, UNKNOWN)
    return True


def length_of(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    array = state.registers[it[3]]
    length: Value | None = None
    for one in array.objects:
        known = frame.load(state.heap, (one, LENGTH)) or UNKNOWN
        length = known if length is None else join(length, known)
    state.registers[it[2]] = length if length is not None else UNKNOWN
    return True


def load_field(frame: Frame, state: State, held: Value, number: int, offset: int) -> Value:
    """What a field of a value's objects holds."""
    machine = frame.machine
    symbols = machine.symbols
    found: Value | None = None
    for one in held.objects:
        known = frame.load(state.heap, (one, number))
        if known is None:
            known = _unwritten(frame, state, one, number, offset)
        found = known if found is None else join(found, known)
    if found is None:
        return machine.opaque(frame, state.heap, offset, symbols.field_type(number), held.taint)
    return with_taint(found, held.taint) if held.taint else found


def _unwritten(frame: Frame, state: State, one: int, number: int, offset: int) -> Value:
    machine = frame.machine
    known = machine.objects[one]
    if not known.opaque and machine.symbols.field_written(number) and machine.symbols.in_app(known.type):
        return ZERO
    taint = machine.content(frame, state.heap, pointer(one))
    return machine.opaque(frame, state.heap, offset, machine.symbols.field_type(number), taint)


def get(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    machine = frame.machine
    number = machine.symbols.field(it[4])
    found = load_field(frame, state, state.registers[it[3]], number, it[1])
    state.registers[it[2]] = machine.platform.read_field(frame, state, it[1], number, found)
    return True


def put(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    held = state.registers[it[3]]
    if held.objects:
        machine = frame.machine
        machine.put(frame, state.heap, held.objects, machine.symbols.field(it[4]), state.registers[it[2]], ZERO)
    return True


def static_get(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    machine = frame.machine
    number = machine.symbols.field(it[3])
    machine.initialise(frame, state, int(machine.program.field_class[number]))
    found = frame.load(state.heap, (STATICS, number))
    if found is None:
        found = machine.symbols.platform_constant(number)
    if found is None:
        found = machine.opaque(frame, state.heap, it[1], machine.symbols.field_type(number))
    state.registers[it[2]] = machine.platform.read_field(frame, state, it[1], number, found)
    return True


def static_put(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    machine = frame.machine
    number = machine.symbols.field(it[3])
    machine.initialise(frame, state, int(machine.program.field_class[number]))
    state.heap.changes[STATICS, number] = state.registers[it[2]]
    return True


def load(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    array, index = state.registers[it[3]], state.registers[it[4]]
    if _outside(frame, state, array, index):
        return _thrown(frame, state, it[1], block, "Ljava/lang/ArrayIndexOutOfBoundsException;")
    if block.handlers and not _inside(frame, state, array, index):
        frame.may_throw(block, state, it[1], frame.machine.symbols.type("Ljava/lang/ArrayIndexOutOfBoundsException;"))
    state.registers[it[2]] = element(frame, state, array, index)
    return True


def element(frame: Frame, state: State, array: Value, index: Value) -> Value:
    """An element of an array or list, at a position that may be known."""
    machine = frame.machine
    found: Value | None = None
    for one in array.objects:
        slots = [ELEMENT, (ELEMENT, index.const)] if isinstance(index.const, int) else list(machine.slots[one])
        held: Value | None = None
        for slot in slots:
            if slot is not ELEMENT and not (type(slot) is tuple and slot[0] is ELEMENT):
                continue
            known = frame.load(state.heap, (one, slot))
            if known is not None:
                held = known if held is None else join(held, known)
        taint = machine.content(frame, state.heap, pointer(one))
        if held is None:
            held = UNKNOWN if machine.objects[one].opaque or taint else ZERO
        held = with_taint(held, taint)
        found = held if found is None else join(found, held)
    if found is None:
        return unknown(array.taint)
    return with_taint(found, array.taint | index.taint)


def store(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    array, index = state.registers[it[3]], state.registers[it[4]]
    if _outside(frame, state, array, index):
        return _thrown(frame, state, it[1], block, "Ljava/lang/ArrayIndexOutOfBoundsException;")
    if block.handlers and not _inside(frame, state, array, index):
        frame.may_throw(block, state, it[1], frame.machine.symbols.type("Ljava/lang/ArrayIndexOutOfBoundsException;"))
    put_element(frame, state, array, index, state.registers[it[2]])
    return True


def put_element(frame: Frame, state: State, array: Value, index: Value, stored: Value) -> None:
    """Write an element; where the position is not known, every element may be it."""
    machine = frame.machine
    heap = state.heap
    if isinstance(index.const, int):
        machine.put(frame, heap, array.objects, (ELEMENT, index.const), stored)
        return
    for one in array.objects:
        if stored.taint:
            machine.tainted.add(one)
        known = frame.load(heap, (one, ELEMENT))
        heap.changes[one, ELEMENT] = stored if known is None else join(known, stored)
        machine.slots[one].add(ELEMENT)


def _outside(frame: Frame, state: State, array: Value, index: Value) -> bool:
    """Whether an index is certainly none of the array's."""
    if not isinstance(index.const, int) or not array.objects or array.const is not OBJECT:
        return False
    for one in array.objects:
        length = frame.load(state.heap, (one, LENGTH))
        if length is None or not isinstance(length.const, int) or 0 <= index.const < length.const:
            return False
    return True


def _inside(frame: Frame, state: State, array: Value, index: Value) -> bool:
    """Whether an index is certainly one of the array's."""
    if not isinstance(index.const, int) or not array.objects:
        return False
    lengths = [frame.load(state.heap, (one, LENGTH)) for one in array.objects]
    return all(n is not None and isinstance(n.const, int) and 0 <= index.const < n.const for n in lengths)


def _thrown(frame: Frame, state: State, offset: int, block: Block, kind: str) -> bool:
    """An exception that is certain."""
    machine = frame.machine
    made = machine.object(("thrown", frame.method, offset, kind), machine.symbols.type(kind))
    frame.throw(block, state.registers, state.heap, pointer(made), state.guard)
    return False


def cast(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    machine = frame.machine
    held = state.registers[it[2]]
    if not held.objects:
        return True
    symbols = machine.symbols
    kept = []
    for one in held.objects:
        known = machine.objects[one]
        if symbols.is_a(known.type, it[3]):
            kept.append(one)
        elif known.opaque and (known.type < 0 or symbols.is_a(it[3], known.type) or not symbols.in_app(it[3])):
            if known.type < 0 or symbols.is_a(it[3], known.type):
                known.type = it[3]
            kept.append(one)
    if len(kept) != len(held.objects):
        state.registers[it[2]] = value(
            held.const if kept or held.const is not OBJECT else ANY, frozenset(kept), held.taint, held.flag
        )
    return True


def instance_of(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    machine = frame.machine
    held = state.registers[it[3]]
    answer = UNKNOWN
    if held.const == 0:
        answer = ZERO
    elif held.objects and held.const is OBJECT and not any(machine.objects[o].opaque for o in held.objects):
        answers = {machine.symbols.is_a(machine.objects[o].type, it[4]) for o in held.objects}
        if len(answers) == 1:
            answer = value(int(answers.pop()))
    elif type(held.const) is str:
        answer = value(int(machine.symbols.is_a(machine.symbols.type("Ljava/lang/String;"), it[4])))
    state.registers[it[2]] = answer
    return True


def one_operand(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    state.registers[it[2]] = unary(it[4], state.registers[it[3]])
    return True


def two_operands(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    left, right, name = state.registers[it[3]], state.registers[it[4]], it[5]
    if name in ("div", "rem", "div-long", "rem-long"):
        if right.const == 0:
            return _thrown(frame, state, it[1], block, "Ljava/lang/ArithmeticException;")
        if right.const is ANY:
            frame.may_throw(block, state, it[1], frame.machine.symbols.type("Ljava/lang/ArithmeticException;"))
    state.registers[it[2]] = binary(name, left, right)
    return True


def literal_operand(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    state.registers[it[2]] = literal(it[5], state.registers[it[3]], it[4])
    return True


def compare(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    left, right = state.registers[it[3]], state.registers[it[4]]
    a, b = left.const, right.const
    taint = left.taint | right.taint
    if isinstance(a, int) and isinstance(b, int) and a >= 0 and b >= 0:
        state.registers[it[2]] = value((a > b) - (a < b), taint=taint)
    else:
        state.registers[it[2]] = unknown(taint, left.flag if isinstance(b, int) else None)
    return True


def caught(frame: Frame, state: State, it: Instruction, block: Block) -> bool:
    state.registers[it[2]] = state.caught if state.caught is not None else UNKNOWN
    return True


EXECUTE: tuple[Execute, ...] = (
    move, const, string, class_constant, new, new_array, fill, fill_data, length_of, get, put, static_get, static_put,
    load, store, cast, instance_of, one_operand, two_operands, literal_operand, compare, invoke, custom, caught,
)  # fmt: skip
"""By kind of instruction, see :mod:`kanhe.code.machine.instructions`."""
assert len(EXECUTE) == do.CAUGHT + 1
