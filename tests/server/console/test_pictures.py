from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from urllib.parse import urlencode

from kanhe.ledger.statistics import Funnel
from kanhe.server.console import assets
from kanhe.server.console.pictures import answers_by_day, funnel_steps, problems_named, totals_over_time
from kanhe.server.views.gate_log import DayCount
from kanhe.server.views.public import Labelled, Published

DAY = dt.date(2026, 3, 1)


def rounds(first: int, day: dt.date, named: int | None, delisted: int | None) -> Published:
    return Published(first, first, day, 10, None, named, delisted, "来源")


def test_every_bar_of_the_gate_leads_to_its_answers() -> None:
    drawn = answers_by_day([DayCount(DAY, 3, 2, 1)], lambda **asked: "/log?" + urlencode(asked))
    assert drawn["zh"]["series"][0]["name"] == "放行"
    assert drawn["en"]["series"][0]["name"] == "allow"
    bars = [series["data"][0] for series in drawn["zh"]["series"]]
    assert [bar["value"] for bar in bars] == [3, 2, 1]
    assert bars[2]["href"] == "/log?outcome=deny&first=2026-03-01&last=2026-03-01"


def test_the_most_frequent_problem_stands_on_top() -> None:
    drawn = problems_named([Labelled(f"p{n}", 20 - n) for n in range(12)], lambda label: "/" + label)
    assert drawn["yAxis"]["data"][-1] == "p0"
    assert len(drawn["yAxis"]["data"]) == 10
    assert drawn["series"][0]["data"][-1] == {"value": 20, "href": "/p0"}


def test_a_step_that_was_not_published_is_not_drawn() -> None:
    drawn = funnel_steps(Funnel(3, 2_440_000, None, 2_049, 0))
    assert drawn["zh"]["yAxis"]["data"] == ["公开通报", "检测"]


def test_a_sum_ends_where_a_figure_is_missing() -> None:
    found = [
        rounds(2, dt.date(2021, 2, 1), 5, None),
        rounds(1, dt.date(2021, 1, 1), 10, 1),
        rounds(3, dt.date(2021, 3, 1), 1, 1),
    ]
    named, delisted = totals_over_time(found)["en"]["series"]
    assert named["data"] == [["2021-01-01", 10], ["2021-02-01", 15], ["2021-03-01", 16]]
    assert delisted["data"] == [["2021-01-01", 1]]


def test_colours_are_those_of_the_sheet() -> None:
    sheet = (Path(assets.FOLDER) / "console.css").read_text()
    drawn = json.dumps(answers_by_day([DayCount(DAY)], lambda **_: "/"))
    for name in ("--seal-good", "--seal-warn", "--seal-bad"):
        assert name in drawn
        assert f"{name}:" in sheet
