"""Collections as they lie in the heap, through a call whose receiver is one."""

from __future__ import annotations

import pytest

from kanhe.code.machine import models
from kanhe.code.machine.heap import ELEMENT
from kanhe.code.machine.models import containers
from kanhe.code.machine.platform import Call
from kanhe.code.machine.values import ANY, ONE, UNKNOWN, ZERO, Value, value
from tests.builders.app import run


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    """A call on a new, empty object of the platform."""
    seen: list[Call] = []

    def keep(call: Call) -> Value:
        seen.append(call)
        return ZERO

    monkeypatch.setitem(models.ALL, ("Lx/Y;", "v"), keep)
    run("new-instance v0 Lx/Y;\ninvoke-direct {v0} Ljava/lang/Object;-><init>()V\ninvoke-virtual {v0} Lx/Y;->v()V")
    return seen[0]


def test_positions_are_known_while_every_change_is(call: Call) -> None:
    held = call.receiver
    containers.append(call, held, ONE)
    containers.append(call, held, value("b"))
    assert containers.size(call, held) == 2
    assert containers.elements(call, held) == [ONE, value("b")]
    assert containers.all_of(call, held).const is ANY


def test_smashed_positions_are_forgotten(call: Call) -> None:
    held = call.receiver
    containers.append(call, held, ONE)
    containers.smash(call, held)
    assert containers.size(call, held) is None
    assert containers.elements(call, held) is None
    assert containers.all_of(call, held) is ONE


def test_a_long_list_forgets_positions(call: Call) -> None:
    for _ in range(containers.MAX_SIZE + 1):
        containers.append(call, call.receiver, ONE)
    assert containers.size(call, call.receiver) is None
    assert containers.all_of(call, call.receiver) is ONE


def test_a_view_shows_its_collection(call: Call) -> None:
    view = call.new("Lx/View;")
    call.put(view, containers.SOURCE, call.receiver)
    containers.append(call, call.receiver, value("a"))
    assert containers.all_of(call, view) is value("a")


def test_entries_by_known_keys(call: Call) -> None:
    held = call.receiver
    containers.store_entry(call, held, value("k"), ONE)
    containers.store_entry(call, held, value("other"), value("x"))
    assert containers.entry(call, held, value("k")) is ONE
    assert containers.entry(call, held, value("none")) is UNKNOWN
    assert containers.entry(call, held, value("none"), ZERO) is ZERO


def test_a_key_that_is_not_known_may_be_any(call: Call) -> None:
    held = call.receiver
    containers.store_entry(call, held, UNKNOWN, value("x", taint=0b1))
    assert containers.entry(call, held, value("k")).taint == 0b1
    containers.store_entry(call, held, value("k"), ONE)
    assert containers.entry(call, held, UNKNOWN).taint == 0b1


def test_entries_are_copied_with_what_is_inside(call: Call) -> None:
    target = call.new("Lx/Map;")
    containers.store_entry(call, call.receiver, value("k"), ONE)
    call.taint(call.receiver, 0b1)
    containers.copy_entries(call, call.receiver, target)
    assert call.content(target) == 0b1
    assert containers.entry(call, target, value("k")).const == 1


@pytest.mark.parametrize(
    ("source_at", "target_at", "places"), [(0, 0, {0: "a", 1: "b"}), (1, 0, {0: "b"}), (0, 5, {5: "a", 6: "b"})]
)
def test_elements_are_copied_by_position(call: Call, source_at: int, target_at: int, places: dict[int, str]) -> None:
    containers.rewrite(call, call.receiver, [value("a"), value("b")])
    target = call.new("[Ljava/lang/Object;")
    containers.copy_elements(call, call.receiver, target, source_at, target_at)
    found = {k: call.get(target, (ELEMENT, k), ZERO).const for k in range(8)}
    assert {k: c for k, c in found.items() if c != 0} == places


def test_elements_copied_to_where_is_not_known(call: Call) -> None:
    containers.rewrite(call, call.receiver, [value("a")])
    target = call.new("[Ljava/lang/Object;")
    containers.copy_elements(call, call.receiver, target, 0, ANY)
    assert call.get(target, ELEMENT) is value("a")
