"""Requests that were seen twice: by the capture, which knows what was in them, and by the agent, which knows who sent them.

Of a pair the captured one stays, with the agent's stack.  What the agent alone saw went beside the proxy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from kanhe.runtime.trace.records import FlowRecord

WITHIN = 5.0
"""Seconds between the moments at which one request was seen."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The captured requests with what is known of their senders."""

    flows: tuple[FlowRecord, ...]
    twins: frozenset[int]
    """Numbers (``n``) of the agent's records for which a captured one stands."""


def paired(captured: Iterable[FlowRecord], recorded: Sequence[FlowRecord]) -> Paired:
    """``recorded``: the agent's.  Each stands for one captured request at most, the best match first come."""
    by_host: dict[str, list[FlowRecord]] = {}
    for flow in sorted(recorded, key=lambda f: f.ts):
        for host in {flow.host.lower(), (flow.sni or flow.host).lower()}:
            by_host.setdefault(host, []).append(flow)
    used: set[int] = set()
    flows = []
    for flow in sorted(captured, key=lambda f: f.ts):
        near = by_host.get(flow.host, [])
        best: tuple[int, float, FlowRecord] | None = None
        for other in near[bisect_left(near, flow.ts - WITHIN, key=lambda f: f.ts) :]:
            if other.ts > flow.ts + WITHIN:
                break
            alike = likeness(flow, other) if other.n not in used else 0
            apart = abs(other.ts - flow.ts)
            if alike and (best is None or (alike, -apart) > (best[0], -best[1])):
                best = alike, apart, other
        if best is not None:
            used.add(best[2].n)
            flow = msgspec.structs.replace(flow, stk=best[2].stk, by=best[2].by)
        flows.append(flow)
    return Paired(tuple(flows), frozenset(used))


def likeness(captured: FlowRecord, recorded: FlowRecord) -> int:
    """How sure it is that both are one request: 3 the same content, 2 the same path, 1 nothing that speaks against it, 0 not."""
    for a, b in (
        (captured.method, recorded.method),
        (captured.path_d, recorded.path_d),
        (captured.hash, recorded.hash),
    ):
        if a is not None and b is not None and a != b:
            return 0
    if captured.pinned:
        return 0  # nothing was sent
    if captured.hash is not None and recorded.hash is not None:
        return 3
    return 2 if captured.path_d is not None and recorded.path_d is not None else 1
