"""What every object can do, and exceptions, enums and numbers, which are hardly more than what they hold."""

from __future__ import annotations

from kanhe.code.machine.heap import EXISTS, LENGTH
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.models.text import STRING
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.values import (
    ONE,
    UNKNOWN,
    ZERO,
    Range,
    Value,
    pointer,
    unknown,
    value,
)

MODELS: Models = {}
model = lister(MODELS)

MESSAGE, CAUSE = "message", "cause"


@model("Ljava/lang/Object;", "<init>")
def _object(call: Call) -> Value:
    return ZERO


@model("Ljava/lang/Object;", "toString")
def _to_string(call: Call) -> Value:
    held = call.receiver
    if type(held.const) is str:
        return held
    return unknown(call.carried(held))


@model("Ljava/lang/Object;", "hashCode", "wait", "notify", "notifyAll")
def _nothing(call: Call) -> Value:
    return UNKNOWN


@model("Ljava/lang/Object;", "clone")
def _clone(call: Call) -> Value:
    """A shallow copy."""
    machine = call.machine
    made: list[int] = []
    for one in sorted(call.receiver.objects):
        key = ("clone", one, call.frame.method, call.offset)
        copy = machine.object(key, machine.objects[one].type, opaque=machine.objects[one].opaque)
        if call.frame.load(call.heap, (copy, EXISTS)) is None:
            call.heap.changes[copy, EXISTS] = ONE
            call.frame.allocated.add(copy)
        if one in machine.tainted:
            machine.tainted.add(copy)
        for slot in list(machine.slots[one]):
            known = call.frame.load(call.heap, (one, slot))
            if known is not None:
                call.heap.changes[copy, slot] = known
                machine.slots[copy].add(slot)
        known = call.frame.load(call.heap, (one, LENGTH))
        if known is not None:
            call.heap.changes[copy, LENGTH] = known
        machine.taint_content(call.frame, call.heap, copy, call.content(pointer(one)))
        made.append(copy)
    return value(call.receiver.const, frozenset(made), call.receiver.taint)


@model("Ljava/lang/Throwable; Ljava/lang/Exception; Ljava/lang/RuntimeException; Ljava/lang/Error;", "<init>")
def _throwable(call: Call) -> Value:
    for k, kind in enumerate(call.method.parameters):
        if kind == STRING:
            call.put(call.receiver, MESSAGE, call.argument(k))
        elif kind == "Ljava/lang/Throwable;":
            call.put(call.receiver, CAUSE, call.argument(k))
    return ZERO


@model("Ljava/lang/Throwable;", "getMessage", "getLocalizedMessage", "toString", "getCause", "getStackTrace")
def _message(call: Call) -> Value:
    if call.method.name == "getCause":
        known = call.get(call.receiver, CAUSE, ZERO)
        return known if known is not ZERO else call.result(taint=call.carried(call.receiver))
    known = call.get(call.receiver, MESSAGE, unknown(call.content(call.receiver)))
    if call.method.name == "toString":
        return unknown(known.taint | call.carried(call.receiver))
    return known


@model("Ljava/lang/Enum;", "<init>")
def _enum(call: Call) -> Value:
    call.put(call.receiver, "name", call.argument(0))
    call.put(call.receiver, "ordinal", call.argument(1))
    return ZERO


@model("Ljava/lang/Enum;", "name", "toString")
def _enum_name(call: Call) -> Value:
    return call.get(call.receiver, "name", unknown())


@model("Ljava/lang/Enum;", "ordinal")
def _enum_ordinal(call: Call) -> Value:
    return call.get(call.receiver, "ordinal", unknown())


@model("Ljava/util/Random; Ljava/security/SecureRandom;", "nextInt")
def _random(call: Call) -> Value:
    bound = call.argument(0).const if len(call.method.parameters) == 1 else None
    return value(Range((0, bound - 1))) if isinstance(bound, int) and bound > 0 else UNKNOWN


@model("Ljava/lang/Math;", "min", "max", "abs")
def _math(call: Call) -> Value:
    taint = 0
    for argument in call.arguments:
        taint |= argument.taint
    numbers = [a.const for a in call.arguments if isinstance(a.const, int)]
    whole = len(numbers) == (1 if call.method.name == "abs" else 2) and set(call.method.parameters) <= {"I", "J"}
    if whole and len(numbers) == len(call.arguments):
        name = call.method.name
        exact = abs(numbers[0]) if name == "abs" else min(numbers) if name == "min" else max(numbers)
        return value(exact, taint=taint)
    return unknown(taint)
