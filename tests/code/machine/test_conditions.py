"""Comparisons of plain values: what they decide, what they ask of reads, and what they tell of a stored flag.

That no decision is wrong, whatever the numbers, is tested in :mod:`tests.code.machine.test_frame`.
"""

import pytest

from kanhe.code.machine.conditions import asked, decide, join_guarded, meaning, telling
from kanhe.code.machine.values import ANY, OBJECT, ONE, UNKNOWN, ZERO, Flag, Range, Value, join, pointer, unknown, value

FEW = value(Range((2, 5)))
SECRET = unknown(0b1000)
ASKED = value(ANY, taint=0b1000, flag=("", 0b1000))
"""What ``equals`` returns for a secret."""
AGREED, REFUSED = unknown(flag=("agreed", True)), unknown(flag=("agreed", False))


# What is decided


@pytest.mark.parametrize(
    ("test", "bound", "holds"),
    [
        ("lt", 6, True), ("lt", 5, None), ("lt", 2, False),
        ("le", 5, True), ("le", 4, None), ("le", 1, False),
        ("gt", 1, True), ("gt", 2, None), ("gt", 5, False),
        ("ge", 2, True), ("ge", 3, None), ("ge", 6, False),
        ("eq", 6, False), ("eq", 3, None), ("eq", 1, False),
        ("ne", 6, True), ("ne", 3, None), ("ne", 1, True),
    ],
)  # fmt: skip
def test_a_range_is_decided_up_to_its_bounds(test: str, bound: int, holds: bool | None) -> None:
    assert decide(test, FEW, value(bound)) is holds
    mirrored = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}.get(test, test)
    assert decide(mirrored, value(bound), FEW) is holds


def test_ranges_that_touch_are_decided_by_order_alone() -> None:
    above = value(Range((5, 9)))
    assert decide("le", FEW, above) is True
    assert decide("gt", FEW, above) is False
    assert decide("lt", FEW, above) is None
    assert decide("eq", FEW, above) is None


@pytest.mark.parametrize("other", [UNKNOWN, value("text"), pointer(1)])
def test_a_range_and_no_number_decide_nothing(other: Value) -> None:
    assert decide("eq", FEW, other) is None
    assert decide("lt", other, FEW) is None


@pytest.mark.parametrize("thing", [pointer(1), value(OBJECT), value("text"), value("")])
def test_an_object_and_a_text_are_not_null(thing: Value) -> None:
    assert (decide("eq", thing, ZERO), decide("eq", ZERO, thing)) == (False, False)
    assert (decide("ne", thing, ZERO), decide("ne", ZERO, thing)) == (True, True)


def test_what_may_be_the_same_object_is_not_decided() -> None:
    assert decide("ne", pointer(1, 2), pointer(3)) is True
    assert decide("ne", pointer(1, 2), pointer(2, 3)) is None
    assert decide("eq", pointer(1), value(OBJECT)) is None
    assert decide("eq", pointer(1), value(ANY, frozenset((2,)))) is None  # which may be null, or anything


# What is asked of reads


@pytest.mark.parametrize("number", [ONE, FEW])
def test_a_read_compared_with_a_number_is_asked_what_it_says(number: Value) -> None:
    assert asked(SECRET, number, compared=True) == 0b1000
    assert asked(number, SECRET, compared=True) == 0b1000


@pytest.mark.parametrize("other", [ZERO, UNKNOWN, pointer(1)])
def test_whether_a_read_is_there_asks_nothing(other: Value) -> None:
    assert asked(SECRET, other, compared=True) == 0
    assert asked(SECRET, ZERO, compared=False) == 0
    assert asked(value(FEW.const, taint=0b1000), ZERO, compared=False) == 0


def test_the_result_of_a_test_is_asked_even_against_zero() -> None:
    assert asked(ASKED, ZERO, compared=False) == 0b1000
    assert asked(unknown(flag=("", 0b10)), SECRET, compared=True) == 0b1010


def test_a_stored_flag_is_no_read() -> None:
    assert asked(AGREED, ONE, compared=True) == 0


# What a value tells that depends on reads


def test_numbers_that_differ_tell_of_the_reads_behind_them() -> None:
    assert telling(UNKNOWN, value(3), value(4), 0b10) is unknown(0b10)


def test_one_of_two_truths_is_a_test_of_the_reads() -> None:
    assert telling(UNKNOWN, ZERO, ONE, 0b10) is unknown(0b10, ("", 0b10))
    assert telling(AGREED, ZERO, ONE, 0b10) is unknown(0b10, ("agreed", True))


@pytest.mark.parametrize("same", [value(3), value("x"), FEW])
def test_the_same_constant_on_both_paths_tells_nothing(same: Value) -> None:
    tainted = value(same.const, taint=1)
    assert telling(tainted, same, tainted, 0b10) is tainted


@pytest.mark.parametrize(("known", "other"), [(pointer(1), pointer(2)), (UNKNOWN, unknown(1))])
def test_what_only_looks_the_same_tells(known: Value, other: Value) -> None:
    both = join(known, other)
    assert telling(both, known, other, 0b10) is value(both.const, both.objects, both.taint | 0b10)
    assert telling(known, known, known, 0b10) is known


# What a test tells of a stored flag


