import pytest

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.traffic.importing import format_of, read_traffic
from tests.runtime.traffic.netstrings import dump
from tests.runtime.traffic.test_har import archive, entry
from tests.runtime.traffic.test_mitm import http


def test_the_format_is_told_by_the_content(tmp_path) -> None:
    path = tmp_path / "x"
    for data, wanted in ((archive(entry()), "har"), (dump(http()), "mitmproxy")):
        path.write_bytes(data)
        assert format_of(path) == wanted
        assert [f.host for f in read_traffic(path, Problems())] == ["a.example"]


def test_neither(tmp_path) -> None:
    path = tmp_path / "x.pcap"
    path.write_bytes(b"\xd4\xc3\xb2\xa1")
    with pytest.raises(RunError, match="neither"):
        format_of(path)
