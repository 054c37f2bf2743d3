"""The timeline of a run as the page draws it: stretches of different length side by side, and marks by percent.

Seconds before consent and hours in the background stand on one line, so that each stretch has its own scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kanhe.report.run_phrases import RUN_PHRASES
from kanhe.rules.model import Text
from kanhe.rules.wording import measured

_LEAST_APART = 0.35
"""Percent below which two ticks are drawn as one."""
_WIDTHS = {"pre": 16, "asked": 16, "answered": 26, "background": 42, "all": 100}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a run: from, to (milliseconds), and where it stands on the line (percent)."""

    kind: str
    begin: int
    end: int
    left: float
    width: float

    @property
    def name(self) -> dict[str, str]:
        return _both(RUN_PHRASES[f"segment.{self.kind}"])

    @property
    def length(self) -> dict[str, str]:
        spent = max(0, self.end - self.begin)
        return {"zh": measured(spent, "zh"), "en": measured(spent, "en")}


@dataclass(frozen=True, slots=True)
class Tick:
    """A read, or several next to each other."""

    left: float
    width: float
    tone: str
    """'early', 'refused', 'background' or 'usual'."""


def segments(run: dict[str, Any]) -> list[Segment]:
    """The stretches of a run, by its dialog, its answer and its first time in the background."""
    end = max(1, int(run["length_ms"]))
    background = next((m["at_ms"] for m in run["marks"] if m["event"] == "background"), None)
    cuts: list[tuple[str, int]] = []
    if run["dialog_ms"] is not None or run["consent_ms"] is not None:
        cuts.append(("pre", 0))
        if run["dialog_ms"] is not None:
            cuts.append(("asked", run["dialog_ms"]))
        if run["consent_ms"] is not None:
            cuts.append(("answered", run["consent_ms"]))
    else:
        cuts.append(("all", 0))
    if background is not None and background >= cuts[-1][1]:
        cuts.append(("background", background))
    total = sum(_WIDTHS[kind] for kind, _ in cuts)
    found, left = [], 0.0
    for k, (kind, begin) in enumerate(cuts):
        width = 100 * _WIDTHS[kind] / total
        until = cuts[k + 1][1] if k + 1 < len(cuts) else end
        found.append(Segment(kind, begin, max(begin, until), left, width))
        left += width
    return found


def position(stretches: list[Segment], at: int) -> float:
    """Percent of the line at which a moment stands."""
    for stretch in reversed(stretches):
        if at >= stretch.begin:
            spent = stretch.end - stretch.begin
            part = (min(at, stretch.end) - stretch.begin) / spent if spent else 0.0
            return stretch.left + stretch.width * part
    return 0.0


def ticks(stretches: list[Segment], moments: list[dict[str, Any]]) -> list[Tick]:
    """The reads of a line, near ones of one tone drawn as one."""
    drawn: list[Tick] = []
    for moment in moments:
        left = position(stretches, moment["at_ms"])
        right = position(stretches, moment["last_ms"])
        tone = _tone(moment)
        last = drawn[-1] if drawn else None
        if last is not None and last.tone == tone and left - (last.left + last.width) < _LEAST_APART:
            drawn[-1] = Tick(last.left, max(last.width, right - last.left), tone)
        else:
            drawn.append(Tick(round(left, 2), round(max(0.0, right - left), 2), tone))
    return drawn


def _tone(moment: dict[str, Any]) -> str:
    if moment["phase"] in ("pre", "asked"):
        return "early"
    if moment["phase"] == "declined":
        return "refused"
    return "background" if moment["state"] == "background" else "usual"


def _both(said: Text) -> dict[str, str]:
    return {"zh": said.zh, "en": said.en}
