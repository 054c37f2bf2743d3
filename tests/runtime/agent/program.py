"""A small Java program under the agent: compiled once, run in an empty network namespace, its own log beside the trace."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kanhe.runtime.agent.messages import Installed
from kanhe.runtime.agent.recorder import Recorder, Watched
from kanhe.runtime.agent.session import Attached
from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import App, Record, Run

SOURCES = Path(__file__).parent / "java"
PACKAGE = "com.example.app"
LOADER = "jdk.internal.loader.ClassLoaders$AppClassLoader"
"""Who has the same-named classes of the platform here."""
TOOLS = ("javac", "java", "unshare", "ip")


def missing_tools() -> list[str]:
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def compiled(folder: Path) -> Path:
    """The program's classes."""
    files = sorted(map(str, SOURCES.rglob("*.java")))
    subprocess.run(["javac", "-nowarn", "-d", str(folder), *files], check=True, timeout=120, capture_output=True)
    return folder


@dataclass(frozen=True, slots=True)
class Truth:
    """A call as the platform's method noted it itself."""

    api: str
    sig: str
    caller: str
    inner: bool
    thread: str


@dataclass(frozen=True, slots=True)
class Outcome:
    run: Run
    records: tuple[Record, ...]
    truth: tuple[Truth, ...]
    other: tuple[str, ...]
    """Further lines that the program printed."""
    exit_code: int
    installed: Installed
    stats: dict[str, Any]
    errors: tuple[str, ...]
    refused: int
    seconds: float
    """From the first instruction to the end."""


def started(classes: Path, *arguments: str, main: str = "com.example.app.Main") -> subprocess.Popen[str]:
    """The program at its beginning, with nothing but a loopback interface; it waits for a line."""
    alone = 'ip link set lo up && exec "$@"'
    command = ["unshare", "-rn", "sh", "-c", alone, "sh", "java", "-cp", str(classes), main, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(
    classes: Path, trace: Path, settings: AgentSettings, *arguments: str, main: str = "com.example.app.Main"
) -> Outcome:
    """Runs the program to its end under the agent."""
    import frida

    process = started(classes, *arguments, main=main)
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "READY"
        watched = Watched(process.pid, PACKAGE, early=True)
        recorder = Recorder(trace, Run("run", "desk", App(PACKAGE)), settings)
        attached = Attached(frida.attach(process.pid), watched, recorder, settings)
        installed = attached.begin()
        begin = time.monotonic()
        printed, _ = process.communicate("\n", timeout=60)
        seconds = time.monotonic() - begin
        assert attached.wait_gone(10)
    finally:
        process.kill()
        process.wait()
    told = recorder.close()
    lines = printed.splitlines()
    truth = [line.split("\t")[1:] for line in lines if line.startswith("CALL\t")]
    return Outcome(
        told,
        tuple(line.record for line in read_trace(trace, Problems())),
        tuple(Truth(api, sig, caller, inner == "true", thread) for api, sig, caller, inner, thread in truth),
        tuple(line for line in lines if not line.startswith("CALL\t")),
        process.returncode,
        installed,
        attached.stats(),
        tuple(attached.errors),
        recorder.refused,
        seconds,
    )
