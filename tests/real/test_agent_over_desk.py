"""The agent under real Frida over the desk device, on real apps and on specimens: its records are the desk's own, call for call.

The desk rewrites the calls in an app's code; the agent hooks the methods that are called.  What both watch they must tell
alike: the same interface, for the same item or conduct, as often, from the same line of the app.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from kanhe.package import open_package
from kanhe.runtime.agent.hooks import covers
from kanhe.runtime.agent.messages import Installed
from kanhe.runtime.agent.recorder import Recorder, Watched
from kanhe.runtime.agent.session import Attached
from kanhe.runtime.agent.settings import AgentSettings, StaticMethod
from kanhe.runtime.desk.machine import Bounds
from kanhe.runtime.desk.planted import planted
from kanhe.runtime.desk.run import Desk
from kanhe.runtime.driving.scenarios import Answer, Background, ColdStart, Scenario, Wait
from kanhe.runtime.joining.attribution import is_platform, split_frame
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.checking import check_trace
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import App, Burst, Call, Run, ScreenState, Stack, Ui
from tests.builders.watched_app import watched_app

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from real_apps import EARLIER, path_of

pytestmark = [pytest.mark.real, pytest.mark.jdk]

SPECIMENS = Path(__file__).parents[1] / "specimens/apk"
CHOSEN = (
    "read-before-consent", "clipboard-at-launch", "contacts-uploaded", "chain-start", "location-too-frequent",
    "fingerprint-many-params", "id-linking", "installed-apps-collected", "private-channel-read", "read-repeated",
    "scan-external-files", "sdk-read-before-consent", "non-resettable-id", "permission-at-launch",
    "hashed-identifier-sent",
)  # fmt: skip
LOADER = "org.robolectric.internal.AndroidSandbox$SdkSandboxClassLoader"
STEPS = (ColdStart(), Wait(5), Answer("accept"), Wait(5), Background(1))
Seen = Counter[tuple[str, str | None, str]]
"""(interface, what it stands for, nearest frame of the app) → calls."""


@dataclass(frozen=True, slots=True)
class Outcome:
    installed: Installed
    agent: Seen
    desk: Seen
    trace: Path
    errors: tuple[str, ...]
    stats: dict[str, object]


def package_of(app: Path) -> str:
    with open_package(app) as package:
        return package.manifest.package_id


def seen(path: Path) -> Seen:
    """The outermost calls of a trace, of interfaces that both watch."""
    stacks: dict[int, list[str]] = {}
    found: Seen = Counter()
    for line in read_trace(path, Problems()):
        record = line.record
        if isinstance(record, Stack):
            stacks[record.id] = record.frames
        elif isinstance(record, (Call, Burst)) and record.depth == 0:
            owner, _, method = record.api.rpartition(".")
            near = (f for f in stacks.get(record.stk or 0, ()) if not is_platform(split_frame(f)[0]))
            if covers(owner, "$init" if method == "<init>" else method):
                found[record.api, record.kind, next(near, "")] += record.cnt
    return found


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    frida = pytest.importorskip("frida")
    if shutil.which("java") is None or shutil.which("unshare") is None:
        pytest.skip("without a JDK")
    folder = tmp_path_factory.mktemp("over-desk")
    apps = [watched_app(folder), *(SPECIMENS / f"{name}-violates.apk" for name in CHOSEN)]
    try:
        apps.append(path_of(next(app for app in EARLIER if app.name == "settings-5")))
    except (RuntimeError, OSError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"left out: {error}")
    settings = AgentSettings(
        "",
        canaries=planted(),
        natives=(),
        loader=LOADER,
        clock=StaticMethod("kanhe.desk.clock.VirtualTime", "currentTimeMillis"),
        paths=StaticMethod("kanhe.desk.watch.Hooks", "told"),
    )
    trace = folder / "agent.jsonl"
    desk_seen: Seen = Counter()
    with Desk(Bounds(seconds=280)) as desk:
        pid = desk._machine._process.pid
        recorder = Recorder(trace, Run("run", "desk", App("several")), settings)
        attached = Attached(frida.attach(pid), Watched(pid, "several", early=True), recorder, settings)
        installed = attached.begin()
        for app in apps:
            attached.target(package_of(app))
            desk.play(app, Scenario("short", "短", "short", STEPS), folder / app.stem)
            desk_seen += seen(folder / app.stem / "trace.jsonl")
        attached.end()
        recorder.close()
    return Outcome(installed, seen(trace), desk_seen, trace, tuple(attached.errors), attached.stats())


def test_call_for_call(outcome: Outcome) -> None:
    # A command is noted on the desk and not run: there the interface that the agent watches is never reached.
    commands = {"java.lang.Runtime.exec", "java.lang.ProcessBuilder.start"}
    noted = Counter({k: n for k, n in outcome.desk.items() if k[0] not in commands})
    assert noted.total() > 20
    assert outcome.agent == noted


def test_what_is_asked_of_a_call_is_answered_alike(outcome: Outcome) -> None:
    kinds = {kind for _, kind, _ in outcome.agent}
    asked = {"single-app-probe", "foreign-start", "installed-apps", "oaid", "activity-recognition", "storage-files"}
    assert asked <= kinds


def test_no_hook_failed(outcome: Outcome) -> None:
    assert outcome.installed.missing == []
    assert outcome.installed.ok > 300
    assert outcome.errors == ()
    assert outcome.stats["errors"] == 0, outcome.stats["lastError"]


def test_the_trace_is_whole(outcome: Outcome) -> None:
    # Each app begins at the same time of the desk's: going back to it is all that may be said.
    problems = [p.en for p in check_trace(outcome.trace).problems.kept]
    assert all("before that of a record above it" in problem for problem in problems), problems[:3]


def test_screens_and_clicks(outcome: Outcome) -> None:
    records = [line.record for line in read_trace(outcome.trace, Problems())]
    assert any(isinstance(r, ScreenState) and r.ev == "resumed" for r in records)
    assert any(isinstance(r, Ui) and r.ev == "click" and "同意" in (r.text or "") for r in records)


def test_times_are_those_of_the_desk(outcome: Outcome) -> None:
    times = [line.record.ts for line in read_trace(outcome.trace, Problems()) if isinstance(line.record, (Call, Ui))]
    begin = 1_767_254_400  # the desk's clock, whatever the computer's
    assert all(begin <= moment < begin + 2 * 86400 for moment in times)
    assert max(times) - min(times) > 5
