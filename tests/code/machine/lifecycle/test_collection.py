"""What is dead is collected, what anything leads to is not."""

from __future__ import annotations

import pytest

from kanhe.code.machine.heap import REGISTRY, STATICS, Heap
from kanhe.code.machine.lifecycle.collection import Collector
from kanhe.code.machine.machine import Machine
from kanhe.code.machine.values import NONE, ONE, pointer


class Obj:
    def __init__(self, opaque: bool) -> None:
        self.opaque = opaque


class Bare:
    """As much of a machine as the collector looks at."""

    def __init__(self, *opaque: int) -> None:
        self.root = Heap()
        self.bottom: set[int] = set()
        self.objects = [Obj(k in opaque) for k in range(10)]
        self.steps = 0


def collector(machine: Bare) -> Collector:
    return Collector(machine)  # type: ignore[arg-type]


def heap(machine: Bare, **slots: object) -> Heap:
    made = Heap(machine.root)
    made.changes = {
        (0, "f"): pointer(1),
        (1, "f"): ONE,
        (2, "f"): pointer(3),
        (3, "f"): ONE,
        (STATICS, "s"): pointer(0),
    }
    return made


def kept(found: Heap) -> set[int]:
    return {owner for owner, _ in found.changes}


def test_what_statics_lead_to_lives() -> None:
    machine = Bare()
    assert kept(collector(machine).collected(heap(machine), NONE)) == {0, 1, STATICS}


@pytest.mark.parametrize("how", ["handle", "also", "bottom"])
def test_what_the_platform_holds_lives(how: str) -> None:
    machine = Bare()
    made = collector(machine)
    if how == "handle":
        made.handles.add(2)
    if how == "bottom":
        machine.bottom.add(2)
    found = made.collected(heap(machine), frozenset({2}) if how == "also" else NONE)
    assert kept(found) == {0, 1, 2, 3, STATICS}


def test_objects_of_the_platform_live_and_what_they_hold() -> None:
    machine = Bare(2)
    assert kept(collector(machine).collected(heap(machine), NONE)) == {0, 1, 2, 3, STATICS}


def test_what_was_given_lives_unless_its_screen_is_gone() -> None:
    machine = Bare()
    given = heap(machine)
    given.changes[REGISTRY, "slot"] = pointer(2)
    assert 3 in kept(collector(machine).collected(given, NONE))
    assert kept(collector(machine).collected(given, NONE, what_outlives=True)) == {0, 1, STATICS}


def test_it_is_due_when_enough_was_written() -> None:
    machine = Bare()
    made = collector(machine)
    assert made.due(1)
    large = Heap(machine.root)
    large.changes = {(STATICS, k): ONE for k in range(40)}
    made.collected(large, NONE)
    assert not made.due(10)
    assert made.due(1)


def test_a_machine_has_all_of_this() -> None:
    assert {"bottom", "exhausted"} <= set(dir(Machine))
