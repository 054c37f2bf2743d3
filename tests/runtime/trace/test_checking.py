import pytest

from kanhe.runtime.problem import RunError
from kanhe.runtime.trace.checking import check_trace
from tests.specimens.runs.tape import Tape


def test_what_a_trace_holds(tmp_path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(Tape().accepted().read(9, "imei").bytes())
    checked = check_trace(path)
    assert checked.records == {"call": 1, "proc": 1, "run": 1, "stack": 1, "state": 1, "ui": 2}
    assert checked.problems.count == 0


def test_stacks_and_numbers_must_agree(tmp_path) -> None:
    path = tmp_path / "run.jsonl"
    more = b'{"t":"call","n":1,"ts":1767225700,"api":"a.b","stk":99}\n{"t":"call","n":1,"ts":1767225700,"api":"a.b"}\n{"t":"stack","id":5,"frames":[]}\n{"t":"stack","id":5,"frames":[]}\n'
    path.write_bytes(Tape().bytes() + more)
    said = [p.en for p in check_trace(path).problems.kept]
    assert said == ["number 1 is there twice", "stack 5 is there twice", "there is no stack 99"]


def test_no_trace(tmp_path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(b"{}")
    with pytest.raises(RunError):
        check_trace(path)
