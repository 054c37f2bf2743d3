import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.machine.values import (
    ANY,
    MAX_OBJECTS,
    NONE,
    OBJECT,
    ONE,
    UNKNOWN,
    ZERO,
    ClassName,
    Range,
    Value,
    forget,
    join,
    pointer,
    turned,
    unknown,
    value,
    with_taint,
)
from kanhe.code.machine.values import (
    test_of as telling,
)
from kanhe.code.machine.values import (
    tested as reads_of_test,
)

CONSTANTS = st.one_of(
    st.sampled_from([ANY, OBJECT, 0, 1, 7, "La/B;", "text", ClassName("La/B;"), Range((0, 3)), Range((1, 3))])
)
OBJECTS = st.frozensets(st.integers(0, 60), max_size=30)
FLAGS = st.sampled_from([None, ("agreed", True), ("agreed", False), ("", 4)])
VALUES = st.builds(value, CONSTANTS, OBJECTS, st.integers(0, 255), FLAGS)


@given(VALUES, VALUES)
def test_join_is_commutative(a: Value, b: Value) -> None:
    assert join(a, b) is join(b, a)


@given(VALUES)
def test_join_is_idempotent(a: Value) -> None:
    assert join(a, a).const == a.const
    assert join(a, join(a, a)) is join(a, a)


@given(VALUES, VALUES, VALUES)
def test_join_is_associative(a: Value, b: Value, c: Value) -> None:
    assert join(join(a, b), c) is join(a, join(b, c))


@given(VALUES, VALUES)
def test_join_loses_neither_reads_nor_objects(a: Value, b: Value) -> None:
    both = join(a, b)
    assert both.taint == a.taint | b.taint
    assert both.objects == frozenset(sorted(a.objects | b.objects)[:MAX_OBJECTS])


@given(VALUES, VALUES)
def test_join_says_no_more_than_both(a: Value, b: Value) -> None:
    both = join(a, b)
    assert both.const is ANY or both.const == a.const == b.const
    assert both.flag is None or both.flag == a.flag == b.flag


@pytest.mark.parametrize(
    ("one", "other"),
    [(value("La/B;"), value(ClassName("La/B;"))), (ZERO, ONE), (value("0"), ZERO), (value(Range((0, 1))), value(0))],
)
def test_what_differs_joins_to_anything(one: Value, other: Value) -> None:
    assert one is not other
    assert join(one, other).const is ANY


def test_null_or_an_object_may_still_be_that_object() -> None:
    both = join(ZERO, pointer(3))
    assert (both.const, both.objects) == (ANY, frozenset({3}))
    assert pointer(3).const is OBJECT


def test_equal_values_are_one() -> None:
    assert value("a" * 3, frozenset((1, 2)), 4, ("f", True)) is value("aaa", frozenset((2, 1)), 4, ("f", True))
    assert unknown() is UNKNOWN
    assert value(0) is ZERO


def test_named_constants_outlive_the_app() -> None:
    forget()
    assert (value(0), value(1), value()) == (ZERO, ONE, UNKNOWN)
    assert value(ANY, NONE) is UNKNOWN


def test_a_class_is_not_its_name() -> None:
    assert ClassName("La/B;") != "La/B;"
    assert ClassName("La/B;") != "La/B;"
    assert ClassName("La/B;") == ClassName("La/B;")
    assert {ClassName("La/B;"): 1}.get("La/B;") is None  # type: ignore[call-overload]


def test_reads_are_added_and_never_taken() -> None:
    held = value("x", taint=1, flag=("f", True))
    more = with_taint(held, 6)
    assert (more.const, more.taint, more.flag) == ("x", 7, ("f", True))
    assert with_taint(more, 2) is more


def test_flags_of_stored_consent_turn_and_those_of_tests_do_not() -> None:
    assert turned(("agreed", True)) == ("agreed", False)
    assert turned(telling(5)) == telling(5)
    assert turned(None) is None
    assert (reads_of_test(telling(5)), reads_of_test(("agreed", True)), reads_of_test(None)) == (5, 0, 0)
    assert telling(0) is None
