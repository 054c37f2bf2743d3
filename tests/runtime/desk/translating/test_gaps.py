"""Code that was not translated is a gap over the whole run."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kanhe.runtime.desk.translating.gaps import gap, tell
from kanhe.runtime.desk.translating.translation import Translation, Untranslated
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import App, Clock, GapRecord, Run

RUN = Run(id="r", src="desk", app=App("a.b", "1", "0" * 64), clock=Clock(100_000, True))


def translation(*untranslated: Untranslated) -> Translation:
    return Translation(Path("app.jar"), 1, 1, 0.1, untranslated, ("com/huawei/A",), ("a.b()V",), ())


def test_all_code_translated_is_no_gap() -> None:
    assert gap(translation(), 1, 2) is None


def test_the_gap_counts_and_names() -> None:
    many = [Untranslated("failed", f"La/A;->m{k}()V", "it is damaged") for k in range(5)]
    found = gap(translation(*many, Untranslated("refused", "a/B", "why")), 1, 9)
    assert found == GapRecord(
        1, 9, "code that could not run on the desk (1 class, 5 methods): La/A;->m0()V: it is damaged; "
        "La/A;->m1()V: it is damaged; La/A;->m2()V: it is damaged",
    )  # fmt: skip
    assert len(gap(translation(*[Untranslated("failed", "L" + "a" * 5000, "x" * 5000)] * 3), 1, 9).why) == 1024


def test_it_is_added_to_a_finished_trace(tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    trace.write_bytes(msgspec.json.encode(RUN) + b'\n{"t":"proc","ts":105.5,"ev":"die","name":"a.b","pid":1}\n')
    tell(trace, translation(), 100)
    tell(trace, translation(Untranslated("failed", "La/A;->m()V", "why")), 100)
    problems = Problems()
    records = [line.record for line in read_trace(trace, problems)]
    assert problems.count == 0
    assert records[-1] == GapRecord(100, 105.5, "code that could not run on the desk (1 method): La/A;->m()V: why")
    assert len(records) == 3
