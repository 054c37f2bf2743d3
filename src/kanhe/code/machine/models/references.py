"""Objects that hold another: references, atomic values, optional values and observed data."""

from __future__ import annotations

from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.running import run_callback
from kanhe.code.machine.values import (
    UNKNOWN,
    ZERO,
    Value,
    join,
    unknown,
)

MODELS: Models = {}
model = lister(MODELS)

HELD = "held"
"""Slot of the object that is held."""


@model(
    "Ljava/lang/ref/Reference; Ljava/lang/ref/WeakReference; Ljava/lang/ref/SoftReference; "
    "Ljava/util/concurrent/atomic/AtomicReference; Ljava/util/concurrent/atomic/AtomicBoolean; "
    "Ljava/util/concurrent/atomic/AtomicInteger; Ljava/util/concurrent/atomic/AtomicLong; Ljava/util/Optional; "
    "Landroid/util/Pair;",
    "<init>", "set", "lazySet", "getAndSet", "of", "ofNullable",
)  # fmt: skip
def _hold(call: Call) -> Value:
    if call.static:
        made = call.new(call.method.returns)
        call.put(made, HELD, call.argument(0))
        return made
    before = call.get(call.receiver, HELD, ZERO)
    call.put(call.receiver, HELD, call.argument(0) if call.method.parameters else ZERO)
    return before if call.method.name == "getAndSet" else ZERO


@model(
    "Ljava/lang/ref/Reference; Ljava/util/concurrent/atomic/AtomicReference; Ljava/util/concurrent/atomic/AtomicBoolean; "
    "Ljava/util/concurrent/atomic/AtomicInteger; Ljava/util/concurrent/atomic/AtomicLong; Ljava/util/Optional; "
    "Landroidx/lifecycle/LiveData;",
    "get", "getValue", "getPlain", "orElse",
)  # fmt: skip
def _held(call: Call) -> Value:
    known = call.get(call.receiver, HELD, UNKNOWN)
    return join(known, call.argument(0)) if call.method.name == "orElse" else known


@model("Ljava/util/concurrent/atomic/AtomicBoolean; Ljava/util/concurrent/atomic/AtomicReference;", "compareAndSet")
def _compare_and_set(call: Call) -> Value:
    call.add(call.receiver, HELD, call.argument(1))
    return UNKNOWN


@model("Ljava/util/Optional;", "map", "flatMap")
def _mapped(call: Call) -> Value:
    held = call.get(call.receiver, HELD, UNKNOWN)
    result = run_callback(call, call.argument(0), "apply", (held,), "function")
    if call.method.name == "flatMap" and result is not None and result.objects:
        return result
    made = call.new(call.method.returns)
    call.put(made, HELD, result if result is not None else unknown(call.carried(held)))
    return made


@model("Ljava/util/Optional;", "ifPresent", "filter")
def _if_present(call: Call) -> Value:
    held = call.get(call.receiver, HELD, UNKNOWN)
    name = "accept" if call.method.name == "ifPresent" else "test"
    run_callback(call, call.argument(0), name, (held,), "function")
    return ZERO if call.method.returns == "V" else call.receiver


LIVE = "Landroidx/lifecycle/MutableLiveData; Landroidx/lifecycle/LiveData; Landroidx/lifecycle/MediatorLiveData;"


@model(LIVE, "<init>", "setValue", "postValue")
def _set_live(call: Call) -> Value:
    if call.method.parameters:
        call.put(call.receiver, HELD, call.argument(0))
        observers = call.get(call.receiver, "observers", ZERO)
        run_callback(call, observers, "onChanged", (call.argument(0),), "observer")
    return ZERO


@model(LIVE, "observe", "observeForever")
def _observe(call: Call) -> Value:
    observer = call.argument(len(call.method.parameters) - 1)
    call.add(call.receiver, "observers", observer)
    held = call.get(call.receiver, HELD, ZERO)
    if held is not ZERO:
        run_callback(call, observer, "onChanged", (held,), "observer")
    return ZERO
