"""The addon in a real mitmdump: what it writes of each manner of speaking."""

import json
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from kanhe.runtime.device import capturing
from kanhe.runtime.problem import Problems
from kanhe.runtime.traffic.importing import format_of, read_traffic
from tests.runtime.device.exchange import ask, raw, server, web_socket
from tests.runtime.device.fetched import fetched_mitmdump
from tests.runtime.device.scripted.origin import certificate

OFFSET = 1000.25


@dataclass(frozen=True)
class Session:
    lines: list[dict]
    flows: Path
    plain: int
    secure: int

    def of(self, event: str) -> list[dict]:
        return [line for line in self.lines if line["event"] == event]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("capture")
    authority = folder / "authority"
    authority.mkdir()
    pem = certificate(folder)
    (authority / "config.yaml").write_text(f"ssl_verify_upstream_trusted_ca: {pem}\n")
    capture = capturing.start(fetched_mitmdump(), folder, OFFSET, authority)
    try:
        with server() as plain, server(pem) as secure:
            trusted = capture.certificate
            assert ask(capture.port, f"http://127.0.0.1:{plain}/a?imei=1") == 200
            assert (
                ask(capture.port, f"https://localhost:{secure}/b", b"body", trusted, **{"Content-Type": "text/plain"})
                == 200
            )
            with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
                ask(capture.port, f"https://localhost:{secure}/pinned")
            with pytest.raises(OSError, match="502"):
                ask(capture.port, f"http://127.0.0.1:{plain}/silent")
            assert raw(capture.port, plain, b"\x01\x02hello\n") == b"\x01\x02hello\n"
            web_socket(capture.port, plain, b"imei=868939041234567")
            waiting = socket.create_connection(("127.0.0.1", capture.port), 10)
            waiting.sendall(
                f"POST http://127.0.0.1:{plain}/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nlong".encode()
            )
            time.sleep(0.5)
            capture.stop()
            waiting.close()
    finally:
        capture.stop()
    lines = [json.loads(line) for line in capture.log.read_text("utf-8").splitlines()]
    return Session(lines, capture.flows, plain, secure)


def test_it_says_where_it_listens(session: Session) -> None:
    assert session.lines[0]["event"] == "ready"
    assert 0 < session.lines[0]["port"] < 65536


def test_requests_in_clear_and_with_tls(session: Session) -> None:
    plain, secure = session.of("response")[:2]
    assert (plain["scheme"], plain["host"], plain["port"], plain["method"], plain["kept"]) == (
        "http",
        "127.0.0.1",
        session.plain,
        "GET",
        1,
    )
    assert "tls" not in plain
    assert (secure["scheme"], secure["sni"], secure["method"], secure["len"], secure["kept"]) == (
        "https",
        "localhost",
        "POST",
        4,
        2,
    )
    assert secure["tls"].startswith("TLSv1.")
    assert secure["ip"] == "127.0.0.1"
    assert secure["lport"] > 0


def test_a_client_that_refuses_the_certificate_is_no_silence(session: Session) -> None:
    (refused,) = session.of("refused")
    assert (refused["sni"], refused["host"], refused["port"]) == ("localhost", "localhost", session.secure)
    assert refused["why"]


def test_a_request_without_an_answer_was_sent_all_the_same(session: Session) -> None:
    (error,) = session.of("error")
    assert (error["host"], error["method"], error["kept"]) == ("127.0.0.1", "GET", 3)


def test_a_request_that_still_waited_at_the_end_was_sent(session: Session) -> None:
    (unfinished,) = [line for line in session.lines if line.get("why") == "unfinished"]
    assert (unfinished["method"], unfinished["len"], unfinished["kept"]) == ("POST", 4, 6)


def test_other_protocols_and_web_sockets(session: Session) -> None:
    (tcp,) = session.of("tcp")
    assert (tcp["port"], tcp["len"]) == (session.plain, 8)
    (web,) = session.of("websocket")
    assert web["sent"] == 20


def test_times_are_the_devices(session: Session) -> None:
    ahead = [line["ts"] - time.time() for line in session.lines if "ts" in line]
    assert all(OFFSET - 120 < a <= OFFSET for a in ahead)


def test_it_ends_when_the_run_is_gone(tmp_path) -> None:
    fetched_mitmdump()
    code = (
        "import os, pathlib, sys; from kanhe.runtime.device import capturing; from kanhe.runtime.device.capture_tool import mitmdump\n"
        "folder = pathlib.Path(sys.argv[1]); print(capturing.start(mitmdump(), folder, 0, folder / 'ca').process.pid, flush=True)\n"
        "os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60)
    pid = int(done.stdout)
    until = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_the_flow_file_holds_what_was_kept_in_the_same_order(session: Session) -> None:
    assert format_of(session.flows) == "mitmproxy"
    problems = Problems()
    flows = list(read_traffic(session.flows, problems))
    assert problems.kept == []
    assert [f.number for f in flows] == sorted(line["kept"] for line in session.lines if "kept" in line)
    by_number = {f.number: f for f in flows}
    for line in session.lines:
        if "kept" in line and line["event"] != "tcp":
            assert by_number[line["kept"]].at == pytest.approx(line["ts"], abs=1e-3)
            assert by_number[line["kept"]].host == line.get("sni", line["host"])
    assert by_number[2].body == b"body"
