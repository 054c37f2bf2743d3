"""Scenarios: data that says what is done, within bounds."""

from __future__ import annotations

import pytest

from kanhe.runtime.driving.scenarios import Answer, Background, Boot, ColdStart, scenarios
from kanhe.runtime.problem import RunError


def test_every_scenario_begins_with_a_cold_start_and_says_its_name_twice() -> None:
    for name, scenario in scenarios().items():
        assert scenario.id == name
        assert isinstance(scenario.steps[0], ColdStart)
        assert scenario.name("zh-CN") != scenario.name("en")


def test_who_never_answers_answers_nothing_and_who_declines_never_accepts() -> None:
    told = scenarios()
    assert not [s for s in told["never"].steps if isinstance(s, Answer)]
    assert {s.how for s in told["decline"].steps if isinstance(s, Answer)} == {"decline"}
    assert {s.how for s in told["boot"].steps if isinstance(s, Answer)} == {"accept"}


def test_hours_and_starts_are_those_asked_for() -> None:
    told = scenarios(hours=3, starts=5)
    assert [s.hours for s in told["accept-background"].steps if isinstance(s, Background)] == [3]
    assert sum(isinstance(s, ColdStart) for s in told["cold-starts"].steps) == 1 + 5
    assert any(isinstance(s, Boot) for s in told["boot"].steps)


@pytest.mark.parametrize(("hours", "starts"), [(-1, 1), (1000, 1), (1, 0), (1, 51)])
def test_what_cannot_be_is_refused_in_a_sentence(hours: float, starts: int) -> None:
    with pytest.raises(RunError) as told:
        scenarios(hours, starts)
    assert told.value.zh
