"""What a model sees of a call, through models that note it."""

from __future__ import annotations

import pytest

from kanhe.code.machine import models
from kanhe.code.machine.platform import Call
from kanhe.code.machine.values import ANY, ONE, UNKNOWN, ZERO, Value, value
from tests.builders.app import run

TEXT = "Landroid/text/TextUtils;"


def calls_of(monkeypatch: pytest.MonkeyPatch, owner: str, name: str, code: str) -> list[Call]:
    """Run code whose calls of a method are handed to a model that keeps them."""
    seen: list[Call] = []

    def keep(call: Call) -> Value | None:
        seen.append(call)
        return ZERO

    monkeypatch.setitem(models.ALL, (owner, name), keep)
    run(code)
    return seen


def test_arguments_of_a_static_call(monkeypatch: pytest.MonkeyPatch) -> None:
    code = 'const-string v0 "a"\ninvoke-static {v0 v0} Lx/Y;->s(Ljava/lang/String;Ljava/lang/String;)V'
    (call, *_) = calls_of(monkeypatch, "Lx/Y;", "s", code)
    assert call.static
    assert (call.argument(0).const, call.argument(1).const) == ("a", "a")
    assert call.argument(2) is UNKNOWN


def test_arguments_behind_the_receiver(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "new-instance v0 Lx/Y;\nconst/4 v1 1\ninvoke-virtual {v0 v1} Lx/Y;->v(I)V"
    (call, *_) = calls_of(monkeypatch, "Lx/Y;", "v", code)
    assert not call.static
    assert call.receiver.objects
    assert call.argument(0) is ONE
    assert call.types(call.receiver) == [call.machine.symbols.type("Lx/Y;")]
    assert call.place == (call.frame.method, call.offset)
    assert call.moment.phase.name == "STARTUP"


def test_slots_of_a_single_object_are_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    (call, *_) = calls_of(monkeypatch, "Lx/Y;", "v", "new-instance v0 Lx/Y;\ninvoke-virtual {v0} Lx/Y;->v()V")
    held = call.receiver
    assert call.single(held)
    assert call.get(held, "slot") is UNKNOWN
    call.put(held, "slot", ONE)
    call.put(held, "slot", ZERO)
    assert call.get(held, "slot") is ZERO
    call.add(held, "slot", ONE)
    assert call.get(held, "slot").const is ANY


def test_what_is_inside_an_object_is_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    (call, *_) = calls_of(monkeypatch, "Lx/Y;", "v", "new-instance v0 Lx/Y;\ninvoke-virtual {v0} Lx/Y;->v()V")
    made = call.new("Lx/Z;")
    call.put(call.receiver, "inner", made)
    assert call.carried(call.receiver) == 0
    call.taint(made, 0b1)
    assert call.content(made) == 0b1
    assert call.carried(call.receiver) == 0b1
    assert call.content(call.receiver) == 0


def test_shared_objects_are_the_same_wherever_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "new-instance v0 Lx/Y;\ninvoke-virtual {v0} Lx/Y;->v()V\ninvoke-virtual {v0} Lx/Y;->v()V"
    first, second, *_ = calls_of(monkeypatch, "Lx/Y;", "v", code)
    assert first.shared("Lx/Z;", "one") is second.shared("Lx/Z;", "one")
    assert first.shared("Lx/Z;", "one") is not first.shared("Lx/Z;", "two")
    assert first.new("Lx/Z;") is not second.new("Lx/Z;")


def test_results_of_which_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    (call, *_) = calls_of(monkeypatch, "Lx/Y;", "s", "invoke-static {} Lx/Y;->s()Lx/Z;\nmove-result-object v0")
    assert call.result().objects
    assert call.result("I") is UNKNOWN
    assert call.result("Ljava/lang/String;", 0b1) is value(ANY, taint=0b1)
