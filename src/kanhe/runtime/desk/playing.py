"""A scenario played on the desk: its steps as commands to the JVM.

Decides what is touched, by the words of the screen; knows no Java.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kanhe.declared.wording import role_of
from kanhe.runtime.desk.machine import Machine
from kanhe.runtime.driving.answers import ConsentScreen, Control, consent_screen, tidy
from kanhe.runtime.driving.scenarios import Answer, Background, Boot, ColdStart, Exercise, Scenario, Wait, name_of
from kanhe.runtime.problem import RunError

_LOOKS = 10
"""How often a screen is looked at while nobody touches it."""
_BACKGROUND_SHARE = 0.8
"""Of the real time that is left, at most so much goes into hours in background."""


@dataclass(slots=True)
class Played:
    """What came of it so far."""

    uncaught: list[str] = field(default_factory=list)
    asked: bool = False
    """A consent screen was seen."""
    answered: bool = False
    launched: bool = True
    pages: bool = False
    """A screen was a web page, of which nothing is seen."""
    background: float = 0.0
    """Seconds of real time that the hours in background took."""
    cut: float = 0.0
    """Hours in background that there was no time for."""
    ended: bool = False
    """The app ended its own process."""
    agrees: bool = False
    """The user of this scenario agrees: controls that agree may be touched."""


def play(
    machine: Machine, scenario: Scenario, granted: bool = False, told: Callable[[str], None] = lambda step: None
) -> Played:
    """Plays all steps; ``granted``: all permissions are granted beforehand.  Raises :class:`~kanhe.runtime.problem.RunError`."""
    played = Played(agrees=any(isinstance(step, Answer) and step.how == "accept" for step in scenario.steps))
    declines = any(isinstance(step, Answer) and step.how == "decline" for step in scenario.steps)
    permissions = "all" if granted else "no" if declines else "yes"
    for step in scenario.steps:
        told(name_of(step))
        match step:
            case ColdStart():
                _start(machine, played, "start", permissions)
            case Wait(seconds):
                _wait(machine, played, seconds)
            case Answer(how):
                _answer(machine, played, how)
            case Exercise(screens, touches):
                _exercise(machine, played, screens, touches)
            case Background(hours):
                _note(played, machine.ask("home"))
                _pass(machine, played, 10, 5)
                _note(played, machine.ask("others"))
                _background(machine, played, hours)
            case Boot():
                _start(machine, played, "boot", permissions)
    _note(played, machine.ask("end"))
    return played


def _start(machine: Machine, played: Played, how: str, permissions: str) -> None:
    """Raises :class:`RunError` for an app whose process cannot even begin: packed, or written for other machines."""
    try:
        _note(played, machine.ask(how, permissions))
    except RunError as error:
        raise RunError(
            f"此应用不能在桌面设备上执行：{error.zh}", f"this app is not executable on the desk: {error.en}"
        ) from error


def _note(played: Played, answer: dict[str, Any]) -> dict[str, Any]:
    uncaught = answer.get("uncaught")
    if isinstance(uncaught, list):
        played.uncaught += uncaught
    played.ended |= bool(answer.get("ended"))
    return answer


def _controls(machine: Machine, played: Played) -> list[Control]:
    answer = machine.ask("screen")
    played.pages |= bool(answer.get("page"))
    return [Control(**control) for control in answer["controls"]]


def _pass(machine: Machine, played: Played, seconds: float, real: float) -> bool:
    answer = _note(played, machine.ask("pass", round(seconds * 1000), round(real * 1000)))
    return bool(answer.get("whole"))


def _wait(machine: Machine, played: Played, seconds: float) -> None:
    """Nobody touches anything; a screen that asks for consent is noted when it appears."""
    slices = [0.0, *[seconds / _LOOKS] * _LOOKS] if not played.asked else [seconds]
    for part in slices:
        if part:
            _pass(machine, played, part, machine.left() / 4)
        if not played.asked and _asking(machine, played) is not None:
            played.asked = True
            machine.ask("asks")


def _asking(machine: Machine, played: Played) -> ConsentScreen | None:
    return consent_screen(_controls(machine, played))


def _answer(machine: Machine, played: Played, how: str) -> None:
    screen = _asking(machine, played)
    if screen is None:
        return
    if not played.asked:
        played.asked = True
        machine.ask("asks")
    if how == "accept":
        for box in screen.boxes:
            _note(played, machine.ask("touch", box.id))
        # Ticking may have changed what is there.
        screen = _asking(machine, played) or screen
    control = screen.accept if how == "accept" else screen.decline
    if control is not None:
        played.answered = True
        _note(played, machine.ask("touch", control.id, f"consent_{how}"))


def _exercise(machine: Machine, played: Played, screens: int, touches: int) -> None:
    """Touches the controls of the screen in front, each once, then of other screens of the app."""
    left = _touch_all(machine, played, touches)
    for act in ("menu", "home", "back", "key"):
        _note(played, machine.ask(act))
        _pass(machine, played, 2, 5)
    for name in machine.ask("activities", "all" if played.agrees else "exported")["activities"][:screens]:
        if left <= 0 or machine.left() < 30:
            return
        _note(played, machine.ask("open", name))
        _pass(machine, played, 2, 5)
        left = _touch_all(machine, played, left)
        _note(played, machine.ask("menu"))
        _note(played, machine.ask("leave"))


def _touch_all(machine: Machine, played: Played, touches: int) -> int:
    """The touches that are left."""
    seen: set[tuple[str, str]] = set()
    before = [c for c in _controls(machine, played) if c.touchable and _free(played, c)]
    for control in before:
        if touches <= 0:
            break
        if (control.id, control.text) in seen:
            continue
        seen.add((control.id, control.text))
        now = {c.id: c for c in _controls(machine, played)}
        if now.get(control.id) is None or now[control.id].text != control.text:
            break  # another screen is in front
        _note(played, machine.ask("touch", control.id))
        _pass(machine, played, 1, 5)
        touches -= 1
    return touches


def _free(played: Played, control: Control) -> bool:
    """Whether a user of this scenario touches a control: none leaves the app, and only who agrees agrees."""
    role = role_of(tidy(control.text))
    return role != "refuse" and (played.agrees or role not in ("agree", "agree-vague", "consent-prompt"))


def _background(machine: Machine, played: Played, hours: float) -> None:
    seconds, begun = hours * 3600, time.monotonic()
    if not _pass(machine, played, seconds, machine.left() * _BACKGROUND_SHARE):
        played.cut = hours
    played.background += time.monotonic() - begun


def sweep(machine: Machine) -> dict[str, list[str]]:
    """Every activity opened and left once: its name → what nobody caught meanwhile."""
    played = Played()
    found: dict[str, list[str]] = {}
    _note(played, machine.ask("start", "all"))
    for name in machine.ask("activities", "all")["activities"]:
        before = len(played.uncaught)
        _note(played, machine.ask("open", name))
        _note(played, machine.ask("leave"))
        found[name] = played.uncaught[before:]
    _note(played, machine.ask("end"))
    return found
