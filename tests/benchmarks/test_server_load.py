"""Parts of a server are killed under a small load, and nothing that was told is lost; the long form is the benchmark itself."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_was_told_is_borne_out_when_worker_and_server_are_killed() -> None:
    arguments = [
        "--uploads",
        "4",
        "--rate",
        "10",
        "--seconds",
        "24",
        "--kill",
        "--every",
        "8",
        "--sqlite",
        "--patience",
        "150",
    ]
    told = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/server_load.py"), *arguments],
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "bears out all 4 uploads" in told.stdout
    assert "'server'" in told.stdout or "'worker'" in told.stdout
