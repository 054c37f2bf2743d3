"""Watched calls: when they are made, with which whole numbers, for which components of the app."""

from __future__ import annotations

from kanhe.code.machine.platform.call import Call
from kanhe.code.machine.trace import Mark
from kanhe.code.machine.values import ZERO, ClassName


def mark(call: Call) -> None:
    """Note a watched call in the trace."""
    numbers = tuple(
        int(a.const) if type(a.const) is int and not a.objects else None
        for a in map(call.argument, range(len(call.method.parameters)))
    )
    named: dict[str, None] = {}
    for argument in call.arguments:
        for held in (argument, call.get(argument, "pending", ZERO)):
            component = call.get(held, "component", ZERO).const
            if isinstance(component, ClassName):
                named[str(component)] = None
    made = Mark(call.moment, numbers, tuple(sorted(named)))
    call.machine.trace.marks.setdefault(call.place, {})[made] = None
