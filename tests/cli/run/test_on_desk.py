"""The summary of a run on the desk says what was not seen as well."""

from __future__ import annotations

from pathlib import Path

from kanhe.cli.run.on_desk import desk_lines
from kanhe.runtime.desk.run import DeskResult
from kanhe.runtime.driving.scenarios import scenarios
from kanhe.runtime.trace.records import App, Clock, Run
from kanhe.runtime.trace.writing import TraceWriter


def lines(tmp_path: Path, asked: bool, answered: bool, **more: object) -> str:
    trace = tmp_path / "trace.jsonl"
    with trace.open("wb") as file:
        TraceWriter(file, Run(id="r", src="desk", app=App("com.example"), clock=Clock(1000, True), early=True))
    told = {"uncaught": (), "ended": False, "pages": False, "hours_cut": 0.0, "translated": 1.0, "seconds": 2.0, **more}
    result = DeskResult(trace, "com.example", "accept", asked, answered, **told)  # type: ignore[arg-type]
    return "\n".join(desk_lines(result, scenarios()["accept"], Path("a.apk")))


def test_an_app_that_did_not_ask(tmp_path: Path) -> None:
    told = lines(tmp_path, asked=False, answered=False)
    assert "com.example" in told
    assert "没有看到征求同意的界面" in told or "no screen asked for consent" in told


def test_a_screen_that_could_not_be_answered_pages_and_hours(tmp_path: Path) -> None:
    told = lines(tmp_path, asked=True, answered=False, pages=True, hours_cut=24.0)
    assert len(told.splitlines()) >= 4
    assert "24" in told
    assert "--trace" in told
