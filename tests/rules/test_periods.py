from kanhe.rules.periods import periods
from tests.specimens.runs.judging import app_evidence, seen
from tests.specimens.runs.tape import Tape


def test_without_events_there_is_none() -> None:
    assert periods(app_evidence()) == {}


def test_regular_and_not(tmp_path) -> None:
    tape = Tape().accepted()
    for k in range(6):
        tape.read(100 + 300 * k, "contacts").read(100 + k * k * 77, "imei")
    found = periods(seen(tape, tmp_path))
    steady = found["run-1", "app", "contacts"]
    assert (steady.period_ms, steady.times, steady.regular, steady.span_ms) == (300_000, 6, True, 1_500_000)
    assert not found["run-1", "app", "imei"].regular
