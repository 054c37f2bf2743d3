"""Data given away: what reaches a sink, and in which way.

Which methods are sinks is asked of :mod:`kanhe.code.machine.platform.knowledge`.
"""

from __future__ import annotations

from kanhe.code.machine.frame import Frame
from kanhe.code.machine.platform.call import Call
from kanhe.code.machine.state import reads_of
from kanhe.code.machine.taint import ways
from kanhe.code.machine.trace import Moment, Sink, Way


def reach_sink(call: Call) -> None:
    """Note what a call hands to a sink, if it calls one: the data, and what tests of data led there."""
    found = call.platform.knowledge.sink(call.method)
    if found is None:
        return
    first = 0 if call.static else 1
    taint = 0
    for index, argument in enumerate(call.arguments):
        if index >= first if found.arguments is None else index - first in found.arguments:
            taint |= call.carried(argument)
    frame = call.frame
    gives_away(frame, call.moment, call.offset, found.kind, found.api, taint)
    gives_away(frame, call.moment, call.offset, found.kind, found.api, frame.controlled | reads_of(call.state.control))


def hand_out(call: Call, kind: str, taint: int) -> None:
    """A call gives data with these reads away."""
    gives_away(call.frame, call.moment, call.offset, kind, call.method.text, taint)


def gives_away(frame: Frame, moment: Moment, offset: int, kind: str, api: str, taint: int) -> None:
    """Data with these reads reaches a sink, or the sink tells what a test of them says."""
    flows = frame.machine.trace.flows
    sink = Sink(frame.method, offset, kind, api)
    for read, way in ways(taint):
        flows.setdefault((read, Way(way), sink), moment)
