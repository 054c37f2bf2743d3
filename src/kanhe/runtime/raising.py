"""What a run proves of the code: a read that was seen raises ``calls.level`` to *called*, a request with it to *sent*."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from kanhe.evidence import Evidence
from kanhe.evidence.runtime_rows import EventRow, RequestRow
from kanhe.knowledge.sdks import sdks
from kanhe.runtime.joining.attribution import split_frame

_LEVELS = ("present", "reachable", "called", "sent")


def raised(evidence: Evidence, events: Iterable[EventRow], requests: Iterable[RequestRow]) -> Evidence:
    """The same evidence with the levels of ``calls`` raised by what was seen; no level is ever lowered."""
    rows = evidence.rows("calls")
    levels = [str(row["level"]) for row in rows]
    by_place: dict[tuple[str, str], list[int]] = {}
    by_item: dict[tuple[str, str], list[int]] = {}
    for k, row in enumerate(rows):
        by_place.setdefault((row["item"], _method(row["caller"])), []).append(k)
        by_item.setdefault((row["item"], _answering(row["actor"])), []).append(k)
    seen: set[tuple[str | None, str | None, tuple[str, ...], str | None]] = set()
    for event in events:
        key = (event.item, event.caller, event.frames, event.api)
        if event.event != "read" or event.item is None or key in seen:
            continue
        seen.add(key)
        for k in _places(event, by_place, rows):
            _raise(levels, k, "called")
    for request in requests:
        for item in request.items:
            mine = by_item.get((item, _answering(request.actor)), [])
            called = [k for k in mine if levels[k] in ("called", "sent")]
            for k in called or [k for k in mine if levels[k] == "reachable"]:
                _raise(levels, k, "sent")
    calls = evidence["calls"]
    at = calls.schema.get_field_index("level")
    return evidence.replace(calls=calls.set_column(at, calls.schema.field(at), pa.array(levels, pa.string())))


def _places(event: EventRow, by_place: dict[tuple[str, str], list[int]], rows: list[dict[str, Any]]) -> list[int]:
    """Rows of the code whose read this was: the nearest method on the stack that has one."""
    item = str(event.item)
    methods = [event.caller] if event.caller else []
    for frame in event.frames:
        owner, method = split_frame(frame)
        methods.append(f"L{owner.replace('.', '/')};->{method}")
    for method in methods:
        found = by_place.get((item, method), [])
        same = [k for k in found if _interface(rows[k]["api"]) == _interface(event.api or "")]
        if found:
            return same or found  # reflection and channels read by another name than the interface's
    return []


def _raise(levels: list[str], k: int, level: str) -> None:
    levels[k] = max(levels[k], level, key=_LEVELS.index)


def _method(descriptor: str) -> str:
    """A method without its prototype: stacks do not tell it."""
    return descriptor.partition("(")[0]


def _interface(api: str) -> str:
    return api.partition("(")[0].rpartition("->")[2]


def _answering(actor: str) -> str:
    """Who answers for an actor: the app for the open-source code it carries."""
    known = sdks().get(actor)
    return "app" if known is not None and known.kind in ("library", "packer") else actor
