"""Methods of the platform without a model: how data passes through them, and what they may be given to call back."""

from __future__ import annotations

from kanhe.code.machine.heap import ELEMENT
from kanhe.code.machine.platform.call import Call
from kanhe.code.machine.taint import hashed
from kanhe.code.machine.values import ZERO, Value, unknown, with_taint


def unmodelled(call: Call) -> Value:
    """What goes into a method may come out of it, and stay in its receiver; what it is given may be called back."""
    method = call.method
    taint = 0
    for argument in call.arguments:
        if argument.taint or argument.objects:
            taint |= call.carried(argument)
    kind = call.platform.knowledge.transfer(method)
    if kind == "none":
        return ZERO if method.returns == "V" else call.result()
    if kind == "hash":
        taint = hashed(taint)
    inside = 0
    if not call.static and taint and kind != "return":
        for argument in call.arguments[1:]:
            inside |= call.carried(argument)
        if inside and (kind == "this" or method.name == "<init>" or method.returns in ("V", method.owner_name)):
            call.taint(call.receiver, inside)
    for index, parameter in enumerate(method.parameters):
        argument = call.argument(index)
        if parameter[0] == "[" and taint and argument.objects:
            _fill(call, argument, taint)
        if parameter[0] == "L":
            if argument.objects:
                call.platform.registry.register(call, parameter, argument, method.name)
            elif argument.const == 0 and method.name.startswith("set"):
                call.platform.registry.replace(call, parameter, method.name)
    if method.returns == "V":
        return ZERO
    if not call.static and method.returns == method.owner_name and call.receiver.objects and kind != "return":
        return with_taint(call.receiver, 0)
    return call.result(taint=taint)


def _fill(call: Call, array: Value, taint: int) -> None:
    """An array handed to a method may be filled with what the method's receiver carries."""
    if call.static:
        return
    mine = call.carried(call.receiver)
    if mine:
        call.add(array, ELEMENT, unknown(mine))
