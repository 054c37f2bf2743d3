"""A recorder over a file in a folder of the test, and what it holds."""

from __future__ import annotations

from pathlib import Path

from kanhe.runtime.agent.recorder import Recorder
from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import App, Record, Run

PACKAGE = "com.example.app"


def recorder(folder: Path) -> Recorder:
    return Recorder(folder / "trace.jsonl", Run("r", "device", App(PACKAGE)), AgentSettings(PACKAGE))


def closed(taken: Recorder, folder: Path) -> list[Record]:
    """Its records without the run, after it was closed."""
    taken.close()
    return [line.record for line in read_trace(folder / "trace.jsonl", Problems())][1:]
