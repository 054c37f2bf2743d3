"""What repeats by itself: calls that set a timer, an alarm, a job or a task that posts itself again, and the code they run.

The period is the constant the abstract run saw in the call.  Knows no rule: how often is too often is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from kanhe.code.machine.trace import Mark, Trace
from kanhe.code.reads import Site
from kanhe.knowledge.behaviours import periods

LATER = frozenset({"message", "work request"})
"""Reasons of steps of which the trace does not know the call that led to them, only its method."""
BY_INTENT = frozenset({"broadcast", "service started", "screen opened"})
"""Reasons of steps that an intent leads to, which an alarm may send again and again."""
MAX_STEPS = 6
"""Calls from a task that posts itself to the code that still counts as its own."""
_REPEATING = frozenset({"timer-repeat", "work-periodic"})
_REPOSTING = frozenset({"post-delayed"})
_ALARMS = frozenset({"alarm-repeat", "work-periodic"})


class Repeats:
    """The periods of one app."""

    def __init__(
        self, trace: Trace, behaviours: Iterable[Site], class_name: Callable[[int], str] = str
    ) -> None:  # fmt: skip
        """``class_name``: the class of a method, dotted."""
        self._trace = trace
        self._class_name = class_name
        self._calls: dict[tuple[int, int], int] = {}
        self._methods: dict[int, int] = {}
        self._components: dict[str, int] = {}
        following = _following(trace)
        for site in sorted(behaviours):
            interval = self.interval(site)
            if interval is None or interval <= 0:
                continue
            if site.item in _REPEATING:
                _least(self._calls, (site.method, site.offset), interval)
            elif site.item in _REPOSTING:
                for method in _circle(following, site):
                    _least(self._methods, method, interval)
            if site.item in _ALARMS:
                for mark in trace.marks.get((site.method, site.offset), ()):
                    for name in mark.components:
                        _least(self._components, name[1:-1].replace("/", "."), interval)

    def interval(self, site: Site) -> int | None:
        """Milliseconds between two turns of what a call asks for, the shortest the run saw; None where not known."""
        period = periods().get((site.item, site.api))
        if period is None:
            return None
        unit = UNITS.get(site.argument or "") if period.unit is not None else period.milliseconds
        if unit is None:
            return None
        marks: Iterable[Mark] = self._trace.marks.get((site.method, site.offset), ())
        numbers = [m.numbers[period.index] for m in marks if period.index < len(m.numbers)]
        known = [n for n in numbers if n is not None and n >= 0]
        return min(known) * unit if known else None

    def of(self, entry: str | None, steps: Iterable[tuple[int, int, str]]) -> int | None:
        """Period at which the end of a path runs again; ``steps``: (method, offset of the call in the one before, reason)."""
        found: list[int] = []
        if entry is not None and (known := self._components.get(entry.rpartition(" ")[2])) is not None:
            found.append(known)
        before = -1
        for method, offset, reason in steps:
            if reason in BY_INTENT and (known := self._components.get(self._class_name(method))) is not None:
                found.append(known)
            if (known := self._calls.get((before, offset))) is not None:
                found.append(known)
            elif reason in LATER:
                found.extend(v for (m, _), v in self._calls.items() if m == before)
            if (known := self._methods.get(method)) is not None:
                found.append(known)
            before = method
        return min(found, default=None)


UNITS: Mapping[str, int] = {
    "NANOSECONDS": 0, "MICROSECONDS": 0, "MILLISECONDS": 1, "SECONDS": 1000, "MINUTES": 60_000, "HOURS": 3_600_000,
    "DAYS": 86_400_000,
}  # fmt: skip
"""``java.util.concurrent.TimeUnit`` → milliseconds."""


K = TypeVar("K")


def _least(known: dict[K, int], key: K, interval: int) -> None:
    known[key] = min(interval, known.get(key, interval))


def _following(trace: Trace) -> dict[int, dict[int, dict[int, None]]]:
    """Method → offset → methods it runs from there."""
    found: dict[int, dict[int, dict[int, None]]] = {}
    for (_, caller, offset, callee), reason in trace.edges.items():
        if caller >= 0:
            found.setdefault(caller, {}).setdefault(-1 if reason in LATER else offset, {})[callee] = None
    return found


def _circle(following: dict[int, dict[int, dict[int, None]]], site: Site) -> set[int]:
    """Methods run by a task that posts itself again at a site; empty when it does not."""
    calls = following.get(site.method, {})
    first = {**calls.get(site.offset, {}), **calls.get(-1, {})}
    if not first:
        return set()
    seen = set(first)
    level = list(first)
    for _ in range(MAX_STEPS):
        level = [c for m in level for many in following.get(m, {}).values() for c in many if c not in seen]
        seen.update(level)
    return seen if site.method in seen else set()
