"""Hostile packages give an inspection or a sentence: never a traceback, a hang, a crash or a file left behind.

A failure names its number; ``python -m tests.fuzz.reproduce NUMBER`` writes that very package and runs it again.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.fuzz.mutator import make_case, read_samples
from tests.fuzz.samples import SAMPLES

ROOT = Path(__file__).parents[2]
SECONDS = 20.0
"""A case that takes longer hangs: a sample takes about 20 ms, and the machine may be busy."""
START_SECONDS = 180.0
"""Starting may have to compile the kernels."""
PEAK_MEGABYTES = 1500
SHORT = 400
LONG = int(os.environ.get("KANHE_FUZZ_CASES", "2000"))


@dataclass
class Campaign:
    """What became of a run of cases."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    peak: int = 0


def run(first: int, count: int, folder: Path) -> Campaign:
    """Run the cases in a process of their own, and in a new one after each that killed it."""
    campaign = Campaign()
    seed, last = first, first + count
    while seed < last:
        seed = _run_until_death(campaign, seed, last - seed, folder)
    return campaign


def _run_until_death(campaign: Campaign, first: int, count: int, folder: Path) -> int:
    """Run cases from ``first`` on; returns the case to go on with."""
    command = [sys.executable, "-m", "tests.fuzz.victim", str(first), str(count), str(folder), *map(str, SAMPLES)]
    said = folder.parent / f"{folder.name}.stderr"
    with (
        said.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT) as process,
    ):
        lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_listen, args=(process, lines), daemon=True).start()
        current, kind, patience = first - 1, "start", START_SECONDS
        while True:
            try:
                line = lines.get(timeout=patience)
            except queue.Empty:
                process.kill()
                campaign.failures.append(f"case {current} ({kind}) hung for {patience:.0f} s")
                return max(current, first) + 1
            if not line:
                code = process.wait()
                assert current >= first, f"the victim did not start: {said.read_text()}"
                campaign.failures.append(
                    f"case {current} ({kind}) ended the process: {code} {said.read_text()[-2000:]}"
                )
                return current + 1
            told = json.loads(line)
            patience = SECONDS
            if "start" in told:
                current, kind = told["start"], told["kind"]
            elif "outcome" in told:
                _note(campaign, told, kind)
            elif "done" in told:
                campaign.peak = max(campaign.peak, told["peak"] // 1024)
                return first + count


def _listen(process: subprocess.Popen[bytes], lines: queue.Queue[bytes]) -> None:
    """Hand on every line, and an empty one at the end."""
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(b"")


def _note(campaign: Campaign, told: dict[str, object], kind: str) -> None:
    outcome = str(told["outcome"])
    if "\n" in outcome or " " in outcome:
        campaign.failures.append(f"case {told['seed']} ({kind}): {outcome}")
    else:
        campaign.outcomes[outcome] += 1


def check(campaign: Campaign, folder: Path) -> None:
    assert not campaign.failures, "\n".join(campaign.failures[:10])
    assert campaign.peak < PEAK_MEGABYTES
    assert not list(folder.iterdir()), "something was written beside the package"
    assert not (folder.parent / "outside").exists()


@pytest.mark.timeout(300)
def test_hostile_packages(tmp_path: Path) -> None:
    campaign = run(0, SHORT, tmp_path)
    check(campaign, tmp_path)
    assert campaign.outcomes.total() == SHORT
    # Cases that nearly all fail to open, or nearly all pass, would test little.
    assert SHORT * 0.3 < campaign.outcomes["inspected"] < SHORT * 0.98


@pytest.mark.fuzz
@pytest.mark.timeout(6 * 3600)
def test_many_hostile_packages(tmp_path: Path) -> None:
    check(run(1_000_000, LONG, tmp_path), tmp_path)


def test_a_number_gives_the_same_case_each_time() -> None:
    samples = read_samples(SAMPLES[:3])
    first, again = (make_case(samples, 42) for _ in range(2))
    assert first == again
    assert make_case(samples, 43) != first


def test_all_ways_are_taken() -> None:
    samples = read_samples(SAMPLES)
    kinds = Counter(make_case(samples, seed).kind.split()[0] for seed in range(200))
    assert set(kinds) == {
        "raw_bytes", "library", "signatures", "archive_structure", "any_entry", "dex_fields", "dex_hierarchy", "dex_lists", "xml_chunks",
    }  # fmt: skip


def test_entries_are_packed_properly_again(tmp_path: Path) -> None:
    samples = read_samples(SAMPLES)
    case = next(c for seed in range(100) if (c := make_case(samples, seed)).kind.startswith("dex_lists"))
    path = tmp_path / "case.apk"
    path.write_bytes(case.data)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
