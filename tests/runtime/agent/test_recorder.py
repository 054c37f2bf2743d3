import threading
from pathlib import Path

import pytest

from kanhe.runtime.agent.messages import BurstTold, CallTold, FlowTold, HooksTold, StackTold, StateTold, Told, UiTold
from kanhe.runtime.agent.recorder import Recorder, Watched
from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.checking import check_trace
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import (
    App,
    Burst,
    Call,
    FlowRecord,
    GapRecord,
    Proc,
    Record,
    Run,
    ScreenState,
    Stack,
    Ui,
)
from kanhe.runtime.traffic.canaries import Canary

MAIN, PUSH = Watched(1, "a.b", early=True), Watched(2, "a.b:push", early=True)
SETTINGS = AgentSettings("a.b", (Canary("c", "imei", "868939041234567"),))


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    return tmp_path / "trace.jsonl"


def recorder(trace: Path) -> Recorder:
    return Recorder(trace, Run("r", "device", App("a.b")), SETTINGS)


def records(trace: Path) -> list[Record]:
    return [line.record for line in read_trace(trace, Problems())]


def call(n: int, stack: int, ts: float = 5) -> CallTold:
    return CallTold(n, ts, "x.Y.z", stack, "imei", shown=["k"], ad="d", rl=3, rd="e", rc="c")


def test_the_run_goes_first_with_what_is_known_at_the_end(trace: Path) -> None:
    one = recorder(trace)
    one.take(MAIN, [UiTold(0, 4, "click", "同意")])
    one.watch(MAIN, 10, [("x.Y.w", "why")])
    one.watch(PUSH, 12, [])
    told = one.close()
    assert (told.hooks.ok, told.hooks.missing, told.early) == (12, ["x.Y.w"], True)
    assert [c.id for c in told.canaries] == ["c"]
    assert records(trace) == [told, Ui(4, "click", "同意")]
    assert not list(trace.parent.glob("*.part"))


def test_a_process_that_was_late_makes_the_run_late(trace: Path) -> None:
    one = recorder(trace)
    one.watch(MAIN, 1, [])
    one.watch(Watched(3, "a.b:late", early=False), 1, [])
    assert not one.close().early


def test_without_a_watched_process_nothing_was_early(trace: Path) -> None:
    assert not recorder(trace).close().early


def test_stacks_of_processes_are_told_apart_and_written_once(trace: Path) -> None:
    one = recorder(trace)
    one.take(MAIN, [StackTold(0, 0, ["a.B.c:1"]), call(1, 0)])
    one.take(PUSH, [StackTold(0, 0, ["d.E.f:2"]), StackTold(1, 1, ["a.B.c:1"]), call(2, 0), call(3, 1)])
    one.close()
    told = records(trace)
    assert [s.frames for s in told if isinstance(s, Stack)] == [["a.B.c:1"], ["d.E.f:2"]]
    assert [(c.n, c.pid, c.proc, c.stk) for c in told if isinstance(c, Call)] == [
        (1, 1, "a.b", 0),
        (2, 2, "a.b:push", 1),
        (3, 2, "a.b:push", 0),
    ]
    assert check_trace(trace).problems.count == 0


def test_every_message_becomes_its_record(trace: Path) -> None:
    one = recorder(trace)
    told: list[Told] = [
        StackTold(0, 7, ["a.B.c:1"]),
        call(1, 7),
        BurstTold(2, 5, "x.Y.z", 7, "imei", cnt=30, first=5, last=6, gaps=(0, 0.1, 0.2)),
        StateTold(3, 5, "resumed", "a.b.Main"),
        FlowTold(4, 5, "example.com", 7, ip="1.2.3.4", port=443, method="POST", len=9, hash="h"),
        HooksTold(5, 44, [("x.Y.v", "why")]),
    ]
    one.take(MAIN, told)
    one.write(Proc(5, "start", "a.b", 1))
    one.gap(9, 8, "agent-lost", "main")
    run = one.close()
    assert (run.hooks.ok, run.hooks.missing) == (44, ["x.Y.v"])
    found = {type(r): r for r in records(trace)}
    assert set(found) == {Run, Stack, Call, Burst, ScreenState, FlowRecord, Proc, GapRecord}
    seen, burst, flow, gap = found[Call], found[Burst], found[FlowRecord], found[GapRecord]
    assert isinstance(seen, Call)
    assert (seen.args.shown, seen.args.d, seen.ret.len, seen.ret.d, seen.ret.canary) == (["k"], "d", 3, "e", "c")
    assert isinstance(burst, Burst)
    assert (burst.cnt, burst.gaps.p50, burst.stk) == (30, 0.1, 0)
    assert isinstance(flow, FlowRecord)
    assert (flow.host, flow.ip, flow.port, flow.method, flow.len, flow.stk) == (
        "example.com",
        "1.2.3.4",
        443,
        "POST",
        9,
        0,
    )
    assert isinstance(gap, GapRecord)
    assert (gap.fro, gap.to) == (9, 9)


def test_what_comes_after_the_end_is_counted(trace: Path) -> None:
    one = recorder(trace)
    first = one.close()
    one.take(MAIN, [call(1, 0)], refused=2)
    assert one.refused == 3
    assert one.close() == first


def test_processes_may_tell_at_once(trace: Path) -> None:
    one = recorder(trace)
    processes = [Watched(pid, f"a.b:{pid}", early=True) for pid in range(4)]

    def tell(process: Watched) -> None:
        for k in range(50):
            one.take(process, [StackTold(2 * k, k, [f"p{process.pid}.C.m:{k}"]), call(2 * k + 1, k)])

    threads = [threading.Thread(target=tell, args=[p]) for p in processes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.close()
    assert check_trace(trace).problems.count == 0
    told = records(trace)
    stacks = {s.id: s.frames[0] for s in told if isinstance(s, Stack)}
    seen = [c for c in told if isinstance(c, Call)]
    assert len(seen) == 200
    assert all(stacks[c.stk or 0].startswith(f"p{c.pid}.") for c in seen)
