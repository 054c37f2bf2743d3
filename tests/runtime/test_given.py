from pathlib import Path

from kanhe.runtime.given import GivenRuns


def test_tables_alone_are_no_run() -> None:
    assert not GivenRuns()
    assert not GivenRuns(canaries=Path("c"), countries=Path("t"))
    assert GivenRuns(traces=(Path("t"),))
    assert GivenRuns(traffic=(Path("h"),))
