"""The files of runs that a user gives beside an app."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GivenRuns:
    """Traces, captured traffic, planted values and a table of countries; all may be missing."""

    traces: tuple[Path, ...] = ()
    traffic: tuple[Path, ...] = ()
    canaries: Path | None = None
    countries: Path | None = None

    def __bool__(self) -> bool:
        return bool(self.traces or self.traffic)
