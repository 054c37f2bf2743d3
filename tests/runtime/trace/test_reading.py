import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.trace import reading as module
from kanhe.runtime.trace.reading import read_lines, run_record
from kanhe.runtime.trace.records import Call, Run
from tests.specimens.runs.tape import Tape

RUN = b'{"t":"run","id":"r","src":"desk","app":{"pkg":"com.example"}}\n'


def read(data: bytes) -> tuple[list, Problems]:
    problems = Problems()
    return [line.record for line in read_lines(io.BytesIO(data), "run.jsonl", problems)], problems


def test_records_in_order() -> None:
    records, problems = read(Tape().accepted().read(9, "imei").bytes())
    assert isinstance(records[0], Run)
    assert [r.kind for r in records if isinstance(r, Call)] == ["imei"]
    assert problems.count == 0


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b'{"t":"call","n":1,"ts":1,"api":"a.b"}\n', b"\x00\xff\x7f", b"[]", b'{"t":"run"}']
)
def test_what_does_not_begin_with_a_run_is_no_trace(data: bytes) -> None:
    with pytest.raises(RunError, match=r"run\.jsonl"):
        read(data)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{not json}\n", "no JSON"),
        (b'{"t":"moon","ts":1}\n', "unknown type: moon"),
        (b"[1,2]\n", "unknown type: list"),
        (b'{"t":"call","n":1,"ts":"soon","api":"a.b"}\n', "a call record"),
        (b'{"t":"call","n":1,"ts":5,"api":"a.b"', "cut off"),
        (b'{"t":"gap","from":1}\n', "a gap record"),
        (b'{"t":"call","n":1,"ts":5,"api":"a.b","args":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", ""),
        (RUN, "a second run"),
        (b'{"t":"call","n":1,"ts":5,"api":"' + b"x" * (2 << 20) + b'"}\n', "more than"),
        (b"\xff\xfe\n", "no JSON"),
    ],
)
def test_each_fault_is_told_with_its_line_and_reading_goes_on(line: bytes, said: str) -> None:
    good = b'{"t":"call","n":2,"ts":6,"api":"a.b"}\n'
    records, problems = read(RUN + good + line + (good if line.endswith(b"\n") else b""))
    assert sum(isinstance(r, Call) for r in records) == (2 if line.endswith(b"\n") else 1)
    assert problems.kept[0].line == 3
    assert said in problems.kept[0].en
    assert problems.count == 1


def test_unknown_fields_are_left_out_and_told() -> None:
    records, problems = read(RUN + b'{"t":"call","n":1,"ts":5,"api":"a.b","mood":"good","ret":{"len":3,"hue":1}}\n')
    assert records[1].ret.len == 3
    assert "mood, ret.hue" in problems.kept[0].en


def test_time_that_runs_backwards_is_told() -> None:
    lines = b'{"t":"call","n":1,"ts":100,"api":"a.b"}\n{"t":"call","n":2,"ts":98,"api":"a.b"}\n{"t":"call","n":3,"ts":50,"api":"a.b"}\n'
    records, problems = read(RUN + lines)
    assert len(records) == 4
    assert [p.line for p in problems.kept] == [4]


def test_the_number_of_records_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_RECORDS", 3)
    records, problems = read(RUN + b'{"t":"call","n":1,"ts":1,"api":"a.b"}\n' * 9)
    assert len(records) == 3
    assert "the rest was not read" in problems.kept[-1].en


def test_the_first_record_by_itself(tmp_path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(RUN)
    assert run_record(path).app.pkg == "com.example"


@settings(deadline=None)
@given(
    st.lists(
        st.binary(max_size=60)
        | st.sampled_from([b"\n", b'{"t":"call"', b'"ts":1e400', b"}", b'{"t":"ui","ts":1,"ev":"click"}\n']),
        max_size=30,
    )
)
def test_any_bytes_end_in_records_or_problems(parts: list[bytes]) -> None:
    records, _ = read(RUN + b"".join(parts))
    assert isinstance(records[0], Run)


@settings(deadline=None)
@given(st.data())
def test_any_change_of_a_real_trace_is_survived(data: st.DataObject) -> None:
    whole = bytearray(Tape().accepted().read(9, "imei").home(10).gap(20, 30).sent(8, "a.example", "imei").bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        records, _ = read(bytes(whole))
    except RunError:
        return
    assert isinstance(records[0], Run)
