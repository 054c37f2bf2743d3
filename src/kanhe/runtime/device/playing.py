"""Playing a scenario on the device: what the user would do, when, and what was on the screen.

Knows steps and screens; nothing of Frida, traffic or files.  The app is started by whoever is given to it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from kanhe.declared.wording import role_of
from kanhe.runtime.agent.recorder import Recorder
from kanhe.runtime.device.installed import installed
from kanhe.runtime.device.permission_dialogs import question, refusal
from kanhe.runtime.device.phone import Phone, quoted
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.screens import Look, Screens, node_of
from kanhe.runtime.device.window import Node
from kanhe.runtime.driving.scenarios import Answer, Background, Boot, ColdStart, Exercise, Scenario, Wait
from kanhe.runtime.trace.records import Ui

CLICK_MARGIN = 0.25
"""Seconds that the tool that touches needs to end after the touch, roughly."""
LEFT_ALONE = frozenset({"agree", "refuse", "account-deletion"})
"""Roles of controls that are not touched for exercise: they answer for the user, or end his account."""
TRIES = 4
"""Times a consent screen is answered before it is given up: boxes to tick, a second question."""


class Touches(Protocol):
    """Who knows when the device felt a touch."""

    def touched_since(self, moment: float) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a scenario."""

    asked: bool
    """A consent screen was seen."""
    answered: tuple[str, ...]
    """Answers given, in their order: accept, decline."""
    unanswered: bool
    """An answer was to be given and no consent screen was there."""
    starts: int


