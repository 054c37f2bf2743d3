"""Real apps on the desk: they start without an exception that nobody caught, and a day in background takes seconds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.real_apps import by_name
from kanhe.runtime.desk import jars
from kanhe.runtime.desk.machine import Bounds, enclosure
from kanhe.runtime.desk.run import Desk
from kanhe.runtime.driving.scenarios import Background, ColdStart, Scenario, Wait
from kanhe.runtime.problem import RunError
from kanhe.runtime.trace.checking import check_trace
from tests.builders import jvm

pytestmark = [pytest.mark.real, *jvm.MARKS]
DAY = Scenario("day", "一天", "a day", (ColdStart(), Wait(30), Background(24)))


@pytest.mark.timeout(250)
def test_settings_starts_and_lives_a_day(tmp_path: Path) -> None:
    try:
        jars.fetch()
        enclosure()
        app = by_name("settings")
    except (RunError, RuntimeError, OSError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"left out: {error}")
    with Desk(Bounds(seconds=200)) as desk:
        result = desk.play(app, DAY, tmp_path)
    assert not [told for told in result.uncaught if told.startswith(("uncaught: activity", "uncaught: main"))]
    assert result.hours_cut == 0
    assert result.background < 60  # a bound against hanging; the figure stands in the design
    assert check_trace(result.trace).problems.count == 0
