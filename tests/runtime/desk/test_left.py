"""What left the app: planted values are found, content is forgotten, bad lines are passed over."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.desk.left import left
from kanhe.runtime.desk.planted import planted
from kanhe.runtime.traffic.finder import Finder

FINDER = Finder(planted(), b"salt")
IMEI = next(c.value for c in planted() if c.item == "imei")


def line(**more: Any) -> str:
    told = {
        "number": 1, "at": 5.0, "host": "Collect.Example.com", "ip": "100.64.0.1", "port": 443, "scheme": "https",
        "method": "POST", "path": "/x", "headers": ["Content-Type: application/json"], "size": 0, **more,
    }  # fmt: skip
    return json.dumps(told)


def body(data: bytes) -> dict[str, Any]:
    return {"body": base64.b64encode(data).decode(), "size": len(data)}


def test_a_planted_value_is_found_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "flows"
    path.write_text(line(**body(json.dumps({"id": IMEI}).encode()), tls="TLSv1.3", stk=3) + "\n")
    (flow,) = left(path, FINDER)
    assert [(f.kind, f.how) for f in flow.pi] == [("imei", "canary/plain")]
    assert flow.host == "collect.example.com"
    assert flow.stk == 3
    assert IMEI not in repr(flow)


def test_a_refused_certificate_is_pinned_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "flows"
    path.write_text(line(pinned=True, scheme="tls", method=None) + "\n")
    (flow,) = left(path, FINDER)
    assert flow.pinned
    assert flow.pi == []


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "flows"
    path.write_text(line() + "\n" + line()[:40])
    assert len(list(left(path, FINDER))) == 1


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(tmp_path_factory: Any, data: bytes) -> None:
    path = tmp_path_factory.mktemp("left") / "flows"
    path.write_bytes(data)
    assert list(left(path, FINDER)) == []
