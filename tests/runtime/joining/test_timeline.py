import io

from kanhe.runtime.joining import timeline as module
from kanhe.runtime.joining.timeline import Timeline, foreign, timeline
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_lines
from kanhe.runtime.trace.records import By, Proc
from tests.specimens.runs.tape import BEGIN, JPUSH, PACKAGE, Tape


def joined(tape: Tape, problems: Problems | None = None) -> Timeline:
    told = problems or Problems()
    return timeline(read_lines(io.BytesIO(tape.bytes()), "run", told), told)


def test_times_count_from_the_beginning() -> None:
    line = joined(Tape().accepted().read(9.5, "imei", JPUSH))
    assert (line.begin, line.milliseconds(BEGIN + 9.5), line.end) == (BEGIN, 9500, BEGIN + 9.5)
    assert (line.calls, line.flows, line.launches) == (1, 0, 1)
    assert line.who(0, None).actor == "jpush"
    assert line.who(None, None).basis == "none"
    assert line.who(77, By("umeng")).actor == "umeng"


def test_what_the_recorder_says_counts_only_where_nothing_else_does() -> None:
    line = joined(Tape(source="import"))
    assert line.phase(BEGIN, "accepted") == "accepted"
    assert line.state(BEGIN, "bg") == "background"
    told = joined(Tape().accepted())
    assert told.phase(BEGIN + 0.8, "accepted") == "pre"
    assert told.state(BEGIN + 5, "bg") == "foreground"


def test_launches_are_those_of_the_user() -> None:
    tape = (
        Tape().accepted().die(20).start(100).die(120).start(200, "broadcast").start(210, "service", f"{PACKAGE}:push")
    )
    assert joined(tape).launches == 2


def test_records_beyond_the_bounds_are_told(monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_MOMENTS", 2)
    monkeypatch.setattr(module, "MAX_FRAMES", 1)
    problems = Problems()
    line = joined(Tape().accepted().read(9, "imei"), problems)
    assert len(line.screens) + len(line.states) + len(line.processes) == 2
    assert line.stacks == {}
    assert problems.count == 3


def test_foreign() -> None:
    assert foreign(Proc(1, "start", "com.other"), PACKAGE)
    assert not foreign(Proc(1, "start", f"{PACKAGE}:x"), PACKAGE)
