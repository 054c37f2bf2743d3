"""What is done with an app in a run, step by step, as data.

A device plays the steps by its own means; nothing here knows how.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kanhe.runtime.problem import RunError

Answers = Literal["accept", "decline"]

BEFORE_ANSWER = 30.0
"""Seconds that a consent screen is left alone: what the app reads meanwhile, it reads without consent."""
AFTER_ANSWER = 30.0
BETWEEN_STARTS = 20.0
DAY = 24.0


@dataclass(frozen=True, slots=True)
class ColdStart:
    """The process is ended if it runs, and the launcher's icon touched."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Nobody touches anything."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The consent screen is answered, if one is shown."""

    how: Answers


@dataclass(frozen=True, slots=True)
class Exercise:
    """Other screens are opened and their controls touched."""

    screens: int = 12
    """At most so many other screens."""
    touches: int = 40
    """At most so many controls, all screens together."""


@dataclass(frozen=True, slots=True)
class Background:
    """The home screen is shown, and time goes by."""

    hours: float


@dataclass(frozen=True, slots=True)
class Boot:
    """The device has started; nobody has opened the app since."""


Step = ColdStart | Wait | Answer | Exercise | Background | Boot


def name_of(step: Step) -> str:
    """By which a step is told to whoever waits: ``start``, ``wait``, ``answer``, ``exercise``, ``background``, ``boot``."""
    return "start" if isinstance(step, ColdStart) else type(step).__name__.lower()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A play of an app from a fresh installation on."""

    id: str
    zh: str
    en: str
    steps: tuple[Step, ...]

    def name(self, lang: str) -> str:
        return self.zh if lang.startswith("zh") else self.en


def scenarios(hours: float = DAY, starts: int = 3) -> Mapping[str, Scenario]:
    """All scenarios by id; ``hours`` in background, ``starts``: cold starts after consent.  Raises :class:`RunError`."""
    if not 0 <= hours <= 24 * 14:
        raise RunError("后台时长应在 0 到 336 小时之间", "hours in background should be from 0 to 336")
    if not 1 <= starts <= 50:
        raise RunError("冷启动次数应在 1 到 50 之间", "cold starts should be from 1 to 50")
    begin = (ColdStart(), Wait(BEFORE_ANSWER))
    accepted = (*begin, Answer("accept"), Wait(AFTER_ANSWER))
    again = (ColdStart(), Wait(BETWEEN_STARTS))
    told = (
        Scenario("never", "始终不作答", "never answer", (*begin, Wait(60), Background(hours))),
        Scenario(
            "decline", "拒绝", "decline",
            (*begin, Answer("decline"), Wait(AFTER_ANSWER), *again, Answer("decline"), Background(hours)),
        ),
        Scenario("accept", "同意并使用", "accept and use", (*accepted, Exercise())),
        Scenario(
            "accept-background", "同意、使用，然后置于后台", "accept, use, then leave in background",
            (*accepted, Exercise(), Background(hours)),
        ),
        Scenario(
            "cold-starts", f"同意后冷启动 {starts} 次", f"accept, then {starts} cold starts", (*accepted, *again * starts)
        ),
        Scenario(
            "boot", "同意后重启设备", "accept, then the device starts anew",
            (*accepted, Boot(), Wait(AFTER_ANSWER), Background(hours)),
        ),
    )  # fmt: skip
    return {scenario.id: scenario for scenario in told}
