import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.traffic import har as module
from kanhe.runtime.traffic.har import looks_like_har, moment, read_har


def archive(*entries: object) -> bytes:
    return json.dumps({"log": {"version": "1.2", "creator": {}, "entries": list(entries)}}).encode()


def entry(**request) -> dict:
    return {
        "startedDateTime": "2026-01-01T00:00:01.500Z",
        "serverIPAddress": "203.0.113.9",
        "time": 1,
        "request": {
            "method": "post",
            "url": "https://a.example/x?y=1",
            "headers": [{"name": "Cookie", "value": "c=1"}],
            **request,
        },
        "response": {"status": 200},
    }


def read(data: bytes, tmp_path) -> tuple[list, Problems]:
    path = tmp_path / "f.har"
    path.write_bytes(data)
    problems = Problems()
    return list(read_har(path, problems)), problems


def test_a_request_with_its_body(tmp_path) -> None:
    (flow,), problems = read(
        b"\xef\xbb\xbf" + archive(entry(postData={"mimeType": "text/plain", "text": "hé"}, bodySize=3)), tmp_path
    )
    assert (flow.host, flow.scheme, flow.path, flow.method, flow.address, flow.at) == (
        "a.example",
        "https",
        "/x?y=1",
        "POST",
        "203.0.113.9",
        1767225601.5,
    )
    assert (flow.body, flow.size, flow.headers) == ("hé".encode(), 3, (("Cookie", "c=1"),))
    assert problems.count == 0


def test_bodies_in_other_shapes(tmp_path) -> None:
    flows, _ = read(
        archive(
            entry(postData={"text": "aGk=", "encoding": "base64"}),
            entry(postData={"params": [{"name": "a", "value": "1"}, {"name": "b", "value": "2"}]}),
            entry(postData={"text": "a\udcffb"}),
            entry(postData=None),
        ),
        tmp_path,
    )
    assert [f.body for f in flows] == [b"hi", b"a=1&b=2", b"a\xffb", b""]


def test_an_entry_that_is_none_is_told_and_the_others_are_read(tmp_path) -> None:
    flows, problems = read(
        archive({"request": {}}, entry(), 5, entry(url="data:text/plain,x"), entry(url="x")), tmp_path
    )
    assert [f.number for f in flows] == [2]
    assert [p.line for p in problems.kept] == [1, 3, 4, 5]


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"log": 5}', b'{"log": {"entries": [', b'{"log":{"entries":' + b"[" * 100_000, b"\xff" * 9]
)
def test_what_is_no_archive(data: bytes, tmp_path) -> None:
    with pytest.raises(RunError, match=r"f\.har"):
        read(data, tmp_path)


def test_too_large(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_FILE", 10)
    with pytest.raises(RunError, match="split"):
        read(archive(entry()), tmp_path)


def test_times() -> None:
    assert moment("2026-01-01T08:00:00+08:00") == moment("2026-01-01T00:00:00") == 1767225600
    assert moment("yesterday") == moment("") == moment("1900-01-01T00:00:00Z") == 0


def test_beginnings() -> None:
    assert looks_like_har(b' {"log": {')
    assert not looks_like_har(b'{"t":"run"}')


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_flows_or_one_sentence(tmp_path_factory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("har")
    with suppress(RunError):
        read(data, folder)
