"""What a call leaves behind: which of its objects live on, and on which reads its path depended."""

import pytest

from kanhe.code.machine.heap import EXISTS, STATICS, Key
from kanhe.code.machine.state import Control, drop_unreachable, reads_of
from kanhe.code.machine.values import MANY, NONE, ONE, Value, pointer, value

FIELD = 7


def test_an_object_that_nothing_holds_takes_its_slots_along() -> None:
    writes = {(1, EXISTS): ONE, (1, FIELD): value("x"), (5, FIELD): value("y")}
    assert drop_unreachable({1}, (), (writes,)) == {1}
    assert writes == {(5, FIELD): value("y")}


def test_what_is_returned_or_thrown_lives_on() -> None:
    mine = {1, 2, 3}
    assert drop_unreachable(mine, (pointer(1), None, pointer(2)), ()) == {3}
    assert mine == {1, 2, 3}


def test_what_an_older_object_or_a_static_field_holds_lives_on() -> None:
    writes = {(9, FIELD): pointer(1), (STATICS, FIELD): pointer(2), (3, FIELD): value("x")}
    assert drop_unreachable({1, 2, 3}, (), (writes,)) == {3}


def test_what_lives_on_keeps_what_it_holds() -> None:
    writes = {(1, FIELD): pointer(2), (2, FIELD): pointer(3), (3, EXISTS): ONE, (4, FIELD): pointer(3)}
    assert drop_unreachable({1, 2, 3, 4}, (pointer(1),), (writes,)) == {4}
    assert set(writes) == {(1, FIELD), (2, FIELD), (3, EXISTS)}


def test_objects_that_hold_only_each_other_die() -> None:
    writes: dict[Key, Value] = {(1, FIELD): pointer(2), (2, FIELD): pointer(1)}
    assert drop_unreachable({1, 2}, (value("x"),), (writes,)) == {1, 2}
    assert writes == {}


def test_objects_that_hold_each_other_live_on_together() -> None:
    writes = {(1, FIELD): pointer(2), (2, FIELD): pointer(1)}
    assert drop_unreachable({1, 2}, (pointer(2),), (writes,)) == set()
    assert len(writes) == 2


def test_writes_of_a_return_and_of_a_throw_count_together() -> None:
    returned = {(1, EXISTS): ONE, (2, EXISTS): MANY}
    thrown = {(1, FIELD): pointer(2), (2, FIELD): value("x"), (3, EXISTS): ONE}
    assert drop_unreachable({1, 2, 3}, (pointer(1),), (returned, thrown)) == {3}
    assert set(returned) == {(1, EXISTS), (2, EXISTS)}
    assert set(thrown) == {(1, FIELD), (2, FIELD)}


def test_objects_of_others_are_left_alone() -> None:
    writes = {(8, FIELD): value("x")}
    assert drop_unreachable(set(), (value(0, NONE),), (writes,)) == set()
    assert writes == {(8, FIELD): value("x")}


@pytest.mark.parametrize(("control", "reads"), [((), 0), (((4, 0b1),), 0b1), (((4, 0b11), (9, 0b110)), 0b111)])
def test_reads_of_all_tests(control: Control, reads: int) -> None:
    assert reads_of(control) == reads
