"""Objects of a run without the run: a memory, a heap, and a stand-in for the frame that looks things up in it."""

from dataclasses import dataclass, field

import pytest

from kanhe.code.machine import instructions as do
from kanhe.code.machine.heap import CONTENT, EXISTS, STATICS, Heap, Key
from kanhe.code.machine.memory import MAX_REACHED, Memory
from kanhe.code.machine.state import State
from kanhe.code.machine.symbols import Symbols
from kanhe.code.machine.values import ANY, MANY, NONE, ONE, UNKNOWN, ZERO, Value, pointer, unknown, value
from tests.builders.dex import Class, Field
from tests.builders.smali import define
from tests.code.machine.test_symbols import symbols_of

FIELDS = [Field("f", "La/A;", static=False), Field("s", "La/A;")]
USE = define("u()V", "iget-object v0 p0 La/B;->f:La/A;\nreturn-void")
CLASSES = [Class("La/A;", fields=FIELDS), Class("La/B;", "La/A;", methods=[USE])]


@dataclass
class Running:
    """As much of a frame as a memory asks for."""

    method: int = 0
    context: int = 0
    allocated: set[int] = field(default_factory=set)

    def load(self, heap: Heap, key: Key) -> Value | None:
        return heap.get(key)


@pytest.fixture(scope="module")
def symbols() -> Symbols:
    return symbols_of(CLASSES)


@pytest.fixture
def memory(symbols: Symbols) -> Memory:
    return Memory(symbols)


@pytest.fixture
def frame() -> Running:
    return Running()


@pytest.fixture
def state() -> State:
    return State([UNKNOWN] * 4, Heap(), None)


def field_of(symbols: Symbols, text: str) -> int:
    """Number of a field as an instruction names it."""
    return next(n for n in range(len(symbols.program.fields)) if symbols.program.field_text(n) == text)


def kind(memory: Memory, name: str = "La/A;") -> int:
    return memory.symbols.type(name)


# Identity


def test_an_object_is_made_once(memory: Memory) -> None:
    one = memory.object("one", kind(memory))
    assert memory.object("one", kind(memory, "La/B;")) == one
    assert memory.object("other", kind(memory)) != one
    assert [made.type for made in memory.objects] == [kind(memory)] * 2


def test_types_made_are_found_by_their_supertypes(memory: Memory) -> None:
    a, b = kind(memory), kind(memory, "La/B;")
    memory.object("one", b)
    memory.object("other", b)
    memory.object("platform's", a, opaque=True)
    assert memory.made_below(a) == memory.made_below(b) == [b]
    memory.object("own", a)
    assert memory.made_below(a) == [b, a]
    assert memory.made_below(b) == [b]


def test_the_third_object_of_an_instruction_is_the_second_that_stands_for_many(
    memory: Memory, frame: Running, state: State
) -> None:
    made = [memory.allocate(frame, state, 4, kind(memory)) for _ in range(2)]
    assert made[0] != made[1]
    assert [state.heap.get((one, EXISTS)) for one in made] == [ONE, ONE]
    assert memory.allocate(frame, state, 4, kind(memory)) == made[1]
    assert [state.heap.get((one, EXISTS)) for one in made] == [ONE, MANY]
    assert frame.allocated == set(made)


def test_instructions_methods_contexts_and_heaps_have_objects_of_their_own(
    memory: Memory, frame: Running, state: State
) -> None:
    first = memory.allocate(frame, state, 4, kind(memory))
    others = [
        memory.allocate(frame, state, 6, kind(memory)),
        memory.allocate(Running(method=1), state, 4, kind(memory)),
        memory.allocate(Running(context=1), state, 4, kind(memory)),
    ]
    assert len({first, *others}) == 4
    elsewhere = State([], Heap(), None)
    assert memory.allocate(frame, elsewhere, 4, kind(memory)) == first
    assert elsewhere.heap.get((first, EXISTS)) is ONE


def test_objects_of_one_instruction_share_what_made_them(memory: Memory, state: State) -> None:
    made = [memory.allocate(Running(context=c), state, 4, kind(memory)) for c in (1, 2)]
    assert memory.objects[made[0]].root == memory.objects[made[1]].root


# Writing


def test_a_reference_is_singular_when_it_is_to_one_object_that_is_one(
    memory: Memory, frame: Running, state: State
) -> None:
    one, two = (memory.allocate(frame, state, 4, kind(memory)) for _ in range(2))
    assert memory.singular(frame, state.heap, frozenset((one,)))
    assert not memory.singular(frame, state.heap, frozenset((one, two)))
    assert not memory.singular(frame, state.heap, NONE)
    memory.allocate(frame, state, 4, kind(memory))
    assert not memory.singular(frame, state.heap, frozenset((two,)))
    assert memory.singular(frame, state.heap, frozenset((one,)))


