"""Lambdas and method references: the object that a call site makes, and calling what it stands for."""

from __future__ import annotations

from kanhe.code.dex.call_sites import call_site as read_call_site
from kanhe.code.machine.calls import call as follow
from kanhe.code.machine.frame import Frame
from kanhe.code.machine.instructions import DIRECT, STATIC, VIRTUAL
from kanhe.code.machine.memory import Lambda
from kanhe.code.machine.state import State
from kanhe.code.machine.values import UNKNOWN, Value, pointer

STATIC_HANDLE, CONSTRUCTOR_HANDLE = 4, 6
"""Kinds of method handles (Dalvik executable format)."""


def call_site(frame: Frame, state: State, offset: int, dex: int, site: int, arguments: list[Value]) -> Value | None:
    """invoke-custom: an object that stands for a lambda or a method reference, with what it captured."""
    machine = frame.machine
    tables = machine.program.dexes[dex]
    known = read_call_site(tables, site)
    if known is None:
        machine.trace.bound("call-site")
        return UNKNOWN
    kind = int(machine.program.types.of[dex][int(tables.proto_returns[known.proto])])
    made = machine.allocate(frame, state, offset, kind)
    number = int(machine.program.methods.of[dex][known.method])
    method = machine.symbols.method(number)
    static = known.kind == STATIC_HANDLE
    how = STATIC if static else DIRECT if known.kind == CONSTRUCTOR_HANDLE else VIRTUAL
    words = len(method.parameters) + (0 if static else 1)
    machine.lambdas[made] = Lambda(known.name, number, how, len(arguments), words)
    for k, argument in enumerate(arguments):
        machine.put(frame, state.heap, frozenset((made,)), ("captured", k), argument)
    return pointer(made)


def run_lambda(
    frame: Frame, state: State, offset: int, one: int, arguments: tuple[Value, ...], reason: str
) -> Value | None:
    """Call what an object of a call site stands for."""
    machine = frame.machine
    known = machine.lambdas[one]
    captured = tuple(frame.load(state.heap, (one, ("captured", k))) or UNKNOWN for k in range(known.captured))
    method = machine.symbols.method(known.method)
    if method.name == "<init>":
        made = pointer(machine.allocate(frame, state, offset, method.owner))
        follow(frame, state, offset, DIRECT, method, (made, *captured, *arguments)[: known.words], None, reason)
        return made
    given = (*captured, *arguments)[: known.words]
    given = (*given, *(UNKNOWN for _ in range(known.words - len(given))))
    return follow(frame, state, offset, known.how, method, given, None, reason)