class Player:
    """Plays one scenario, once."""

    __slots__ = (
        "_answered", "_asked", "_every", "_hooked", "_launch", "_minutes", "_now", "_package", "_permissions", "_phone",
        "_recorder", "_returned", "_screens", "_starts", "_tell", "_touches", "_unanswered",
    )  # fmt: skip

    def __init__(
        self, phone: Phone, screens: Screens, recorder: Recorder, package: str, launch: Callable[[], object],
        now: Callable[[], float], touches: Touches, minutes: float, hooked: bool, every: float = 1.0,
        tell: Callable[[str], None] = lambda _: None, returned: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """``minutes``: at most so long the app is used; ``hooked``: as root, with the agent in it; ``every``: seconds between
        two looks; ``returned`` is called when the device was away and is back."""
        self._phone, self._screens, self._recorder, self._package = phone, screens, recorder, package
        self._launch, self._now, self._touches, self._minutes, self._hooked = launch, now, touches, minutes, hooked
        self._every, self._tell, self._returned = every, tell, returned
        self._asked, self._unanswered, self._starts = False, False, 0
        self._answered: list[str] = []
        self._permissions: frozenset[str] = frozenset()

    def play(self, scenario: Scenario) -> None:
        """Raises :class:`DeviceError` when the device is lost or does not do what it must."""
        for step in scenario.steps:
            match step:
                case ColdStart():
                    self._tell("start")
                    self._start()
                case Wait(seconds):
                    self._tell("wait")
                    self._wait(seconds)
                case Answer(how):
                    self._tell("answer")
                    self._answer(how)
                case Exercise():
                    self._tell("exercise")
                    self._exercise(step)
                case Background(hours):
                    self._tell("background")
                    self._background(hours)
                case Boot():
                    self._tell("boot")
                    self._boot()

    @property
    def played(self) -> Played:
        return Played(self._asked, tuple(self._answered), self._unanswered, self._starts)

    def _start(self) -> None:
        if self._starts:
            self._screens.key("KEYCODE_HOME")
            time.sleep(min(1.0, self._every))
            self._phone.shell(f"am force-stop {quoted(self._package)}")
        self._screens.wake()
        self._starts += 1
        self._launch()

    def _wait(self, seconds: float) -> None:
        """Looks at the screen again and again; refuses permissions and touches nothing else."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._look()
            time.sleep(min(self._every, max(0.0, left)))

    def _look(self) -> Look | None:
        look = self._screens.look()
        if look is None:
            return None
        self._asked = self._asked or look.consent is not None
        button = refusal(look.window)
        if button is not None:
            self._refuse(look, button)
        return look

    def _refuse(self, look: Look, button: Node) -> None:
        """A permission is refused.  Which one it is the platform's words do not say: the agent has seen it asked for; without
        one it is told by what the device notes."""
        self._recorder.write(Ui(look.at, "dialog", question(look.window)))
        _, after = self._screens.touch(button)
        # Without its text: 拒绝 is said of consent too, and would be taken for it.
        self._recorder.write(Ui(after, "click", by="auto", comp=button.package))
        if self._hooked:
            return
        answered = installed(self._phone, self._package).answered
        for permission in sorted(answered - self._permissions):
            self._recorder.write(Ui(look.at, "perm_request", permission))
            self._recorder.write(Ui(after, "perm_result", permission, by="auto", granted=False))
        self._permissions |= answered

    def _answer(self, how: str) -> None:
        """Ticks boxes that accepting needs, touches the control, and looks whether the screen is gone."""
        for attempt in range(TRIES):
            look = self._look()
            screen = look.consent if look is not None else None
            control = screen and (screen.accept if how == "accept" else screen.decline)
            if look is None or screen is None or not control:
                self._unanswered = self._unanswered or not attempt
                return
            if how == "accept":
                for box in screen.boxes:
                    self._screens.touch(node_of(look.window, box))
            before, after = self._screens.touch(node_of(look.window, control))
            at = self._felt(before, after)
            role: Literal["consent_accept", "consent_decline"] = (
                "consent_accept" if how == "accept" else "consent_decline"
            )
            self._recorder.write(Ui(at, "click", control.text, role, "auto"))
            self._answered.append(how)
            time.sleep(min(2.0, 2 * self._every))
            if not self._phone.shell(f"pidof {quoted(self._package)}").out.strip():
                return  # it ended itself, as apps do that were refused

    def _felt(self, before: float, after: float) -> float:
        """When a touch was felt: by the device's own word, else when most likely, as the tool ends a little after it."""
        return self._touches.touched_since(before) or max(before, after - CLICK_MARGIN)

    def _exercise(self, step: Exercise) -> None:
        """Touches what the app shows, each thing once, and goes back where nothing new is left; nothing that answers for the
        user."""
        until = time.monotonic() + self._minutes * 60
        seen: set[tuple[str, str, str]] = set()
        touches = idle = 0
        while time.monotonic() < until and touches < step.touches and idle < 4:
            look = self._look()
            fresh = [n for n in self._usable(look) if (n.id, n.text, n.kind) not in seen] if look is not None else []
            if fresh:
                seen.add((fresh[0].id, fresh[0].text, fresh[0].kind))
                before, after = self._screens.touch(fresh[0])
                self._recorder.write(Ui(self._felt(before, after), "click", by="auto", comp=self._package))
                touches, idle = touches + 1, 0
            else:
                idle += 1
                self._screens.key("KEYCODE_BACK")
                if look is not None and self._package not in look.window.packages:
                    self._phone.shell(launch_command(self._package), 60)
            time.sleep(self._every)

    def _usable(self, look: Look) -> list[Node]:
        """What may be touched for exercise."""
        asks = look.consent
        answers = (
            [node_of(look.window, c) for c in (asks.accept, asks.decline) if c is not None] if asks is not None else []
        )
        return [
            n for n in look.window.nodes
            if n.package == self._package and n.touchable and n.enabled and (n.text or n.id)
            and n not in answers and role_of(n.text) not in LEFT_ALONE
        ]  # fmt: skip

    def _background(self, hours: float) -> None:
        """The home screen, then the display off: as a phone lies about."""
        self._screens.key("KEYCODE_HOME")
        time.sleep(min(2.0, 2 * self._every))
        self._screens.key("KEYCODE_SLEEP")
        until = time.monotonic() + hours * 3600
        lost: float | None = None
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(30.0, max(0.0, left)))
            if self._phone.present():
                if lost is not None:
                    self._recorder.gap(lost, self._now(), "disconnected")
                    self._returned()
                lost = None
            elif lost is None:
                lost = self._now()
        if lost is not None:
            self._recorder.gap(lost, self._now(), "disconnected")

    def _boot(self) -> None:
        """The broadcast after a start of the system; only root may send it.  The app is ended as the system ends it, so that
        it is not held for stopped by the user."""
        self._screens.key("KEYCODE_HOME")
        time.sleep(min(2.0, 2 * self._every))
        self._phone.shell(f"am kill {quoted(self._package)}")
        now = self._now()
        if not self._hooked:
            self._recorder.gap(now, now, "boot-needs-root")
            return
        said = self._phone.root(f"am broadcast -a android.intent.action.BOOT_COMPLETED -p {self._package}", 60)
        if "Broadcast completed" not in said.text:
            shown = " ".join(said.text.split())[:160]
            self._recorder.gap(now, now, "boot-refused", shown)


def launch_command(package: str, screen: str | None = None) -> str:
    """What starts an app as its icon does; ``screen``: class of its launcher activity."""
    if screen is None:
        return f"monkey -p {quoted(package)} -c android.intent.category.LAUNCHER 1"
    action = "-a android.intent.action.MAIN -c android.intent.category.LAUNCHER"
    return f"am start -W {action} -n {quoted(f'{package}/{screen}')}"


def start(phone: Phone, package: str, screen: str | None) -> None:
    """Starts the app without Frida.  Raises :class:`DeviceError`."""
    said = phone.shell(launch_command(package, screen), 90)
    if not said.ok or "Error" in said.text or "No activities found" in said.text:
        shown = " ".join(said.text.split())[:160]
        raise DeviceError(f"无法启动应用：{shown}", f"the app could not be started: {shown}")
