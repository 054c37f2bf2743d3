"""What a watched call costs, on this machine's Java under Frida: unwatched, with the agent and nothing to tell, with a stack.

    python benchmarks/agent_cost.py [CALLS]

A small Java program calls one method of a same-named platform class again and again and measures itself.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.trace.records import Burst, Call
from tests.runtime.agent import program

CALLS = 5000


def measured(classes: Path, folder: Path, what: str, calls: int, settings: AgentSettings | None) -> tuple[float, int]:
    """(microseconds a call, calls that the trace tells)."""
    if settings is None:
        process = program.started(classes, what, str(calls))
        printed, _ = process.communicate("\n", timeout=120)
        return nanos(printed.splitlines()) / 1000, 0
    outcome = program.run(classes, folder / f"{what}.jsonl", settings, what, str(calls))
    return nanos(list(outcome.other)) / 1000, sum(r.cnt for r in outcome.records if isinstance(r, (Call, Burst)))


def nanos(lines: list[str]) -> int:
    return int(next(line for line in lines if line.startswith("NANOS")).split("\t")[1])


def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else CALLS
    settings = AgentSettings(program.PACKAGE, loader=program.LOADER)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "classes").mkdir()
        classes = program.compiled(folder / "classes")
        for what, title in (
            ("speed", "a read, shallow stack"), ("deep", "a read, 40 frames deep"), ("other", "a setting that is no item: no stack"),
        ):  # fmt: skip
            plain, _ = measured(classes, folder, what, calls, None)
            watched, told = measured(classes, folder, what, calls, settings)
            print(
                f"{title:40} {plain:8.2f} µs unwatched  {watched:8.1f} µs watched  {told} of {calls + 200} calls told"
            )


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(str(error.stderr or error))
