"""Hostile output of a device: whatever its tools print, and whatever an app puts on the screen or into a request, the readers give
facts or nothing, and never take long.

A failure names its number; ``attempt(make(NUMBER), folder)`` is that very case.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kanhe.runtime.device.app_ops import read_accesses
from kanhe.runtime.device.captured import read_captured
from kanhe.runtime.device.event_log import read_event, read_line
from kanhe.runtime.device.facts import read_clock, read_properties
from kanhe.runtime.device.frida_server import machine
from kanhe.runtime.device.installed import read_installed
from kanhe.runtime.device.installing import refusal
from kanhe.runtime.device.own_processes import OwnProcesses
from kanhe.runtime.device.process_log import ProcessLog
from kanhe.runtime.device.screens import controls
from kanhe.runtime.device.window import NoWindow, read_window
from kanhe.runtime.driving.answers import consent_screen
from tests.fuzz.mutator import Chance, damage
from tests.fuzz.test_run_files import FINDER, FLOW
from tests.runtime.device.test_app_ops import ANDROID_10
from tests.runtime.device.test_event_log import NEW, OLD
from tests.runtime.device.test_facts import TOLD as PROPERTIES
from tests.runtime.device.test_installed import TOLD as PACKAGE
from tests.runtime.traffic.netstrings import dump

SHORT = 2500
LONG = int(os.environ.get("KANHE_FUZZ_CASES", "100000"))
SECONDS = 2.0
"""Processor time of a case: a sample takes a millisecond."""

SCREEN = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0"><node index="0" text="" resource-id=""
 class="android.widget.FrameLayout" package="a.b" content-desc="" checkable="false" checked="false" clickable="true" enabled="true"
 password="false" bounds="[0,0][1080,2340]"><node index="0" text="请阅读《隐私政策》&amp;&#10;" resource-id="a.b:id/t" class="android.widget.TextView"
 package="a.b" content-desc="" clickable="false" enabled="true" bounds="[0,100][1080,400]" /><node index="1" text="同意并继续" package="a.b"
 class="android.widget.Button" clickable="true" enabled="true" checkable="true" checked="false" bounds="[0,400][1080,500]" /></node></hierarchy>"""
EVENTS = "\n".join([
    OLD, NEW, "1764115200.500 77 77 I wm_on_resume_called: [115423,com.b.Main,RESUME_ACTIVITY,0]", "--------- beginning of events",
    "1764115201.000 1 2 I am_foreground_service_start: [0,com.b/.Keep,1]", "1764115202.0000 1 2 I am_kill : [0,9876,com.example.app,905,x]",
    "11-26 00:00:00.250  1234  1250 I screen_toggled: [1]",
])  # fmt: skip
LOG = b"""{"event": "ready", "port": 4711}
{"event": "response", "ts": 1700000001.0, "kept": 1, "sni": "example.com", "tls": "TLSv1.3", "lport": 9, "scheme": "https", "len": 7}
{"event": "refused", "ts": 1700000002.0, "sni": "pinned.example", "port": 443}
{"event": "tcp", "ts": 1700000003.0, "kept": 2, "host": "mq.example", "len": 5}
"""
APP = "com.example.app"


def _window(data: bytes, folder: Path) -> bool:
    try:
        window = read_window(data)
    except NoWindow:
        return False
    consent_screen(controls(window, "a.b"))
    return bool(window.nodes)


def _events(data: bytes, folder: Path) -> bool:
    log = ProcessLog(OwnProcesses(APP))
    told = [read_line(line, 2025) for line in data.decode("utf-8", "replace").split("\n")]
    events = [event for line in told if line is not None and (event := read_event(line)) is not None]
    return bool([record for event in events for record in log.take(event)])


def _captured(data: bytes, folder: Path) -> bool:
    half = data.find(b"\n\n")
    log, flows = (data[:half], data[half + 2 :]) if half >= 0 else (data, b"")
    (folder / "log").write_bytes(log)
    (folder / "flows").write_bytes(flows)
    return bool(read_captured(folder / "log", folder / "flows", FINDER).flows)


