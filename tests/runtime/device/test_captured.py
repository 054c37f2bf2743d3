import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.captured import read_captured
from kanhe.runtime.trace.records import FlowRecord, Found
from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.traffic.finder import Finder
from tests.runtime.traffic.netstrings import dump
from tests.runtime.traffic.test_mitm import http

IMEI = "868939041234567"
FINDER = Finder((Canary("c", "imei", IMEI),), b"salt")


def captured(tmp_path, lines: list[object], flows: bytes = b""):
    (tmp_path / "flows.jsonl").write_bytes(
        b"".join(told if isinstance(told, bytes) else json.dumps(told).encode() + b"\n" for told in lines)
    )
    (tmp_path / "flows.mitm").write_bytes(flows)
    return read_captured(tmp_path / "flows.jsonl", tmp_path / "flows.mitm", FINDER)


def test_a_request_is_searched_and_told_without_its_values(tmp_path) -> None:
    line = {
        "event": "response", "ts": 1767225601.5, "kept": 2, "sni": "a.example", "tls": "TLSv1.3", "lport": 4711, "ip": "203.0.113.9",
        "scheme": "https", "host": "203.0.113.9", "port": 8443, "method": "POST", "len": 15,
    }  # fmt: skip
    first = http(request={"content": b"other"})
    flows = dump(first) + dump(http(request={"content": f'{{"id": "{IMEI}"}}'.encode(), "path": b"/v1?x=1"}))
    told = captured(tmp_path, [{"event": "ready", "port": 1}, line], flows)
    (flow,) = told.flows
    assert flow == FlowRecord(
        1767225601.5, "a.example", 2, "203.0.113.9", 8443, "a.example", "https", "TLSv1.3", "POST", FINDER.digest("/v1?x=1"), 15,
        [Found("imei", "canary/plain", flow.pi[0].at)], lport=4711, hash=flow.hash,
    )  # fmt: skip
    assert flow.hash == hashlib.sha256(f'{{"id": "{IMEI}"}}'.encode()).hexdigest()
    assert told.pinned == ()
    assert told.problems.count == 0


def test_a_client_that_refuses_is_pinned_once_and_each_time_a_record(tmp_path) -> None:
    line = {
        "event": "refused",
        "ts": 5.0,
        "sni": "Bank.example",
        "port": 443,
        "lport": 9,
        "why": "the client does not trust",
    }
    told = captured(tmp_path, [line, {**line, "ts": 6.0}])
    assert told.pinned == ("bank.example",)
    assert [(f.ts, f.host, f.pinned, f.scheme, f.opaque) for f in told.flows] == [
        (5.0, "bank.example", True, "tls", False), (6.0, "bank.example", True, "tls", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("tls", "scheme"), [(None, "tcp"), ("TLSv1.2", "tls")])
def test_raw_connections(tmp_path, tls: str | None, scheme: str) -> None:
    (flow,) = captured(
        tmp_path, [{"event": "tcp", "ts": 1.0, "host": "mq.example", "port": 1883, "len": 40, "tls": tls}]
    ).flows
    assert (flow.scheme, flow.opaque, flow.len) == (scheme, True, 40)


def test_what_was_not_kept_was_not_searched_and_is_opaque(tmp_path) -> None:
    line = {"event": "response", "ts": 1.0, "host": "a.example", "scheme": "http", "len": 10}
    (flow,) = captured(tmp_path, [line]).flows
    assert (flow.opaque, flow.pi, flow.path_d) == (True, [], None)
    (missing,) = captured(tmp_path, [{**line, "kept": 3}], dump(http())).flows
    assert missing.opaque


@pytest.mark.parametrize(
    "line",
    [
        b"{\n", b'{"event": 5}\n', b'{"event":"response","ts":"now"}\n', b"\xff\n", b"[" * 5000 + b"\n", b'{"event":"resp',
    ],
    ids=["broken", "type", "time", "bytes", "deep", "cut"],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_a_problem(tmp_path, line: bytes) -> None:
    told = captured(tmp_path, [{"event": "tcp", "ts": 1.0, "host": "a.example"}, line])
    assert len(told.flows) == 1
    assert told.problems.count >= 1


@pytest.mark.parametrize(
    "line",
    [
        {"event": "response", "ts": -1, "host": "a"}, {"event": "response", "ts": 1e12, "host": "a"}, {"event": "response", "ts": 1},
        {"event": "unreachable", "ts": 1, "host": "a"},
    ],
    ids=["before", "after", "nowhere", "unreachable"],
)  # fmt: skip
def test_what_makes_no_record(tmp_path, line) -> None:
    assert captured(tmp_path, [line]).flows == ()


@given(st.lists(st.binary(max_size=60) | st.fixed_dictionaries({"event": st.sampled_from(["response", "refused", "tcp"])}, optional={
    "ts": st.floats(allow_nan=False), "host": st.text(max_size=9), "port": st.integers(), "len": st.integers(), "kept": st.integers(),
    "scheme": st.text(max_size=30), "method": st.text(max_size=30),
}), max_size=6), st.binary(max_size=80))  # fmt: skip
def test_any_files_end_in_records(tmp_path_factory, lines, flows: bytes) -> None:
    told = captured(tmp_path_factory.mktemp("x"), lines, flows)
    assert all(f.host and 0 <= f.ts <= 32503680000 and f.len >= 0 for f in told.flows)
