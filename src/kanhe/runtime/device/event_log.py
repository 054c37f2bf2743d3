"""One line of the device's event log as what it says: processes that start and end, screens that come and go, the display.

Names and order of the fields are those of the platform's event-log tags, before and after Android 11 (``am_`` became
``wm_`` for screens).  Any bytes may come; a line that is not understood is nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from kanhe.runtime.trace.records import Host

_EPOCH = re.compile(
    r"^\s*(?P<s>\d{9,11})\.(?P<f>\d{3,9})\s+(?P<pid>\d{1,7})\s+(?P<tid>\d{1,7})\s+[VDIWEFAS]\s+(?P<tag>[^\s:]{1,60})\s*:\s?(?P<text>.*)$"
)
_DATED = re.compile(
    r"^\s*(?:(?P<y>\d{4})-)?(?P<mo>\d\d)-(?P<d>\d\d)\s+(?P<h>\d\d):(?P<mi>\d\d):(?P<s>\d\d)\.(?P<f>\d{3,9})\s+(?P<pid>\d{1,7})\s+"
    r"(?P<tid>\d{1,7})\s+[VDIWEFAS]\s+(?P<tag>[^\s:]{1,60})\s*:\s?(?P<text>.*)$"
)

What = Literal[
    "start",
    "bound",
    "die",
    "resumed",
    "stopped",
    "destroyed",
    "screen_on",
    "screen_off",
    "fgs_on",
    "fgs_off",
    "touch",
    "lost",
]


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line taken apart, whatever its tag."""

    at: float
    """Seconds since 1970 by the device's clock; 0 where the line has a date only and no year is known."""
    pid: int
    """Of the process that wrote it."""
    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a line says."""

    what: What
    at: float
    pid: int | None = None
    """Of the process that started, ended, or whose screen it is."""
    process: str | None = None
    component: str | None = None
    """``package/class`` of what a process was started for; the class alone of a screen, as the platform writes it."""
    host: Host = "other"
    caller: str | None = None
    """Package that asked for a start, where the platform's reason names it."""


def read_line(line: str, year: int | None = None) -> LogLine | None:
    """``year``: of lines with a date (``threadtime``); they are taken as UTC."""
    found = _EPOCH.match(line)
    if found is not None:
        at = int(found["s"]) + int(found["f"]) / 10 ** len(found["f"])
    else:
        found = _DATED.match(line)
        if found is None:
            return None
        told = int(found["y"]) if found["y"] else year
        at = 0.0
        if told is not None:
            try:
                day = dt.datetime(
                    told,
                    int(found["mo"]),
                    int(found["d"]),
                    int(found["h"]),
                    int(found["mi"]),
                    int(found["s"]),
                    tzinfo=dt.UTC,
                )
                at = day.timestamp() + int(found["f"]) / 10 ** len(found["f"])
            except (ValueError, OverflowError):
                return None
    return LogLine(max(0.0, at), int(found["pid"]), found["tag"], found["text"][:4096])


def fields(text: str) -> tuple[str, ...]:
    """``[a,b,{c,d}]`` taken apart at its commas; a value alone is one field."""
    inner = text.strip()
    if inner.startswith("[") and inner.endswith("]"):
        inner = inner[1:-1]
    parts, depth, begin = [], 0, 0
    for at, sign in enumerate(inner):
        if sign in "{[":
            depth += 1
        elif sign in "}]":
            depth = max(0, depth - 1)
        elif sign == "," and depth == 0:
            parts.append(inner[begin:at].strip())
            begin = at + 1
    return (*parts, inner[begin:].strip())


def read_event(line: LogLine) -> Event | None:
    """What a line of the event log says; None for one that says nothing a run needs."""
    told = fields(line.text)
    match line.tag:
        case "am_proc_start" if len(told) >= 6:
            # Who asked is not in the line; only that the system itself begins a process again.
            caller = "android" if told[4] == "restart" else None
            return Event("start", line.at, _number(told[1]), _name(told[3]), component(told[5]), host(told[4]), caller)
        case "am_proc_bound" if len(told) >= 3:
            return Event("bound", line.at, _number(told[1]), _name(told[2]))
        case "am_proc_died" | "am_kill" if len(told) >= 3:
            return Event("die", line.at, _number(told[1]), _name(told[2]))
        case "am_on_resume_called" | "wm_on_resume_called" if len(told) >= 2:
            return Event("resumed", line.at, line.pid, None, _name(told[1]))
        case "am_on_stop_called" | "wm_on_stop_called" if len(told) >= 2:
            return Event("stopped", line.at, line.pid, None, _name(told[1]))
        case "wm_on_destroy_called" if len(told) >= 2:
            return Event("destroyed", line.at, line.pid, None, _name(told[1]))
        case "am_foreground_service_start" if len(told) >= 2:
            return Event("fgs_on", line.at, None, None, component(told[1]))
        case "am_foreground_service_stop" if len(told) >= 2:
            return Event("fgs_off", line.at, None, None, component(told[1]))
        case "screen_toggled" | "power_screen_state" if told[0] in ("0", "1"):
            return Event("screen_on" if told[0] == "1" else "screen_off", line.at)
        case "input_interaction":
            return Event("touch", line.at)
        case "chatty":
            return Event("lost", line.at)
    return None


def host(told: str) -> Host:
    """What a process was started for, by the platform's word for it."""
    if "activity" in told:
        return "activity"
    if "broadcast" in told:
        return "broadcast"
    if "provider" in told:
        return "provider"
    return "service" if "service" in told or told == "restart" else "other"


def component(told: str) -> str | None:
    """``{pkg/.Cls}`` as ``pkg/pkg.Cls``; a class or process alone as it stands."""
    bare = told.strip().strip("{}").strip()
    package, slash, name = bare.partition("/")
    if not slash:
        return _name(bare)
    return _name(f"{package}/{package if name.startswith('.') else ''}{name}")


def _name(told: str) -> str | None:
    return told[:500] or None


def _number(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None
