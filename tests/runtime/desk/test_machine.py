"""The JVM is asked by lines and ended for certain; what goes wrong with it is one sentence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanhe.runtime.desk import machine
from kanhe.runtime.desk.building import Built
from kanhe.runtime.desk.machine import Bounds, Machine, enclosure
from kanhe.runtime.problem import RunError

SCRIPT = """
import sys, time, subprocess
print('{"ready": true}', flush=True)
for line in sys.stdin:
    match line.split()[0]:
        case 'die': sys.exit(3)
        case 'sleep': time.sleep(60)
        case 'fail': print('{"failed": "stage: broken"}', flush=True)
        case 'noise': print('no json', flush=True)
        case _: print('{"heard": "%s"}' % line.strip(), flush=True)
"""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Machine]:
    """A process that stands for the JVM."""
    monkeypatch.setattr(machine, "enclosure", tuple)
    monkeypatch.setattr(machine, "_command", lambda *_: [sys.executable, "-c", SCRIPT])
    built = Built(tmp_path, tmp_path, tmp_path)
    with Machine(tmp_path, built, [tmp_path], tmp_path, Bounds(answer_seconds=1.5)) as begun:
        assert begun.hear() == {"ready": True}
        yield begun


def test_asks_and_hears(started: Machine) -> None:
    assert started.ask("pass", 30, 5) == {"heard": "pass 30 5"}
    assert 0 < started.left() <= 600


@pytest.mark.parametrize(
    ("word", "said"),
    [("die", r"ended \(3\)"), ("sleep", "took longer"), ("fail", "stage: broken"), ("noise", "ended")],
)
def test_what_goes_wrong_is_a_sentence(started: Machine, word: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        started.ask(word)


def test_the_process_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "enclosure", tuple)
    monkeypatch.setattr(machine, "_command", lambda *_: [sys.executable, "-c", SCRIPT])
    with Machine(tmp_path, Built(tmp_path, tmp_path, tmp_path), [tmp_path], tmp_path, Bounds()) as begun:
        process = begun._process
        assert process.poll() is None
    assert process.returncode is not None


def test_nothing_is_reached_from_the_enclosure() -> None:
    try:
        before = enclosure()
    except RunError as error:
        pytest.skip(f"left out: {error}")
    reach = "import socket; print(socket.create_connection(('192.0.2.1', 80), 2))"
    done = subprocess.run(
        [*before, sys.executable, "-c", reach], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "unreachable" in done.stderr


def test_without_unshare_no_app_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    enclosure.cache_clear()
    try:
        with pytest.raises(RunError, match="not run with a network"):
            enclosure()
    finally:
        enclosure.cache_clear()
