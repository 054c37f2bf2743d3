"""What a run on a device is asked for, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kanhe.runtime.device.choosing import ANY
from kanhe.runtime.device.facts import Facts
from kanhe.runtime.device.playing import Played
from kanhe.runtime.device.restoring import NotRestored
from kanhe.runtime.driving.scenarios import Scenario
from kanhe.runtime.trace.records import Run
from kanhe.runtime.traffic.canaries import Canary


@dataclass(frozen=True, slots=True)
class DeviceOptions:
    """How an app is to be run."""

    out: Path
    """Folder for the evidence; it is there."""
    scenario: Scenario
    serial: str = ANY
    minutes: float = 30
    """At most so long the app is used."""
    root: bool = True
    """Hooks by Frida; without them only what the device itself keeps."""
    frida_server: Path | None = None
    """None: one is running on the device already, on Frida's own port."""
    traffic: bool = True
    mitmdump: Path | None = None
    trust: bool = False
    """The examiner's authority goes into the device's store for the time of the run; needs root."""
    authority: Path | None = None
    """Folder of the examiner's certificate authority and of mitmproxy's own settings; default: the user's cache."""
    canaries: tuple[Canary, ...] = ()
    every: float = 1.0
    """Seconds between two looks at the screen."""


@dataclass(frozen=True, slots=True)
class DeviceRun:
    """What a run left and what came of it."""

    trace: Path
    flows: Path | None
    """Flow file of mitmproxy."""
    manifest: Path
    run: Run
    """The first record of the trace."""
    device: Facts
    played: Played
    records: dict[str, int]
    """Type of record → how many."""
    pinned: tuple[str, ...]
    """Hosts whose content was not seen."""
    pictures: int
    ended_by: str | None
    """What ended it before the scenario was through, as the reason of a gap; None where nothing did."""
    not_restored: tuple[NotRestored, ...]
    notes: tuple[tuple[str, str], ...]
    """(zh, en): what whoever reads the run should know."""
