from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.traffic.mitm import looks_like_flows, read_flows
from tests.runtime.traffic.netstrings import dump


def http(**told) -> dict:
    """As mitmproxy 11 writes a flow, its fields that matter."""
    request = {
        "http_version": b"HTTP/1.1", "headers": [[b"Host", b"a.example:8443"], [b"X", b"1"]], "content": b"body", "trailers": None,
        "timestamp_start": 1767225601.5, "timestamp_end": 1767225601.6, "host": "203.0.113.9", "port": 8443, "method": b"POST",
        "scheme": b"https", "authority": b"", "path": b"/x?y=1", **told.pop("request", {}),
    }  # fmt: skip
    client = {
        "peername": ["127.0.0.1", 5],
        "sni": "a.example",
        "tls_version": "TLSv1.3",
        "error": None,
        **told.pop("client", {}),
    }
    server = {"address": ["a.example", 8443], "peername": ["203.0.113.9", 8443]}
    return {
        "type": "http",
        "version": 21,
        "request": request,
        "response": None,
        "client_conn": client,
        "server_conn": server,
        "error": None,
        **told,
    }


def read(data: bytes, tmp_path) -> tuple[list, Problems]:
    path = tmp_path / "f.mitm"
    path.write_bytes(data)
    problems = Problems()
    return list(read_flows(path, problems)), problems


def test_a_request(tmp_path) -> None:
    (flow,), problems = read(dump(http()), tmp_path)
    assert (flow.host, flow.address, flow.port, flow.scheme, flow.method, flow.path) == (
        "a.example",
        "203.0.113.9",
        8443,
        "https",
        "POST",
        "/x?y=1",
    )
    assert (flow.at, flow.body, flow.size, flow.pinned) == (1767225601.5, b"body", 4, False)
    assert problems.count == 0


def test_a_client_that_refuses_the_certificate_is_pinned(tmp_path) -> None:
    failed = http(
        error={
            "msg": "Client TLS handshake failed. The client does not trust the proxy's certificate",
            "timestamp": 1.0,
        }
    )
    gone = http(error={"msg": "Client disconnected.", "timestamp": 1.0})
    flows, _ = read(dump(failed) + dump(gone), tmp_path)
    assert [f.pinned for f in flows] == [True, False]


def test_raw_connections(tmp_path) -> None:
    tcp = {
        "type": "tcp",
        "messages": [[True, b"im", 1.0], [False, b"no", 1.0], [True, b"ei", 1.0]],
        "client_conn": {"timestamp_start": 9.0},
        "server_conn": {"address": ["b.example", 99], "peername": ["198.51.100.1", 99]},
    }
    (flow,), _ = read(dump(tcp), tmp_path)
    assert (flow.host, flow.scheme, flow.body, flow.address, flow.encrypted) == (
        "b.example",
        "tcp",
        b"imei",
        "198.51.100.1",
        False,
    )


def test_what_is_no_request_is_told(tmp_path) -> None:
    flows, problems = read(dump(5) + dump({"type": "http"}) + dump({"type": "dns"}) + dump(http()), tmp_path)
    assert [f.number for f in flows] == [4]
    assert [p.line for p in problems.kept] == [1, 2]


def test_a_damaged_rest_is_told_and_a_damaged_beginning_refused(tmp_path) -> None:
    flows, problems = read(dump(http()) + dump(http())[:50], tmp_path)
    assert len(flows) == 1
    assert "the rest was not read" in problems.kept[0].en
    with pytest.raises(RunError, match=r"f\.mitm"):
        read(dump(http())[:50], tmp_path)


def test_beginnings() -> None:
    assert looks_like_flows(dump(http()))
    assert not looks_like_flows(b'{"log":')


@settings(deadline=None)
@given(st.data())
def test_any_change_is_survived(tmp_path_factory, data: st.DataObject) -> None:
    whole = bytearray(dump(http()) + dump(http(type="tcp", messages=[[True, b"x", 1.0]])))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(RunError):
        read(bytes(whole), tmp_path_factory.mktemp("mitm"))
