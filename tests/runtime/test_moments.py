import io

from kanhe.evidence.runtime_rows import EventRow
from kanhe.runtime import moments
from kanhe.runtime.joining.timeline import Timeline, timeline
from kanhe.runtime.moments import gap_rows, process_rows, screen_rows, state_rows
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_lines
from tests.specimens.runs.tape import PACKAGE, Tape


def joined(tape: Tape) -> Timeline:
    return timeline(read_lines(io.BytesIO(tape.bytes()), "run", Problems()), Problems())


def test_screens_permissions_and_their_roles() -> None:
    rows = list(screen_rows(joined(Tape().accepted().request(20).denied(22)), "a", "run-1"))
    assert [(r.event, r.role, r.phase) for r in rows[:2]] == [
        ("dialog", "consent", "asked"),
        ("click", "accept", "unknown"),
    ]
    assert [(r.event, r.argument, r.permission, r.text) for r in rows[2:]] == [
        ("permission-request", "android.permission.CAMERA", None, None),
        ("permission-result", "android.permission.CAMERA", "denied", None),
    ]


def test_states_are_those_that_were_joined() -> None:
    rows = list(state_rows(joined(Tape().accepted().home(10)), "a", "run-1"))
    assert [(r.event, r.at_ms) for r in rows] == [("foreground", 0), ("background", 13_000)]


def test_a_foreign_process_is_told_by_its_package() -> None:
    rows = list(
        process_rows(joined(Tape().accepted().start(9, "service", "com.other:push", caller=PACKAGE)), "a", "run-1")
    )
    assert [(r.event, r.component, r.argument, r.host_kind) for r in rows] == [
        ("process-start", None, None, "activity"),
        ("process-start", "com.other", PACKAGE, "service"),
    ]


def touched(rows: list[EventRow]) -> set[tuple[str, str]]:
    return {(r.phase, r.state) for r in rows if r.event == "gap"}


def test_a_gap_has_a_row_for_each_phase_and_state_it_touches() -> None:
    rows = list(gap_rows(joined(Tape().accepted().home(10).gap(2, 60)), "a", "run-1"))
    assert touched(rows) >= {("asked", "foreground"), ("accepted", "background")}
    assert ("pre", "foreground") not in touched(rows)
    assert all(r.text == "disconnected" for r in rows)


def test_a_late_beginning_hides_what_came_before_consent() -> None:
    rows = list(gap_rows(joined(Tape(early=False).accepted()), "a", "run-1"))
    assert {r.phase for r in rows} == {"pre"}


def test_very_many_gaps_are_told_as_one() -> None:
    tape = Tape().accepted()
    for k in range(moments.MAX_GAPS + 30):
        tape.gap(100 + k, 100.5 + k)
    rows = list(gap_rows(joined(tape), "a", "run-1"))
    assert len(rows) <= 2 * moments.MAX_GAPS + 8
    assert max(r.last_ms for r in rows) == round((100.5 + moments.MAX_GAPS + 29) * 1000)
    assert any(r.text == "further-gaps: 30" for r in rows)
