import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from kanhe.runtime.agent import script as module
from kanhe.runtime.agent.script import PARTS, bridge, script
from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import Call, FlowRecord, Record, Stack
from tests.runtime.agent import tls_exchange

FOLDER = resources.files("kanhe.runtime.agent") / "js"


def test_every_part_is_read() -> None:
    assert sorted(f"{part}.js" for part in PARTS) == sorted(entry.name for entry in FOLDER.iterdir())


def test_the_bridge_comes_first() -> None:
    pytest.importorskip("frida_tools")
    whole = script()
    assert whole.index(bridge()[:100]) < whole.index("globalThis, 'Java'") < whole.index("const settings = ")


def test_without_frida_tools_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RunError, match=re.escape("kanhe[device]")):
        bridge()


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_javascript(part: str, tmp_path: Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("without node")
    file = tmp_path / f"{part}.js"
    file.write_text(f"(function () {{\n{(FOLDER / f'{part}.js').read_text('utf-8')}\n}})", encoding="utf-8")
    subprocess.run(["node", "--check", str(file)], check=True, timeout=60, capture_output=True)


@pytest.mark.parametrize("part", PARTS)
def test_what_kills_a_machine_is_not_used(part: str) -> None:
    text = (FOLDER / f"{part}.js").read_text("utf-8")
    for word in ("registerClass", "androidVersion", "Java.backtrace", "getExportByName("):
        assert word not in text


BODY = b"imei=868939041234567&x=1"


def exchanged(tmp_path: Path, *command: str) -> tuple[dict[str, Any], list[Record]]:
    """What a server got from a native client under the agent, and what the trace tells."""
    pytest.importorskip("frida")
    for tool in (command[0], "unshare", "ip"):
        if shutil.which(tool) is None:
            pytest.skip(f"without {tool}")
    told = tls_exchange.run(tmp_path, *command)
    return told, [line.record for line in read_trace(tmp_path / "trace.jsonl", Problems())]


def test_plain_text_of_tls(tmp_path: Path) -> None:
    """Two requests of curl on one connection: host, method and the content's digest, as the server got them."""
    urls = ("https://localhost:{PORT}/collect?q=1", "https://localhost:{PORT}/second")
    told, records = exchanged(tmp_path, "curl", "-s", "--http1.1", "--cacert", "{CERT}", "-d", BODY.decode(), *urls)
    assert [(g["method"], g["path"], bytes.fromhex(g["body"])) for g in told["got"]] == [
        ("POST", "/collect?q=1", BODY), ("POST", "/second", BODY),
    ]  # fmt: skip
    flows = [r for r in records if isinstance(r, FlowRecord)]
    assert [(f.host, f.sni, f.method, f.len, f.hash, f.opaque) for f in flows] == [
        ("localhost", "localhost", "POST", len(BODY), hashlib.sha256(BODY).hexdigest(), False)
    ] * 2
    assert flows[0].path_d != flows[1].path_d
    assert b"868939041234567" not in (tmp_path / "trace.jsonl").read_bytes()
    (stack,) = [r for r in records if isinstance(r, Stack)]
    assert stack.frames[0].startswith("native.libcurl")


LATE = """
import http.client, ssl, sys
client = http.client.HTTPSConnection("localhost", int(sys.argv[1]), context=ssl._create_unverified_context())
client.request("POST", "/late", b"imei=868939041234567&x=1")
client.getresponse().read()
"""


def test_a_library_that_comes_later(tmp_path: Path) -> None:
    told, records = exchanged(tmp_path, sys.executable, "-c", LATE, "{PORT}")
    assert [g["path"] for g in told["got"]] == ["/late"]
    flows = [r for r in records if isinstance(r, FlowRecord)]
    assert [(f.host, f.method, f.len, f.hash) for f in flows] == [
        ("localhost", "POST", len(BODY), hashlib.sha256(BODY).hexdigest())
    ]


def test_files_that_native_code_opens(tmp_path: Path) -> None:
    _, records = exchanged(tmp_path, "cat", "/proc/net/arp", "/etc/passwd")
    told = [(r.api, r.kind, r.via, r.depth, r.args.shown) for r in records if isinstance(r, Call)]
    assert told == [("/proc/net/arp", "local-network", "file", 0, ["/proc/net/arp"])]


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    """Parts of the agent in Frida's own engine, in a process that does nothing."""
    frida = pytest.importorskip("frida")
    process = subprocess.Popen(["sleep", "300"])
    try:
        parts = "\n".join(
            (FOLDER / f"{part}.js").read_text("utf-8") for part in ("state", "clock", "digest", "outbox", "requests")
        )
        source = f"""(function () {{\n{parts}
          settings.salt = '73616c74';
          digest.start(settings.salt);
          const raw = (hex) => new Uint8Array(hex.match(/../g).map((b) => parseInt(b, 16))).buffer;
          rpc.exports = {{
            written: (id, hex) => requests.written(id, raw(hex), () => ({{ sni: 'sni.example', stk: 0 }})),
            closed: (id) => requests.closed(id),
            told(calls) {{
              for (const c of calls) if (!outbox.counted('a.B.c', 0, 'imei', 0, c)) outbox.call({{ t: 'call', ts: c, api: 'a.B.c', stk: 0, kind: 'imei', depth: 0 }});
              outbox.flush();
            }},
            flush: () => outbox.flush(),
            digest: (text) => digest.of(text),
          }};
        }})();"""
        session = frida.attach(process.pid)
        script = session.create_script(source)
        got: list[dict[str, Any]] = []
        script.on(
            "message",
            lambda message, data: (
                got.extend(message["payload"]["r"]) if message["type"] == "send" else got.append(message)
            ),
        )
        script.load()
        yield script.exports_sync, got
        session.detach()
    finally:
        process.kill()
        process.wait()


def flows(engine: Any, *writes: bytes, connection: str = "c") -> list[dict[str, Any]]:
    agent, got = engine
    got.clear()
    for write in writes:
        agent.written(connection, write.hex())
    agent.flush()
    agent.closed(connection)
    assert not [m for m in got if m.get("type") == "error"], got
    return [m for m in got if m.get("t") == "flow"]


HEAD = b"POST /a/b?c=1 HTTP/1.1\r\nHost: api.example:8443\r\nContent-Length: 24\r\n\r\n"


@pytest.mark.parametrize("cut", [1, 30, len(HEAD), len(HEAD) + 7])
def test_a_request_may_come_in_pieces(engine: Any, cut: int) -> None:
    whole = HEAD + BODY + b"GET /next HTTP/1.1\r\nhost: other.example\r\n\r\n"
    told = flows(engine, whole[:cut], whole[cut:]) if cut > 5 else flows(engine, whole)
    assert [(f["host"], f["method"], f["len"], f.get("hash")) for f in told] == [
        ("api.example", "POST", 24, hashlib.sha256(BODY).hexdigest()), ("other.example", "GET", 0, None),
    ]  # fmt: skip


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def test_bodies_of_http_2(engine: Any) -> None:
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    frames = (
        frame(4, 0, 0, b"\0" * 6)
        + frame(1, 4, 1, b"\x82\x86")
        + frame(0, 0, 1, BODY[:10])
        + frame(0, 9, 1, b"\x03" + BODY[10:] + b"\0\0\0")
    )
    told = flows(engine, preface, frames[:20], frames[20:])
    assert [(f["host"], f["len"], f["hash"]) for f in told] == [
        ("sni.example", len(BODY), hashlib.sha256(BODY).hexdigest())
    ]


def test_what_is_no_http_is_told_once(engine: Any) -> None:
    told = flows(engine, b"\x10\x01binary", b"\x10\x02more")
    assert [(f["host"], f["opaque"], f["scheme"]) for f in told] == [("sni.example", True, "tls")]


def test_digests_are_those_of_the_host(engine: Any) -> None:
    import hmac

    assert engine[0].digest("值") == hmac.new(b"salt", "值".encode(), hashlib.sha256).hexdigest()[:16]


@pytest.mark.parametrize(
    ("moments", "single", "bursts"),
    [
        ([float(i) for i in range(50)], 50, []),
        ([i / 10 for i in range(20)], 20, []),
        ([i / 100 for i in range(100)], 20, [80]),
        ([*(i / 100 for i in range(50)), *(100 + i / 100 for i in range(50))], 40, [30, 30]),
        ([i / 100 for i in range(3000)], None, [1000, 1000]),
    ],
    ids=["slow", "as many as are told", "a burst", "two bursts", "a long burst"],
)  # fmt: skip
def test_bursts(engine: Any, moments: list[float], single: int | None, bursts: list[int]) -> None:
    agent, got = engine
    got.clear()
    agent.told([1000 + m for m in moments])
    told = [m for m in got if m.get("t") == "burst"]
    singles = [m for m in got if m.get("t") == "call"]
    assert sum(b["cnt"] for b in told) + len(singles) == len(moments)
    if single is not None:
        assert (len(singles), [b["cnt"] for b in told]) == (single, bursts)
    else:
        assert len(told) >= len(bursts)
        assert all(b["last"] - b["first"] <= 10 for b in told)
    for burst in told:
        assert burst["gaps"] == pytest.approx([0.01] * 3, abs=1e-6)
