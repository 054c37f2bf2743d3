"""Whether the app is in front of the user: all processes together, from resumed and stopped screens.

Background begins when no process has had a visible screen for three seconds.  Knows states and process starts; no call.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kanhe.runtime.trace.records import Proc, ScreenState, Ui

GRACE = 3.0
"""Seconds without a visible screen after which the app is in the background."""

State = Literal["foreground", "background", "unknown"]


@dataclass(frozen=True, slots=True)
class Foreground:
    """The states of a run."""

    changes: tuple[tuple[float, State], ...]
    """When each state begins, ascending; the first at minus infinity."""
    services: tuple[tuple[float, bool], ...] = ()
    """When a foreground service's notification came and went."""

    def at(self, moment: float) -> State:
        return self.changes[bisect_right(self.changes, moment, key=lambda c: c[0]) - 1][1]

    def serving(self, moment: float) -> bool:
        """Whether a notification of a foreground service was shown."""
        before = bisect_right(self.services, moment, key=lambda c: c[0])
        return bool(before) and self.services[before - 1][1]

    def background_seconds(self, end: float) -> float:
        """Seconds in the background until ``end``."""
        ends = [*(c[0] for c in self.changes[1:]), max(end, self.changes[-1][0])]
        pairs = zip(self.changes, ends, strict=True)
        return sum(until - begin for (begin, state), until in pairs if state == "background" and begin != float("-inf"))


@dataclass(slots=True)
class _Screens:
    """Which screens are up, process by process, while the records are gone through in order."""

    named: dict[str, set[str]] = field(default_factory=dict)
    unnamed: dict[str, int] = field(default_factory=dict)
    told: bool | None = None
    """What a source that knows the whole app said last."""
    lit: bool = True

    def take(self, record: ScreenState) -> None:
        process = record.proc or ""
        match record.ev:
            case "screen_on" | "screen_off":
                self.lit = record.ev == "screen_on"
            case "fg" | "bg":
                self.told = record.ev == "fg"
            case "resumed":
                self.told = None
                if record.comp is not None:
                    self.named.setdefault(process, set()).add(record.comp)
                else:
                    self.unnamed[process] = self.unnamed.get(process, 0) + 1
            case "stopped":
                self.told = None
                if record.comp is not None:
                    self.named.get(process, set()).discard(record.comp)
                else:
                    self.unnamed[process] = max(0, self.unnamed.get(process, 0) - 1)

    def died(self, process: str) -> None:
        self.named.pop(process, None)
        self.unnamed.pop(process, None)

    @property
    def visible(self) -> bool:
        up = any(self.named.values()) or any(self.unnamed.values())
        return self.lit and (up if self.told is None else self.told)


def belongs(process: str, package: str) -> bool:
    """Whether a process is one of the app's: its own name, or that with ``:part`` behind."""
    return process == package or process.startswith(f"{package}:")


def foreground(
    states: Iterable[ScreenState], processes: Iterable[Proc], package: str, screens: Iterable[Ui] = ()
) -> Foreground:
    """The states of a run from its records, in any order."""
    mine = [p for p in processes if belongs(p.name, package)]
    moments: list[ScreenState | Proc] = sorted([*states, *mine], key=lambda r: r.ts)
    up = _Screens()
    seen: list[tuple[float, bool]] = []
    for record in moments:
        if isinstance(record, ScreenState):
            up.take(record)
            seen.append((record.ts, up.visible))
        elif record.ev == "die":
            up.died(record.name)
            if seen:
                seen.append((record.ts, up.visible))
        elif not seen:  # the first start says what for: a screen is about to come, or none is
            seen.append((record.ts, record.host in ("activity", "other")))
    services = sorted((s.ts, bool(s.on)) for s in screens if s.ev == "fg_service")
    return Foreground(_settled(seen), tuple(services))


def _settled(seen: list[tuple[float, bool]]) -> tuple[tuple[float, State], ...]:
    """Changes of visibility as changes of state, each background only after its time of grace."""
    changes: list[tuple[float, State]] = [(float("-inf"), "unknown")]
    since: float | None = None  # since when no screen has been visible
    for moment, visible in seen:
        if since is not None and moment - since >= GRACE:
            _change(changes, since + GRACE, "background")
        if visible:
            since = None
            _change(changes, moment, "foreground")
        elif since is None:
            since = moment
    if since is not None:
        _change(changes, since + GRACE, "background")
    return tuple(changes)


def _change(changes: list[tuple[float, State]], moment: float, state: State) -> None:
    if changes[-1][1] != state:
        changes.append((moment, state))
