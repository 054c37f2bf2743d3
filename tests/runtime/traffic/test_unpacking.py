import base64
import gzip
import json
import zlib
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.traffic import unpacking as module
from kanhe.runtime.traffic.flow import Flow
from kanhe.runtime.traffic.unpacking import MAX_LEAVES, unpack
from tests.runtime.traffic.test_protobuf import message

WORD = "868939041234567"


def leaves(body: bytes = b"", path: str = "/", headers: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    flow = Flow(1, 0, "a.example", path=path, headers=headers, body=body, size=len(body))
    return {leaf.where: leaf.text for leaf in unpack(flow).leaves}


JSON = json.dumps({"device": {"imei": WORD}}).encode()


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (JSON, "body.json.device.imei"),
        (gzip.compress(JSON, mtime=0), "body.gzip.json.device.imei"),
        (zlib.compress(JSON), "body.zlib.json.device.imei"),
        (
            b"data=" + quote(base64.b64encode(gzip.compress(JSON, mtime=0))).encode(),
            "body.form.data.base64.gzip.json.device.imei",
        ),
        (base64.urlsafe_b64encode(JSON), "body.base64.json.device.imei"),
        (JSON.hex().encode(), "body.hex.json.device.imei"),
        (message(b"x", WORD.encode()), "body.pb.2"),
        (message(message(7, WORD.encode())), "body.pb.1.pb.2"),
        (message(gzip.compress(JSON, mtime=0)), "body.pb.1.gzip.json.device.imei"),
        (json.dumps({"a": json.dumps({"b": WORD + "x"})}).encode(), "body.json.a.json.b"),
        (b"a=1&imei=" + WORD.encode(), "body.form.imei"),
        (JSON + b"\n" + JSON, "body.json.device.imei"),
        (json.dumps({"n": int(WORD)}).encode(), "body.json.n"),
    ],
)
def test_whatever_the_packing(body: bytes, where: str) -> None:
    assert leaves(body)[where].removesuffix("x") == WORD


def test_url_headers_cookies_and_parts() -> None:
    found = leaves(
        path=f"/track/{WORD}?i={WORD}&d={base64.b64encode(JSON).decode()}",
        headers=(("X-Id", WORD), ("Cookie", f"a=1; uid={WORD}"), ("Host", "x")),
    )
    assert found["path"] == found["query.i"] == found["query.d.base64.json.device.imei"] == WORD
    assert found["header.X-Id"] == found["cookie.uid"] == WORD
    assert "header.Host" not in found
    body = b'--q\r\nContent-Disposition: form-data; name="imei"\r\n\r\n' + WORD.encode() + b"\r\n--q--\r\n"
    assert leaves(body, headers=(("Content-Type", 'multipart/form-data; boundary="q"'),))["body.multipart.imei"] == WORD


def test_fixed_numbers_are_coordinates() -> None:
    assert leaves(message(39.908712, 116.397512))["body.pb.1"] == "39.908712"


def test_eight_deep_and_no_deeper() -> None:
    def packed(times: int) -> bytes:
        data = JSON
        for _ in range(times):
            data = gzip.compress(data)
        return data

    assert any(leaf.text == WORD for leaf in unpack(Flow(1, 0, "a", body=packed(7))).leaves)
    deep = unpack(Flow(1, 0, "a", body=packed(30)))
    assert deep.partial
    assert not deep.leaves


def test_bombs_cost_no_more_than_a_large_request(monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1 << 16)
    bomb = gzip.compress(b"\0" * (64 << 20))
    assert unpack(Flow(1, 0, "a", body=bomb, size=len(bomb))).partial
    many = unpack(Flow(1, 0, "a", body=json.dumps(list(range(MAX_LEAVES + 10))).encode()))
    assert many.partial
    assert len(many.leaves) == MAX_LEAVES
    assert unpack(Flow(1, 0, "a", body=b"[" * 500 + b"]" * 500)).partial
    assert unpack(Flow(1, 0, "a", body=b"a=1&" * 5000)).partial


def test_a_body_that_was_cut_is_told() -> None:
    assert unpack(Flow(1, 0, "a", body=b"abc", size=9)).partial


def test_bytes_that_are_nothing_known() -> None:
    dark = bytes((k * 197 + 31) % 256 for k in range(256))
    assert unpack(Flow(1, 0, "a", body=dark, size=256)).dark == [dark]
    assert unpack(Flow(1, 0, "a", body=base64.b64encode(dark))).dark == [dark]


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_request_is_taken_apart(body: bytes, path: str) -> None:
    unpack(
        Flow(1, 0, "a", path=path, body=body, size=len(body), headers=(("Content-Type", "multipart/x; boundary=a"),))
    )
    unpack(Flow(1, 0, "a", path=path, body=body, size=len(body)))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                gzip.compress,
                zlib.compress,
                base64.b64encode,
                lambda d: d.hex().encode(),
                lambda d: message(d),
                lambda d: (
                    json.dumps({"k": d.decode("latin-1")}).encode() if d.isascii() and d.decode().isprintable() else d
                ),
            ]
        ),
        max_size=4,
    )
)
def test_packings_in_any_order(packings: list) -> None:
    body = JSON
    for packing in packings:
        body = packing(body)
    assert WORD in [leaf.text for leaf in unpack(Flow(1, 0, "a", body=body, size=len(body))).leaves]
