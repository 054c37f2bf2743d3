"""Methods on arrays: java.util.Arrays, java.lang.reflect.Array and System.arraycopy."""

from __future__ import annotations

from kanhe.code.machine.heap import ELEMENT, LENGTH
from kanhe.code.machine.models.containers import (
    all_of,
    copy_elements,
)
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.values import (
    UNKNOWN,
    ZERO,
    ClassName,
    Value,
    unknown,
)

MODELS: Models = {}
model = lister(MODELS)


@model("Ljava/util/Arrays;", "copyOf", "copyOfRange")
def _copy_of(call: Call) -> Value:
    made = call.new(call.method.returns)
    copy_elements(call, call.argument(0), made, call.argument(1).const if call.method.name == "copyOfRange" else 0, 0)
    return made


@model("Ljava/lang/reflect/Array;", "newInstance")
def _new_array(call: Call) -> Value:
    """A new array; of several dimensions when it is given their lengths as an array."""
    sizes = call.argument(1)
    depth = 1
    if sizes.objects:
        length = call.get(sizes, LENGTH, UNKNOWN).const
        depth = length if isinstance(length, int) and 0 < length < 5 else 1
    component = call.argument(0).const
    name = str(component) if isinstance(component, ClassName) else "Ljava/lang/Object;"
    inner: Value | None = None
    for level in range(1, depth + 1):
        made = call.new("[" * level + name, ("array", level))
        call.put(made, LENGTH, call.get(sizes, (ELEMENT, depth - level), UNKNOWN) if sizes.objects else sizes)
        if inner is not None:
            call.put(made, ELEMENT, inner)
        inner = made
    return inner or UNKNOWN


@model("Ljava/lang/reflect/Array;", "get", "getInt")
def _array_get(call: Call) -> Value:
    return all_of(call, call.argument(0))


@model("Ljava/lang/reflect/Array;", "set")
def _array_set(call: Call) -> Value:
    call.add(call.argument(0), ELEMENT, call.argument(2))
    return ZERO


@model("Ljava/util/Arrays;", "toString", "hashCode", "deepToString")
def _array_text(call: Call) -> Value:
    return unknown(call.carried(call.argument(0)))


@model("Ljava/util/Arrays;", "fill")
def _fill(call: Call) -> Value:
    call.add(call.argument(0), ELEMENT, call.argument(len(call.method.parameters) - 1))
    return ZERO


@model("Ljava/lang/System;", "arraycopy")
def _arraycopy(call: Call) -> Value:
    copy_elements(call, call.argument(0), call.argument(2), call.argument(1).const, call.argument(3).const)
    return ZERO