def test_a_certain_object_is_overwritten(memory: Memory, frame: Running) -> None:
    heap, one = Heap(), memory.object("one", kind(memory))
    for stored in (value(3), value(4)):
        memory.put(frame, heap, frozenset((one,)), 7, stored, ZERO)
    assert memory.get(frame, heap, one, 7) is value(4)
    assert memory.get(frame, heap, one, 8) is None
    assert memory.slots[one] == {7}


def test_one_of_two_objects_is_added_to(memory: Memory, frame: Running) -> None:
    heap, one, two = Heap(), memory.object("one", kind(memory)), memory.object("two", kind(memory))
    memory.put(frame, heap, frozenset((one,)), 7, pointer(8))
    memory.put(frame, heap, frozenset((one, two)), 7, pointer(9), ZERO)
    assert memory.get(frame, heap, one, 7) is pointer(8, 9)
    assert memory.get(frame, heap, two, 7) is value(ANY, frozenset((9,)))  # or null, as long as nobody wrote it


def test_an_object_that_stands_for_many_is_added_to(memory: Memory, frame: Running) -> None:
    heap, many = Heap(), memory.object("many", kind(memory))
    heap.changes[many, EXISTS] = MANY
    memory.put(frame, heap, frozenset((many,)), 7, value(3))
    assert memory.get(frame, heap, many, 7) is value(3)  # of what was there before, nothing was said
    memory.put(frame, heap, frozenset((many,)), 7, value(4))
    assert memory.get(frame, heap, many, 7) is UNKNOWN


def test_only_the_uppermost_heap_is_written(memory: Memory, frame: Running) -> None:
    below, one = Heap(), memory.object("one", kind(memory))
    memory.put(frame, below, frozenset((one,)), 7, value(3))
    above = Heap(below)
    memory.put(frame, above, frozenset((one,)), 7, value(4))
    assert (memory.get(frame, below, one, 7), memory.get(frame, above, one, 7)) == (value(3), value(4))


# Reads carried


def chain(memory: Memory, frame: Running, heap: Heap, last: Value, length: int) -> list[int]:
    """Objects of which each holds the next, and the last of them a value."""
    made = [memory.object(("chain", k), kind(memory)) for k in range(length)]
    for one, held in zip(made, [*(pointer(one) for one in made[1:]), last], strict=True):
        memory.put(frame, heap, frozenset((one,)), 7, held)
    return made


def test_reads_are_carried_through_fields_to_a_depth(memory: Memory, frame: Running) -> None:
    heap = Heap()
    made = chain(memory, frame, heap, unknown(0b100), 3)
    held = value(ANY, frozenset((made[0],)), 0b1)
    assert [memory.carried(frame, heap, held, depth) for depth in range(5)] == [0b1, 0b1, 0b1, 0b101, 0b101]


def test_reads_are_carried_five_deep(memory: Memory, frame: Running) -> None:
    heap = Heap()
    made = chain(memory, frame, heap, unknown(0b100), 6)
    assert memory.carried(frame, heap, pointer(made[0])) == 0
    assert memory.carried(frame, heap, pointer(made[1])) == 0b100


def test_objects_that_hold_each_other_carry_the_same(memory: Memory, frame: Running) -> None:
    heap = Heap()
    made = chain(memory, frame, heap, pointer(0), 2)
    memory.put(frame, heap, frozenset((made[1],)), 8, unknown(0b100))
    assert [memory.carried(frame, heap, pointer(one)) for one in made] == [0b100, 0b100]


def test_what_was_overwritten_is_not_carried(memory: Memory, frame: Running) -> None:
    heap = Heap()
    (one,) = chain(memory, frame, heap, unknown(0b100), 1)
    memory.put(frame, heap, frozenset((one,)), 7, ZERO)
    assert memory.carried(frame, heap, pointer(one)) == 0


def test_of_too_many_objects_only_the_nearest_are_looked_into(memory: Memory, frame: Running) -> None:
    heap = Heap()
    top, leaf = memory.object("top", kind(memory)), memory.object("leaf", kind(memory))
    memory.put(frame, heap, frozenset((leaf,)), 7, unknown(0b100))
    memory.put(frame, heap, frozenset((top,)), "leaf", pointer(leaf))
    memory.put(frame, heap, frozenset((top,)), "own", unknown(0b1))
    assert memory.carried(frame, heap, pointer(top)) == 0b101
    for k in range(MAX_REACHED):
        memory.put(frame, heap, frozenset((top,)), k, pointer(memory.object(("other", k), kind(memory))))
    assert memory.carried(frame, heap, pointer(top)) == 0b1


def test_content_gathers_reads(memory: Memory, frame: Running) -> None:
    heap, one = Heap(), memory.object("one", kind(memory))
    memory.taint_content(frame, heap, one, 0b1)
    memory.taint_content(frame, heap, one, 0b10)
    assert heap.get((one, CONTENT)) is unknown(0b11)
    held = value(ANY, frozenset((one,)), 0b100)
    assert memory.content(frame, heap, held) == memory.carried(frame, heap, held) == 0b111


