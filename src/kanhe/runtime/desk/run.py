"""A run of an app on the desk: from the package to a trace and what is to be said of it."""

from __future__ import annotations

import shutil
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kanhe import __version__
from kanhe.knowledge.store import digest
from kanhe.package import open_package
from kanhe.runtime.desk import jars
from kanhe.runtime.desk.building import build, java_home
from kanhe.runtime.desk.machine import Bounds, Machine
from kanhe.runtime.desk.plan import API_LEVEL, Plan, plan_text
from kanhe.runtime.desk.planted import planted
from kanhe.runtime.desk.playing import play
from kanhe.runtime.desk.points import points
from kanhe.runtime.driving.scenarios import Scenario
from kanhe.runtime.trace.records import Agent, App, Canary, Clock, Device, Hooks, Run

EPOCH_MS = 1_767_254_400_000
"""The desk's clock begins on 1 January 2026, 16:00 in Beijing."""


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """What is to be run."""

    app: Path
    scenario: Scenario
    out: Path
    """A folder; the trace is ``trace.jsonl`` in it."""
    bounds: Bounds = Bounds()


@dataclass(frozen=True, slots=True)
class DeskResult:
    """What came of it."""

    trace: Path
    package: str
    scenario: str
    asked: bool
    """A consent screen was seen."""
    answered: bool
    uncaught: tuple[str, ...]
    """Exceptions that nobody in the app caught."""
    ended: bool
    """The app ended its own process."""
    pages: bool
    """A screen was a web page, of which nothing is seen."""
    hours_cut: float
    """Hours in background that were not reached."""
    translated: float
    """Seconds of translation."""
    seconds: float
    """Seconds of the run."""


def run_on_desk(options: DeskOptions, told: Callable[[str], None] = lambda step: None) -> DeskResult:
    """Plays the scenario.  Raises :class:`~kanhe.runtime.problem.RunError`, ``PackageError`` and ``OSError``."""
    from kanhe.runtime.desk.translating.translate import translate

    home = java_home()
    found = jars.fetch(lambda name, size: told(f"{name} ({size >> 20} MiB)"))
    built = build(found, home)
    with open_package(options.app) as package:
        manifest, app = package.manifest, package.app
    told("translate")
    begun = time.monotonic()
    translation = translate(options.app, frameworks=[jars.framework()])
    translated = time.monotonic() - begun
    options.out.mkdir(parents=True, exist_ok=True)
    trace = options.out / "trace.jsonl"
    values = planted()
    run = Run(
        id=uuid.uuid4().hex, src="desk", app=App(manifest.package_id, manifest.version_name, app),
        dev=Device("desk", API_LEVEL, "jvm"), clock=Clock(EPOCH_MS, True), agent=Agent(__version__, digest()),
        canaries=[Canary(c.id, c.item) for c in values], hooks=Hooks(len(points())), early=True,
    )  # fmt: skip
    begun = time.monotonic()
    scratch = Path(tempfile.mkdtemp(prefix="kanhe-desk-"))
    try:
        (scratch / "root").mkdir()
        plan = scratch / "plan"
        plan.write_text(
            plan_text(Plan(options.app.resolve(), translation.jar, trace.resolve(), scratch / "root", manifest, run, values)),
            encoding="utf-8",
        )  # fmt: skip
        with Machine(home, built, found, plan, scratch, options.bounds) as machine:
            played = play(machine, options.scenario, told)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return DeskResult(
        trace, manifest.package_id, options.scenario.id, played.asked, played.answered, tuple(played.uncaught),
        played.ended, played.pages, played.cut, translated, time.monotonic() - begun,
    )  # fmt: skip
