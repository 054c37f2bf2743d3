"""Hostile traces and captures: whatever the bytes, the readers give records, a sentence, or told problems, and never take long.

Files are damaged as bytes, and as what they say: values of JSON and of netstrings become others, deep, long and odd ones.
A failure names its number; ``attempt(make(NUMBER))`` is that very case.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.trace.checking import check_trace
from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.traffic.finder import Finder
from kanhe.runtime.traffic.importing import read_traffic
from tests.fuzz.mutator import Chance, damage
from tests.runtime.traffic.netstrings import dump

SHORT = 1500
LONG = int(os.environ.get("KANHE_FUZZ_CASES", "100000"))
SECONDS = 3.0
"""Processor time of a case: a sample takes some milliseconds."""
FINDER = Finder([Canary("imei", "imei", "868939041234567")], b"salt")

TRACE: list[dict[str, Any]] = [
    {"t": "run", "v": 1, "id": "r", "src": "device", "app": {"pkg": "a.b", "ver": "1", "sha256": "ab" * 32}, "dev": {"sdk": 33},
     "clock": {"epoch_ms": 1700000000000, "virtual": False}, "canaries": [{"id": "c", "kind": "imei"}],
     "hooks": {"ok": 3, "missing": ["a.B.c"]}, "early": True},
    {"t": "stack", "id": 0, "frames": ["a.b.Main.onCreate:5", "android.app.Activity.performCreate:7"]},
    {"t": "call", "n": 1, "ts": 1700000001.5, "api": "android.telephony.TelephonyManager.getDeviceId", "sig": "()Ljava/lang/String;",
     "kind": "imei", "args": {"shown": ["x"], "d": "ff"}, "ret": {"len": 15, "d": "ee", "canary": "c"}, "stk": 0, "depth": 0},
    {"t": "burst", "n": 2, "api": "a.B.c", "cnt": 40, "first": 1700000002.0, "last": 1700000003.0, "gaps": {"p50": 0.1}, "stk": 0},
    {"t": "state", "ts": 1700000001.0, "ev": "resumed", "proc": "a.b", "comp": "a.b.Main"},
    {"t": "ui", "ts": 1700000002.0, "ev": "dialog", "text": "请阅读隐私政策", "role": "consent"},
    {"t": "proc", "ts": 1700000000.5, "ev": "start", "name": "a.b", "pid": 5, "host": "activity"},
    {"t": "flow", "ts": 1700000004.0, "host": "example.com", "pi": [{"kind": "imei", "how": "canary/md5", "at": "query.i"}]},
    {"t": "gap", "from": 1700000005.0, "to": 1700000006.0, "why": "lost"},
]  # fmt: skip
BODY = json.dumps({"imei": "868939041234567", "z": base64.b64encode(gzip.compress(b'{"a":1}', mtime=0)).decode()})
HAR: dict[str, Any] = {"log": {"version": "1.2", "entries": [
    {"startedDateTime": "2024-01-01T00:00:00Z", "serverIPAddress": "1.2.3.4", "request": {
        "method": "POST", "url": f"https://example.com/a?b={k}", "headers": [{"name": "content-type", "value": "application/json"}],
        "postData": {"mimeType": "application/json", "text": BODY}, "bodySize": len(BODY)}} for k in range(3)
]}}  # fmt: skip
FLOW: dict[str, Any] = {
    "type": "http", "version": 21, "client_conn": {"timestamp_start": 1700000000.5, "sni": "example.com", "tls_version": "TLSv1.3"},
    "server_conn": {"peername": ["1.2.3.4", 443], "address": ["example.com", 443]}, "error": None,
    "request": {"host": "example.com", "port": 443, "scheme": b"https", "method": b"POST", "path": b"/a?b=1",
                "headers": [[b"content-type", b"application/json"]], "content": BODY.encode(), "timestamp_start": 1700000001.0},
}  # fmt: skip
TCP: dict[str, Any] = {**FLOW, "type": "tcp", "messages": [[True, b"\x10hello", 1700000001.0], [False, b"back", 1.0]]}

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**64, -(2**70), 1e308, -0.0, "", "a", "\ud800", "\0", "x" * 70_000, [], {}, [[]],
    "a.b", "://", "https://[::1", "https://x:99999/", "2024-13-01", "run", "call", ["a"] * 300, {"t": "run"}, "1" * 5000,
)  # fmt: skip
Case = tuple[str, str, bytes]
"""(reader, what was done, file)."""


def nested(chance: Chance) -> Any:
    value: Any = "deep"
    for _ in range(chance.choice((5, 200, 900))):
        value = [value] if chance.random() < 0.5 else {"a": value}
    return value


def twisted(chance: Chance, value: Any, rate: float) -> Any:
    """The same with some of its values, names and lists become others."""
    if chance.random() < rate:
        return nested(chance) if chance.random() < 0.03 else chance.choice(ODD)
    if isinstance(value, dict):
        pairs = [
            (k if chance.random() > rate / 2 else chance.choice(("t", "id", "x" * 500, "")), twisted(chance, v, rate))
            for k, v in value.items()
        ]
        return dict(pairs[: chance.randrange(len(pairs) + 1)] if chance.random() < rate / 2 else pairs)
    if isinstance(value, list):
        items = [twisted(chance, v, rate) for v in value]
        return items * chance.choice((0, 2, 40)) if chance.random() < rate / 3 else items
    return value


def lines(records: list[Any]) -> bytes:
    return b"".join(json.dumps(r).encode("utf-8", "surrogatepass") + b"\n" for r in records)


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")


def as_netstrings(value: Any) -> bytes:
    try:
        return dump(value)
    except (UnicodeEncodeError, AttributeError, RecursionError):  # what no netstring can say
        return dump({"type": "http"})


SAMPLES: dict[str, tuple[Any, Callable[[Any], bytes]]] = {
    "trace": (TRACE, lines), "har": (HAR, as_json), "http": (FLOW, as_netstrings), "tcp": (TCP, as_netstrings),
}  # fmt: skip


def make(number: int) -> Case:
    """The case of a number, the same each time."""
    chance = random.Random(number)
    name = chance.choice(sorted(SAMPLES))
    sample, written = SAMPLES[name]
    reader = "trace" if name == "trace" else "traffic"
    match chance.randrange(3):
        case 0:
            return reader, f"{name} bytes", damage(chance, written(sample))
        case 1:
            rate = chance.choice((0.01, 0.05, 0.3))
            if name == "trace":  # a trace without its run is refused at once: keep it more often
                told = [
                    sample[0] if chance.random() < 0.9 else twisted(chance, sample[0], rate),
                    *(twisted(chance, r, rate) for r in sample[1:] * 3),
                ]
                return reader, f"{name} values", lines(told)
            return reader, f"{name} values", written(twisted(chance, sample, rate))
        case _:
            told = damage(chance, written(sample))
            parts = [written(sample), told, damage(chance, told)]
            chance.shuffle(parts)
            return reader, f"{name} pieces", b"".join(parts[: chance.choice((2, 3))])


def attempt(case: Case, folder: Path) -> str:
    """What became of a case."""
    reader, _, data = case
    path = folder / "case"
    path.write_bytes(data)
    problems = Problems()
    try:
        if reader == "trace":
            check_trace(path)
        else:
            for flow in read_traffic(path, problems):
                FINDER.find(flow)
    except RunError as error:
        return "refused" if error.zh and error.en else "an error without its sentences"
    return "read with problems" if problems.count else "read"


def campaign(first: int, count: int, folder: Path) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    for number in range(first, first + count):
        case = make(number)
        begin = time.process_time()
        try:
            outcomes[attempt(case, folder)] += 1
        except Exception as error:
            raise AssertionError(f"case {number} ({case[1]}): {type(error).__name__}: {error}") from error
        took = time.process_time() - begin
        assert took < SECONDS, f"case {number} ({case[1]}) took {took:.1f} s"
    assert set(outcomes) <= {"refused", "read", "read with problems"}
    return outcomes


def test_hostile_run_files(tmp_path: Path) -> None:
    outcomes = campaign(0, SHORT, tmp_path)
    # Cases that nearly all are refused, or nearly all pass, would test little.
    assert SHORT * 0.2 < outcomes["refused"] + outcomes["read with problems"] < SHORT * 0.9, outcomes


@pytest.mark.fuzz
@pytest.mark.timeout(6 * 3600)
def test_many_hostile_run_files(tmp_path: Path) -> None:
    campaign(1_000_000, LONG, tmp_path)


def test_a_number_gives_the_same_run_file_each_time() -> None:
    assert make(42) == make(42)
    assert len({make(number)[1] for number in range(200)}) == 12