@pytest.mark.parametrize(
    ("test", "number", "outcome"),
    [
        ("ne", 0, True), ("eq", 0, False), ("eq", 1, True), ("ne", 1, False),
        ("ge", 1, True), ("lt", 1, False), ("gt", 0, True), ("le", 0, False), ("ge", 20240101, True),
        ("ge", 0, None), ("lt", 0, None), ("gt", -1, None), ("le", -1, None),  # so is what was never stored
    ],
)  # fmt: skip
def test_the_outcome_that_says_that_a_flag_is_set(test: str, number: int, outcome: bool | None) -> None:
    expected = None if outcome is None else ("agreed", outcome)
    assert meaning(test, AGREED, value(number)) == expected
    opposite = None if outcome is None else ("agreed", not outcome)
    assert meaning(test, REFUSED, value(number)) == opposite


@pytest.mark.parametrize(
    ("test", "number", "outcome"),
    [("lt", 0, True), ("ge", 0, False), ("le", 1, True), ("gt", 1, False), ("eq", 1, True)],
)
def test_a_flag_on_the_right_is_asked_the_other_way_round(test: str, number: int, outcome: bool) -> None:
    assert meaning(test, value(number), AGREED) == ("agreed", outcome)


@pytest.mark.parametrize(
    ("left", "right"), [(AGREED, UNKNOWN), (AGREED, value("1")), (AGREED, FEW), (UNKNOWN, ONE), (ASKED, ZERO)]
)
def test_no_stored_flag_or_no_number_means_nothing(left: Value, right: Value) -> None:
    assert meaning("ne", left, right) is None


# Where a path that has checked a flag meets another


def both_ways(a: Value, guard_a: str | None, b: Value, guard_b: str | None, entry: str | None) -> set[Flag | None]:
    """The flags that the join tells, whichever path came first."""
    return {join_guarded(a, guard_a, b, guard_b, entry).flag, join_guarded(b, guard_b, a, guard_a, entry).flag}


def test_a_number_that_stands_for_nothing_stored_is_no_consent() -> None:
    agreed = value(flag=("agreed", True))
    assert meaning("eq", agreed, value(-1)) == ("agreed", False)
    assert meaning("eq", agreed, value(1)) == ("agreed", True)


@pytest.mark.parametrize(
    ("outside", "inside", "flag"),
    [
        (ZERO, UNKNOWN, ("agreed", True)),  # agreed && ready
        (ZERO, ONE, ("agreed", True)),
        (ONE, UNKNOWN, ("agreed", False)),  # !agreed || ready
        (ONE, ZERO, ("agreed", False)),
        (ZERO, ZERO, None),
        (UNKNOWN, ONE, None),
    ],
)
def test_what_is_brought_past_a_check_tells_of_it(outside: Value, inside: Value, flag: Flag | None) -> None:
    assert both_ways(outside, None, inside, "agreed", None) == {flag}


@pytest.mark.parametrize(
    ("guard_a", "guard_b", "entry"),
    [
        (None, None, None),
        ("agreed", "agreed", None),  # both have checked
        ("agreed", "agreed", "agreed"),
        ("agreed", None, "agreed"),  # checked before the method was called
        ("agreed", "other", None),
    ],
)
def test_without_a_check_on_one_path_alone_nothing_is_told(
    guard_a: str | None, guard_b: str | None, entry: str | None
) -> None:
    assert both_ways(ZERO, guard_a, ONE, guard_b, entry) == {None}


def test_a_check_within_another_is_told() -> None:
    assert join_guarded(ZERO, "outer", UNKNOWN, "agreed", "outer").flag == ("agreed", True)


def test_the_path_that_has_checked_may_come_first() -> None:
    assert both_ways(ZERO, None, ONE, "agreed", None) == {("agreed", True)}
    assert both_ways(ONE, None, ZERO, "agreed", None) == {("agreed", False)}


@pytest.mark.parametrize(
    ("flagged", "other", "guard", "kept"),
    [
        (AGREED, ZERO, None, True),
        (AGREED, ONE, None, False),
        (REFUSED, ONE, None, True),
        (REFUSED, ZERO, None, False),
        (AGREED, UNKNOWN, None, False),
        (AGREED, UNKNOWN, "agreed", True),
        (AGREED, ONE, "agreed", True),
        (AGREED, UNKNOWN, "other", False),
    ],
)
def test_a_flag_is_kept_where_the_other_path_agrees(
    flagged: Value, other: Value, guard: str | None, kept: bool
) -> None:
    joined = join_guarded(flagged, None, value(other.const, taint=1), guard, None)
    assert joined is unknown(1, flagged.flag if kept else None)


@pytest.mark.parametrize(("other", "kept"), [(ONE, True), (ZERO, True), (UNKNOWN, False), (pointer(1), False)])
def test_the_test_of_a_read_outlives_constants(other: Value, kept: bool) -> None:
    assert both_ways(ASKED, None, other, None, None) == {ASKED.flag if kept else None}


def test_a_join_loses_neither_reads_nor_objects_to_a_flag() -> None:
    inside = value(OBJECT, frozenset((3,)), 0b10)
    assert join_guarded(ZERO, None, inside, "agreed", None) is value(ANY, frozenset((3,)), 0b10, ("agreed", True))
