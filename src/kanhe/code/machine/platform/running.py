"""Running methods of the package from inside a call of the platform: of objects it was handed, and of proxies.

What runs later, and who keeps it until then, is not known here.
"""

from __future__ import annotations

from kanhe.code.machine.calls import call as follow
from kanhe.code.machine.heap import ELEMENT, LENGTH
from kanhe.code.machine.instructions import VIRTUAL
from kanhe.code.machine.platform.call import Call
from kanhe.code.machine.platform.lambdas import run_lambda
from kanhe.code.machine.values import OBJECT, UNKNOWN, Value, join, pointer, value


def run_callback(call: Call, held: Value, name: str, arguments: tuple[Value, ...], reason: str) -> Value | None:
    """Run a method of the objects of a value now; what they return, None when none of them defines it."""
    symbols = call.machine.symbols
    result: Value | None = None
    for one in sorted(held.objects):
        known = call.machine.lambdas.get(one)
        if known is not None:
            if known.name == name:
                got = run_lambda(call.frame, call.state, call.offset, one, arguments, reason)
                if got is not None:
                    result = got if result is None else join(result, got)
            continue
        for method in symbols.named(call.machine.objects[one].type, name):
            if len(method.parameters) != len(arguments) or not call.machine.bodies.has_code(method.number):
                continue
            if method.name == "run" and call.frame.method == method.number:
                continue
            got = follow(call.frame, call.state, call.offset, VIRTUAL, method, (pointer(one), *arguments), None, reason)
            if got is not None:
                result = got if result is None else join(result, got)
            break
    return result


def run_proxy(call: Call) -> Value | None:
    """A call on a dynamic proxy, which its handler takes; None when the receiver is none."""
    symbols, handler = call.machine.symbols, call.machine.symbols.type("Ljava/lang/reflect/InvocationHandler;")
    if handler < 0 or call.method.owner == handler:
        return None
    mine = frozenset(
        one for one in call.receiver.objects
        if symbols.is_a(call.machine.objects[one].type, handler)
        and not symbols.is_a(call.machine.objects[one].type, call.method.owner)
    )  # fmt: skip
    if not mine:
        return None
    given = call.new("[Ljava/lang/Object;", "arguments")
    for k in range(len(call.method.parameters)):
        call.put(given, (ELEMENT, k), call.argument(k))
    call.put(given, LENGTH, value(len(call.method.parameters)))
    return run_callback(call, value(OBJECT, mine), "invoke", (UNKNOWN, UNKNOWN, given), "proxy")
