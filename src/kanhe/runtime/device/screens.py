"""Looking at the device's screen: its texts and a picture whenever it changed, and touching what is on it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kanhe.runtime.agent.recorder import Recorder
from kanhe.runtime.device.phone import Phone
from kanhe.runtime.device.window import MAX_BYTES, Node, NoWindow, Window, read_window
from kanhe.runtime.driving.answers import ConsentScreen, Control, consent_screen
from kanhe.runtime.trace.records import Ui

MAX_PICTURES = 400
_FILE = "/data/local/tmp/kh-window.xml"
_DUMP = f"rm -f {_FILE}; uiautomator dump {_FILE} >/dev/null 2>&1; head -c {MAX_BYTES} {_FILE} 2>/dev/null"
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Look:
    """The screen at a moment."""

    at: float
    """By the device's clock, before it was asked for."""
    window: Window
    consent: ConsentScreen | None
    """What the app's screen asks, if it asks for consent."""


class Screens:
    """The screens of a run."""

    __slots__ = ("_folder", "_last", "_now", "_package", "_phone", "_recorder", "asked", "failed", "pictures")

    def __init__(self, phone: Phone, recorder: Recorder, folder: Path, package: str, now: Callable[[], float]) -> None:
        """``folder``: where pictures and dumps go; it is there."""
        self._phone, self._recorder, self._folder, self._package, self._now = phone, recorder, folder, package, now
        self._last = b""
        self.pictures = 0
        self.failed = 0
        """Times the screen could not be read."""
        self.asked = False
        """A consent screen was shown at the last look."""

    def look(self) -> Look | None:
        """The screen now; None when the device does not say (a picture that never rests, a screen that is off)."""
        at = self._now()
        data = self._phone.shell(_DUMP, 30).out
        try:
            window = read_window(data)
        except NoWindow:
            self.failed += 1
            return None
        asks = consent_screen(controls(window, self._package))
        told = hashlib.sha256("\x00".join(f"{n.package} {n.kind} {n.text}" for n in window.nodes).encode()).digest()
        if told != self._last:
            self._last = told
            self._keep(data)
            self._tell(at, window, asks)
        self.asked = asks is not None
        return Look(at, window, asks)

    def touch(self, node: Node) -> tuple[float, float]:
        """Touches the middle of a control; the moments between which the device did it."""
        before = self._now()
        x, y = node.centre
        self._phone.shell(f"input tap {x} {y}", 30)
        return before, self._now()

    def key(self, name: str) -> None:
        self._phone.shell(f"input keyevent {name}", 30)

    def wake(self) -> None:
        """The display on, without a lock that asks for nothing."""
        self.key("KEYCODE_WAKEUP")
        self._phone.shell("wm dismiss-keyguard", 30)

    def _keep(self, data: bytes) -> None:
        if self.pictures >= MAX_PICTURES:
            return
        picture = self._phone.read("screencap -p", 30)
        self.pictures += 1
        name = f"{self.pictures:04d}"
        (self._folder / f"{name}.xml").write_bytes(data)
        if picture.startswith(_PNG):
            (self._folder / f"{name}.png").write_bytes(picture)

    def _tell(self, at: float, window: Window, asks: ConsentScreen | None) -> None:
        """Texts go into the trace where they ask for consent only: other screens may show what is the user's."""
        if asks is not None:
            if not self.asked:
                self._recorder.write(Ui(at, "dialog", asks.text[:8000], "consent"))
        else:
            self._recorder.write(Ui(at, "window", comp=window.packages[0] if window.packages else None))


def controls(window: Window, package: str) -> list[Control]:
    """The parts of the app's own windows, each under its place in the dump."""
    return [
        Control(str(k), node.text, node.touchable and node.enabled, node.checkable, node.checked)
        for k, node in enumerate(window.nodes)
        if node.package == package
    ]


def node_of(window: Window, control: Control) -> Node:
    """The part of the screen that a control of :func:`controls` stands for."""
    return window.nodes[int(control.id)]