def test_content_that_is_known_is_not_written_again(memory: Memory, frame: Running) -> None:
    below, one = Heap(), memory.object("one", kind(memory))
    memory.taint_content(frame, below, one, 0b11)
    above = Heap(below)
    memory.taint_content(frame, above, one, 0b10)
    memory.taint_content(frame, above, memory.object("other", kind(memory)), 0)
    assert above.changes == {}
    assert memory.tainted == {one}


def test_content_of_an_object_held_is_carried_but_not_its_holders(memory: Memory, frame: Running) -> None:
    heap = Heap()
    top, inner = chain(memory, frame, heap, ZERO, 2)
    memory.taint_content(frame, heap, inner, 0b10)
    assert memory.content(frame, heap, pointer(top)) == 0
    assert memory.carried(frame, heap, pointer(top)) == 0b10


# What a path has found out about a field


def test_a_static_field_is_refined_on_the_path_alone(memory: Memory, frame: Running, state: State) -> None:
    named = field_of(memory.symbols, "La/A;->s:La/A;")
    key = (STATICS, memory.symbols.field(named))
    state.heap.changes[key] = UNKNOWN
    heap = memory.refined(frame, state, (do.STATIC_GET, 0, 1, named), UNKNOWN, ZERO)
    assert heap.get(key) is ZERO
    assert state.heap.get(key) is UNKNOWN


def test_a_field_is_refined_whichever_subclass_names_it(memory: Memory, frame: Running, state: State) -> None:
    one = memory.allocate(frame, state, 4, kind(memory, "La/B;"))
    state.registers[2] = pointer(one)
    key = (one, memory.symbols.field(field_of(memory.symbols, "La/A;->f:La/A;")))
    state.heap.changes[key] = UNKNOWN
    asked = (do.GET, 0, 1, 2, field_of(memory.symbols, "La/B;->f:La/A;"))
    assert memory.refined(frame, state, asked, UNKNOWN, ZERO).get(key) is ZERO
    assert state.heap.get(key) is UNKNOWN


def test_a_field_of_no_certain_object_is_not_refined(memory: Memory, frame: Running, state: State) -> None:
    one, two = (memory.allocate(frame, state, 4, kind(memory)) for _ in range(2))
    named = field_of(memory.symbols, "La/A;->f:La/A;")
    for made in (one, two):
        state.heap.changes[made, memory.symbols.field(named)] = UNKNOWN
    state.registers[2] = pointer(one, two)
    assert memory.refined(frame, state, (do.GET, 0, 1, 2, named), UNKNOWN, ZERO) is state.heap
    state.heap.changes[one, EXISTS] = MANY
    state.registers[2] = pointer(one)
    assert memory.refined(frame, state, (do.GET, 0, 1, 2, named), UNKNOWN, ZERO) is state.heap


def test_a_field_written_since_it_was_read_is_not_refined(memory: Memory, frame: Running, state: State) -> None:
    named = field_of(memory.symbols, "La/A;->s:La/A;")
    state.heap.changes[STATICS, memory.symbols.field(named)] = pointer(3)
    assert memory.refined(frame, state, (do.STATIC_GET, 0, 1, named), UNKNOWN, ZERO) is state.heap


# Handlers


@pytest.mark.parametrize(
    ("handler", "thrown", "catches"),
    [
        ("Ljava/lang/RuntimeException;", "Ljava/lang/NullPointerException;", True),
        ("Ljava/lang/NullPointerException;", "Ljava/lang/NullPointerException;", True),
        ("Ljava/lang/NullPointerException;", "Ljava/lang/ArithmeticException;", False),
        ("Ljava/io/IOException;", "Ljava/lang/NullPointerException;", False),
        (None, "Ljava/lang/NullPointerException;", True),
        # What a platform method throws: anything but what instructions alone throw.
        ("Ljava/io/IOException;", None, True),
        ("Ljava/lang/Exception;", None, True),
        ("Ljava/lang/NullPointerException;", None, False),
        (None, None, True),
    ],
)
def test_what_a_handler_may_catch(handler: str | None, thrown: str | None, catches: bool) -> None:
    names = [name for name in (handler, thrown) if name is not None]
    uses = "\n".join(f"const-class v0 {name}" for name in names)
    memory = Memory(symbols_of([Class("La/U;", methods=[define("u()V", f"{uses}\nreturn-void")])]))
    numbers = [-1 if name is None else memory.symbols.type(name) for name in (handler, thrown)]
    assert numbers.count(-1) == (handler, thrown).count(None)
    assert memory.catches(*numbers) is catches
    assert memory.catches(*numbers) is catches  # as it is remembered