def _text(read: Callable[[str], object]) -> Callable[[bytes, Path], bool]:
    return lambda data, folder: bool(read(data.decode("utf-8", "replace")))


READERS: dict[str, tuple[bytes, Callable[[bytes, Path], bool]]] = {
    "screen": (SCREEN.encode(), _window),
    "events": (EVENTS.encode(), _events),
    "captured": (LOG + b"\n" + dump(FLOW) + dump(FLOW), _captured),
    "ops": (ANDROID_10.encode(), _text(lambda text: list(read_accesses(text)))),
    "package": (PACKAGE.encode(), _text(lambda text: read_installed(text, "com.b").uid)),
    "properties": (PROPERTIES.encode(), _text(lambda text: read_properties(text).sdk)),
    "refusal": (b"Failure [INSTALL_FAILED_VERSION_DOWNGRADE: Downgrade detected]", _text(lambda text: refusal(text).zh)),
    "clock": (b"1764115200.250000000\n", lambda data, folder: read_clock(data) is not None),
    "server": (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0\xb7\0" + bytes(40), lambda data, folder: machine(data) is not None),
}  # fmt: skip
ODD = (
    "",
    "true",
    "[0,0][1,1]",
    "[-9,-9][999999,999999]",
    "[1,1][0,0]",
    "x" * 9000,
    "同意",
    "拒绝",
    "&#0;",
    "&#x1F600;",
    "]]>",
    "\u202e",
    "9" * 400,
)


def _twisted(chance: Chance) -> bytes:
    """A screen of which some values are others, and some parts are there many times."""
    told = re.sub(r'="[^"]*"', lambda m: f'="{chance.choice(ODD)}"' if chance.random() < 0.15 else m[0], SCREEN)
    inner = "<node" + told.partition("<node")[2].rpartition("</hierarchy>")[0]
    return told.replace(inner, inner * chance.choice((0, 1, 1, 30, 8000 if chance.random() < 0.05 else 2))).encode()


Case = tuple[str, bytes]


def make(number: int) -> Case:
    """The case of a number, the same each time."""
    chance: Chance = random.Random(number)
    name = chance.choice(sorted(READERS))
    data = READERS[name][0]
    if name == "screen" and chance.random() < 0.5:
        return name, _twisted(chance)
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = damage(chance, data)
    if chance.random() < 0.1:  # the same again and again: readers must not grow with the square
        data = (data * (200_000 // max(1, len(data)) + 1))[:200_000]
    return name, data


def campaign(first: int, count: int, folder: Path) -> Counter[tuple[str, bool]]:
    """(reader, whether it made anything of it) → cases."""
    outcomes: Counter[tuple[str, bool]] = Counter()
    for number in range(first, first + count):
        name, data = make(number)
        begin = time.process_time()
        try:
            outcomes[name, READERS[name][1](data, folder)] += 1
        except Exception as error:
            raise AssertionError(f"case {number} ({name}): {type(error).__name__}: {error}") from error
        took = time.process_time() - begin
        assert took < SECONDS, f"case {number} ({name}) took {took:.1f} s"
    return outcomes


def test_hostile_output(tmp_path: Path) -> None:
    outcomes = campaign(0, SHORT, tmp_path)
    # A reader that makes something of everything, or of nothing, was tested little.
    for name in ("screen", "events", "captured", "package", "ops"):
        assert outcomes[name, True] > 20, (name, outcomes)
        assert outcomes[name, False] > 5, (name, outcomes)


@pytest.mark.fuzz
@pytest.mark.timeout(6 * 3600)
def test_much_hostile_output(tmp_path: Path) -> None:
    campaign(1_000_000, LONG, tmp_path)


def test_a_number_gives_the_same_output_each_time() -> None:
    assert make(42) == make(42)
    assert len({make(number)[0] for number in range(200)}) == len(READERS)
