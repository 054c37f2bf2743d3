"""A scenario becomes commands: who never answers touches no answer, who declines refuses, who agrees accepts once."""

from __future__ import annotations

from typing import Any

import pytest

from kanhe.runtime.desk.playing import play
from kanhe.runtime.driving.scenarios import scenarios

DIALOG = [
    {"id": "0", "text": "请阅读并同意《隐私政策》", "touchable": False, "box": False, "ticked": False},
    {"id": "1", "text": "不同意", "touchable": True, "box": False, "ticked": False},
    {"id": "2", "text": "同意", "touchable": True, "box": False, "ticked": False},
]
HOME = [{"id": "0", "text": "开始", "touchable": True, "box": False, "ticked": False}]


class Script:
    """Stands for the JVM: an app that asks until it is answered."""

    def __init__(self, asks: bool = True, short: bool = False) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.asks, self.short = asks, short

    def ask(self, *words: object) -> dict[str, Any]:
        told = tuple(map(str, words))
        self.asked.append(told)
        match told[0]:
            case "screen":
                return {"controls": DIALOG if self.asks else HOME, "page": False}
            case "activities":
                return {"activities": ["com.example.Other"]}
            case "touch":
                self.asks = self.asks and len(told) < 3
            case "pass":
                return {"now": 0.0, "whole": not self.short, "uncaught": ["uncaught: x"] if self.short else []}
        return {"now": 0.0, "uncaught": []}

    def left(self) -> float:
        return 600.0

    def touches(self) -> list[tuple[str, ...]]:
        return [told for told in self.asked if told[0] == "touch"]


def played(name: str, script: Script, granted: bool = False) -> Any:
    return play(script, scenarios(hours=2)[name], granted)  # type: ignore[arg-type]


def test_who_never_answers_touches_nothing() -> None:
    script = Script()
    result = played("never", script)
    assert result.asked
    assert not result.answered
    assert script.touches() == []
    assert script.asked.count(("asks",)) == 1


def test_who_accepts_accepts_once_and_then_uses_the_app() -> None:
    script = Script()
    result = played("accept", script)
    assert result.answered
    assert script.touches()[0] == ("touch", "2", "consent_accept")
    assert [t for t in script.touches() if len(t) == 3] == [("touch", "2", "consent_accept")]
    assert ("open", "com.example.Other") in script.asked


def test_who_declines_refuses_and_grants_no_permission() -> None:
    script = Script()
    played("decline", script)
    assert script.touches()[0] == ("touch", "1", "consent_decline")
    assert ("start", "no") in script.asked


def test_permissions_may_be_granted_beforehand() -> None:
    script = Script(asks=False)
    result = played("cold-starts", script, granted=True)
    assert script.asked.count(("start", "all")) == 4
    assert not result.asked


def test_hours_that_were_cut_short_and_what_nobody_caught_are_told() -> None:
    result = played("never", Script(asks=False, short=True))
    assert result.cut == 2
    assert "uncaught: x" in result.uncaught


@pytest.mark.parametrize("name", list(scenarios()))
def test_every_scenario_ends(name: str) -> None:
    script = Script()
    played(name, script)
    assert script.asked[-1] == ("end",)
