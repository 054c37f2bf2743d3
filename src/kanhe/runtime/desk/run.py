"""A run of an app on the desk: from the package to a trace and what is to be said of it."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kanhe import __version__
from kanhe.knowledge.store import digest as knowledge
from kanhe.package import open_package
from kanhe.package.model import Manifest
from kanhe.runtime.desk import jars, points
from kanhe.runtime.desk.building import build, java_home
from kanhe.runtime.desk.left import left
from kanhe.runtime.desk.machine import API_LEVEL, Bounds, Machine
from kanhe.runtime.desk.members import member_files
from kanhe.runtime.desk.plan import Plan, plan_text
from kanhe.runtime.desk.planted import planted
from kanhe.runtime.desk.playing import play, sweep
from kanhe.runtime.desk.translating import translate
from kanhe.runtime.desk.translating.translation import Translation
from kanhe.runtime.driving.scenarios import Scenario
from kanhe.runtime.trace.gaps import reason
from kanhe.runtime.trace.merging import lay_in
from kanhe.runtime.trace.records import Agent, App, Canary, Clock, Device, Hooks, Run
from kanhe.runtime.traffic.finder import Finder

EPOCH_MS = 1_767_254_400_000
"""The desk's clock begins on 1 January 2026, 16:00 in Beijing."""


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """What is to be run."""

    app: Path
    scenario: Scenario
    out: Path
    """A folder; the trace is ``trace.jsonl`` in it."""
    bounds: Bounds
    granted: bool = False
    """All permissions that the app may ask for are granted beforehand."""


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
    background: float = 0.0
    """Of these, the hours in background."""
    untranslated: tuple[str, ...] = ()
    """Methods and classes that could not be translated, each with the reason."""


class Desk:
    """A desk on which apps are played one after the other; a context manager.  Raises as :func:`run_on_desk` does."""

    __slots__ = ("_jars", "_machine", "_scratch", "_told", "bounds")

    def __init__(self, bounds: Bounds | None = None, told: Callable[[str], None] = lambda step: None) -> None:
        self.bounds = bounds or Bounds()
        self._told = told
        home = java_home()
        self._jars = jars.fetch(lambda name, size: told(f"{name} ({size >> 20} MiB)"))
        built = build(self._jars, home)
        self._scratch = Path(tempfile.mkdtemp(prefix="kanhe-desk-"))
        self._machine = Machine(home, built, self._jars, self._scratch, self.bounds)

    def __enter__(self) -> Desk:
        self._machine.hear()
        return self

    def __exit__(self, *_: object) -> None:
        self._machine.__exit__()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def play(self, app: Path, scenario: Scenario, out: Path, granted: bool = False) -> DeskResult:
        """Plays a scenario; the trace is ``trace.jsonl`` in ``out``."""
        out.mkdir(parents=True, exist_ok=True)
        trace = (out / "trace.jsonl").resolve()
        package, translation, place = self._prepare(app, trace)
        begun = time.monotonic()
        played = play(self._machine, scenario, granted, self._told)
        told = (*left(place / "flows", Finder(planted(), secrets.token_bytes(32))),)
        lay_in(trace, told)
        shutil.rmtree(place, ignore_errors=True)
        return DeskResult(
            trace, package, scenario.id, played.asked, played.answered, tuple(played.uncaught), played.ended, played.pages,
            played.cut, translation.seconds, time.monotonic() - begun, played.background,
            tuple(f"{u.where}: {u.why}" for u in translation.untranslated),
        )  # fmt: skip

    def sweep(self, app: Path) -> dict[str, list[str]]:
        """Every activity of an app, opened and left once → what nobody caught meanwhile; for measuring the desk."""
        _, _, place = self._prepare(app, self._scratch / "sweep.jsonl")
        found = sweep(self._machine)
        shutil.rmtree(place, ignore_errors=True)
        return found

    def _prepare(self, app: Path, trace: Path) -> tuple[str, Translation, Path]:
        """Package id, its code, and a folder that stands for the device; the JVM has its plan."""
        self._told("translate")
        with open_package(app) as package:
            manifest, run = package.manifest, _run(package.manifest, package.app)
            translation = translate(package, frameworks=[jars.framework()])
            place = Path(tempfile.mkdtemp(dir=self._scratch))
            base, *splits = member_files(package, app, place)
        (place / "root").mkdir()
        told = Plan(
            base, translation.jar, trace, place / "flows", place / "root", manifest, run, planted(),
            tuple(reason("untranslated", f"{u.where}: {u.why}") for u in translation.untranslated), tuple(splits),
        )  # fmt: skip
        (place / "plan").write_text(plan_text(told), encoding="utf-8", errors="replace")
        self._machine.ask("app", place / "plan")
        return manifest.package_id, translation, place


def _run(manifest: Manifest, digest: str) -> Run:
    return Run(
        id=uuid.uuid4().hex, src="desk", app=App(manifest.package_id, manifest.version_name, digest),
        dev=Device("desk", API_LEVEL, "jvm"), clock=Clock(EPOCH_MS, True), agent=Agent(__version__, knowledge()),
        canaries=[Canary(c.id, c.item) for c in planted()], hooks=Hooks(points.count()), early=True,
    )  # fmt: skip


def run_on_desk(options: DeskOptions, told: Callable[[str], None] = lambda step: None) -> DeskResult:
    """Plays one scenario of one app.  Raises :class:`~kanhe.runtime.problem.RunError`, ``PackageError`` and ``OSError``."""
    with Desk(options.bounds, told) as desk:
        return desk.play(options.app, options.scenario, options.out, options.granted)
