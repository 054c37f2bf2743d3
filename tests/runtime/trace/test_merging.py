import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.merging import lay_in
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import App, Call, FlowRecord, Found, GapRecord, Run
from kanhe.runtime.trace.writing import TraceWriter


def write(path, records) -> None:
    with path.open("wb") as file:
        writer = TraceWriter(file, Run("r", "device", App("a")))
        stack = writer.stack(["a.B.c:1"])
        writer.write_all(records(stack))


def read(path) -> list:
    problems = Problems()
    found = [line.record for line in read_trace(path, problems)]
    assert problems.kept == []
    return found


def test_each_flow_stands_where_its_time_is(tmp_path) -> None:
    path = tmp_path / "trace.jsonl"
    write(
        path,
        lambda stack: [
            Call(1, 100.0, "x", stk=stack),
            GapRecord(50, 101, "w"),
            Call(2, 200.0, "x"),
            Call(3, 300.0, "x"),
        ],
    )
    lay_in(path, [FlowRecord(250.0, "late"), FlowRecord(150.0, "early"), FlowRecord(400.0, "last")])
    told = [getattr(r, "ts", type(r).__name__) for r in read(path)]
    assert told == ["Run", "Stack", 100.0, "GapRecord", 150.0, 200.0, 250.0, 300.0, 400.0]
    assert [p.name for p in tmp_path.iterdir()] == ["trace.jsonl"]


def test_of_a_request_that_the_agent_saw_too_one_record_stays_with_its_stack(tmp_path) -> None:
    path = tmp_path / "trace.jsonl"
    agent = [FlowRecord(100.2, "a.example", 7, method="POST", hash="ff"), FlowRecord(100.3, "beside.example", 8)]
    write(path, lambda stack: [msgspec.structs.replace(f, stk=stack) for f in agent])
    lay_in(path, [FlowRecord(100.0, "a.example", 1, method="POST", hash="ff", pi=[Found("imei", "canary/plain", "x")])])
    flows = [r for r in read(path) if isinstance(r, FlowRecord)]
    assert [(f.host, f.n, f.stk, len(f.pi)) for f in flows] == [("a.example", 1, 0, 1), ("beside.example", 8, 0, 0)]


def test_without_flows_the_file_is_left_alone(tmp_path) -> None:
    path = tmp_path / "trace.jsonl"
    write(path, lambda stack: [])
    before = path.read_bytes()
    lay_in(path, [])
    assert path.read_bytes() == before


@given(st.lists(st.integers(1000, 2000)), st.lists(st.integers(1000, 2000)))
def test_nothing_is_lost_and_no_time_goes_back(tmp_path_factory, calls: list[int], flows: list[int]) -> None:
    path = tmp_path_factory.mktemp("x") / "t.jsonl"
    write(path, lambda stack: [Call(n, at, "x") for n, at in enumerate(sorted(calls))])
    lay_in(path, [FlowRecord(at, "h") for at in flows])
    found = read(path)
    assert sorted(r.ts for r in found if isinstance(r, Call)) == sorted(calls)
    assert sorted(r.ts for r in found if isinstance(r, FlowRecord)) == sorted(flows)
