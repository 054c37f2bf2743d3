import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.agent.recorder import Recorder, Watched
from kanhe.runtime.agent.session import Attached
from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.device import capturing
from kanhe.runtime.device.captured import read_captured
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.merging import lay_in
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import App, FlowRecord, Run, Stack
from kanhe.runtime.trace.twins import WITHIN, likeness, paired
from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.traffic.finder import Finder
from tests.runtime.device.exchange import server
from tests.runtime.device.fetched import fetched_mitmdump
from tests.runtime.device.scripted.origin import certificate


def captured(ts: float = 10.0, n: int = 1, **more) -> FlowRecord:
    return FlowRecord(ts, "a.example", n, method="POST", **more)


def recorded(ts: float = 10.0, n: int = 70, **more) -> FlowRecord:
    return FlowRecord(ts, more.pop("host", "a.example"), n, stk=n, **more)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (captured(hash="x", path_d="p"), recorded(hash="x", path_d="p", method="POST"), 3),
        (captured(hash="x"), recorded(hash="y"), 0),
        (captured(hash="x", path_d="p"), recorded(path_d="p", method="POST"), 2),
        (captured(path_d="p"), recorded(path_d="q"), 0),
        (captured(), recorded(), 1),
        (captured(), recorded(method="GET"), 0),
        (captured(pinned=True), recorded(), 0),
    ],
    ids=["content", "other-content", "path", "other-path", "open", "method", "pinned"],
)
def test_how_sure_it_is(one: FlowRecord, other: FlowRecord, alike: int) -> None:
    assert likeness(one, other) == alike


def test_the_same_content_is_a_better_match_than_a_near_moment() -> None:
    told = paired([captured(hash="x")], [recorded(10.1, 70), recorded(12.0, 71, hash="x")])
    assert (told.flows[0].stk, told.twins) == (71, frozenset({71}))


def test_each_of_the_agents_records_stands_for_one() -> None:
    told = paired([captured(10.0, 1), captured(10.1, 2), captured(10.2, 3)], [recorded(10.0, 70), recorded(10.1, 71)])
    assert [f.stk for f in told.flows] == [70, 71, None]


def test_a_connection_that_is_known_by_its_name_in_tls() -> None:
    told = paired([captured()], [recorded(host="203.0.113.9", sni="A.example")])
    assert told.flows[0].stk == 70


def test_too_far_apart_or_another_host_is_no_twin() -> None:
    told = paired([captured()], [recorded(10.0 + WITHIN + 0.1), recorded(host="b.example")])
    assert (told.flows[0].stk, told.twins) == (None, frozenset())


FLOWS = st.lists(
    st.tuples(st.floats(0, 60), st.sampled_from(["a", "b"]), st.sampled_from([None, "x", "y"])), max_size=12
)


@given(FLOWS, FLOWS)
def test_nothing_is_lost_and_no_stack_given_twice(left, right) -> None:
    mine = [FlowRecord(ts, host, n, hash=h) for n, (ts, host, h) in enumerate(left)]
    theirs = [FlowRecord(ts, host, 100 + n, hash=h, stk=100 + n) for n, (ts, host, h) in enumerate(right)]
    told = paired(mine, theirs)
    assert sorted(f.n for f in told.flows) == sorted(f.n for f in mine)
    stacks = [f.stk for f in told.flows if f.stk is not None]
    assert sorted(stacks) == sorted(told.twins)
    assert len(stacks) == len(set(stacks))
    by_number = {f.n: f for f in theirs}
    assert all(
        by_number[f.stk].host == f.host and abs(by_number[f.stk].ts - f.ts) <= WITHIN
        for f in told.flows
        if f.stk is not None
    )


@pytest.mark.skipif(shutil.which("curl") is None, reason="without curl")
def test_a_request_of_a_real_client_that_both_saw(tmp_path) -> None:
    """curl under the agent, through a real mitmdump: one record, with the content's finding and the client's stack."""
    frida = pytest.importorskip("frida")
    authority = tmp_path / "ca"
    authority.mkdir()
    pem = certificate(tmp_path)
    (authority / "config.yaml").write_text(f"ssl_verify_upstream_trusted_ca: {pem}\n")
    planted = (Canary("imei-1", "imei", "868939041234567"),)
    settings = AgentSettings("com.example.app", planted)
    taken = Recorder(tmp_path / "trace.jsonl", Run("r", "device", App("com.example.app")), settings)
    capture = capturing.start(fetched_mitmdump(), tmp_path, certificates=authority)
    try:
        with server(pem) as port:
            body = "imei=868939041234567&x=1"
            command = [
                "--http1.1",
                "-x",
                f"http://127.0.0.1:{capture.port}",
                "--cacert",
                str(capture.certificate),
                "-d",
                body,
            ]
            pid = frida.spawn([shutil.which("curl"), "-s", *command, f"https://localhost:{port}/v1?q=1"], stdio="pipe")
            attached = Attached(frida.attach(pid), Watched(pid, "com.example.app", early=True), taken, settings)
            attached.begin()
            frida.resume(pid)
            assert attached.wait_gone(30)
    finally:
        capture.stop()
    taken.close()
    told = read_captured(capture.log, capture.flows, Finder(planted, settings.salt))
    before = [line.record for line in read_trace(tmp_path / "trace.jsonl", Problems())]
    (seen,) = [r for r in before if isinstance(r, FlowRecord) and r.method == "POST"]
    assert (seen.hash, seen.path_d) == (told.flows[0].hash, told.flows[0].path_d)
    lay_in(tmp_path / "trace.jsonl", told.flows)
    records = [line.record for line in read_trace(tmp_path / "trace.jsonl", Problems())]
    (flow,) = [r for r in records if isinstance(r, FlowRecord) and r.method == "POST"]
    assert [(p.kind, p.how) for p in flow.pi] == [("imei", "canary/plain")]
    frames = {r.id: r.frames for r in records if isinstance(r, Stack)}
    assert any("curl" in frame for frame in frames[flow.stk])
