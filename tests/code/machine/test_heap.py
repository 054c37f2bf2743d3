"""Heaps against the plainest model of them: a dictionary a heap."""

from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.machine.heap import (
    ELEMENT,
    EXISTS,
    REGISTRY,
    STATICS,
    STORE,
    Heap,
    absent,
    compacted,
    flattened,
    join_heaps,
    parted,
)
from kanhe.code.machine.values import ANY, MANY, ONE, UNKNOWN, ZERO, join, pointer, value

KEYS = [(0, ELEMENT), (0, (ELEMENT, 3)), (1, 7), (STATICS, 4), (REGISTRY, "task"), (STORE, ("file", "a", ""))]
VALUES = st.sampled_from([ZERO, ONE, UNKNOWN, value("x"), pointer(1), value(ANY, taint=4)])
WRITES = st.lists(st.one_of(st.tuples(st.sampled_from(KEYS), VALUES), st.none()), max_size=60)
"""Writes in their order; None where the heap is forked."""


def replay(heap: Heap, writes: list, base: Heap, known: dict) -> Heap:
    """Write into a fork of a heap, and into its model."""
    heap = heap.fork(base)
    for write in writes:
        if write is None:
            heap = heap.fork(base)
        else:
            heap.changes[write[0]] = known[write[0]] = write[1]
    return heap


def contents(heap: Heap) -> dict:
    return {key: stored for key in KEYS if (stored := heap.get(key)) is not None}


@given(WRITES, WRITES)
def test_a_heap_is_its_writes(below: list, above: list) -> None:
    known: dict = {}
    base = replay(Heap(), below, Heap(), known)
    lower = dict(known)
    heap = replay(base, above, base, known)
    assert contents(heap) == known
    assert contents(base) == lower
    assert heap.since(base) == {write[0]: known[write[0]] for write in above if write is not None}


@given(WRITES, WRITES)
def test_layers_in_one_are_the_same_heap(below: list, above: list) -> None:
    base = replay(Heap(), below, Heap(), {})
    heap = replay(base, above, base, known := contents(base))
    flat = flattened(heap, base)
    assert contents(flat) == known
    assert flat.parent is base


@given(st.lists(st.tuples(st.sampled_from(KEYS), VALUES), min_size=30, max_size=120))
def test_compacting_changes_nothing_but_the_depth(writes: list) -> None:
    base = Heap()
    heap, known = base, {}
    for key, stored in writes:
        heap = heap.fork(base)
        heap.changes[key] = known[key] = stored
        heap = compacted(heap, base)
        assert contents(heap) == known
        assert heap.depth <= 30  # of up to 120 layers written
    assert heap.since(base) == known


def test_compacting_keeps_the_lower_layers() -> None:
    base = Heap()
    large = Heap(base)
    large.changes = {(k, EXISTS): ONE for k in range(1000)}
    heap = large
    for _ in range(40):
        heap = Heap(heap)
        heap.changes[STATICS, 1] = ONE
    small = compacted(heap, base)
    assert small.depth < heap.depth
    assert parted(small, large, base) is large


@given(WRITES, WRITES, WRITES)
def test_a_join_holds_what_either_may_hold(below: list, left: list, right: list) -> None:
    base = Heap()
    common = replay(base, below, base, known := {})
    a, b = replay(common, left, base, one := dict(known)), replay(common, right, base, other := dict(known))
    both = join_heaps(a, b, base)
    for key in KEYS:
        found = both.get(key)
        if key in one and key in other:
            assert found is join(one[key], other[key])
        elif key in one or key in other:
            mine = one.get(key) or other[key]
            expected = join(mine, UNKNOWN) if key[0] == STORE and mine.const is not ANY else mine
            assert found is expected
        else:
            assert found is None


@given(WRITES, WRITES)
def test_joining_has_no_side(left: list, right: list) -> None:
    base = Heap()
    a, b = replay(base, left, base, {}), replay(base, right, base, {})
    assert contents(join_heaps(a, b, base)) == contents(join_heaps(b, a, base))


@given(WRITES)
def test_joining_with_itself(writes: list) -> None:
    base = Heap()
    heap = replay(base, writes, base, {})
    assert join_heaps(heap, heap, base) is heap
    assert join_heaps(heap, heap.fork(base), base).since(base) == heap.since(base)


def test_a_field_never_written_is_zero_where_its_object_exists() -> None:
    base = Heap()
    base.changes[5, EXISTS] = ONE
    left = Heap(base)
    left.changes[5, 7] = value("x")
    left.changes[6, 7] = value("x")
    both = join_heaps(left, Heap(base), base)
    assert both.get((5, 7)) is join(value("x"), ZERO)
    assert both.get((6, 7)) is value("x")
    assert absent((5, 7), base) is ZERO
    assert absent((5, ELEMENT), base) is None


def test_an_object_that_may_be_several_stays_several() -> None:
    base = Heap()
    left, right = Heap(base), Heap(base)
    left.changes[1, EXISTS], right.changes[1, EXISTS] = ONE, MANY
    left.changes[2, EXISTS], right.changes[2, EXISTS] = ONE, ONE
    both = join_heaps(left, right, base)
    assert both.get((1, EXISTS)) is MANY
    assert both.get((2, EXISTS)) is ONE


def test_where_two_heaps_parted() -> None:
    base = Heap()
    common = Heap(base)
    common.changes[1, 1] = ONE
    left, right = Heap(Heap(common)), Heap(common)
    assert parted(left, right, base) is common
    assert parted(common, left, base) is common
    assert parted(left, Heap(base), base) is base
