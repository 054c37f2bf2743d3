import threading

import pytest
from adbutils import AdbClient

from kanhe.runtime.device.choosing import choose
from kanhe.runtime.device.phone import Phone, quoted
from kanhe.runtime.device.problem import DeviceError, DeviceLost
from tests.runtime.device.scripted.adb_server import AdbServer
from tests.runtime.device.scripted.tools import state


def test_a_command_has_its_code_and_both_outputs(phone: Phone) -> None:
    said = phone.shell("echo out; echo err >&2; exit 7")
    assert (said.code, said.out, said.err, said.text) == (7, b"out\n", b"err\n", "out\nerr\n")
    assert not said.ok


def test_an_old_device_has_its_code_too(tmp_path) -> None:
    state(tmp_path)
    with AdbServer(tmp_path, features="cmd") as server:
        old = choose(AdbClient("127.0.0.1", server.port, 20.0), "PHONE1")
        assert (old.shell("echo x; (exit 5)").code, old.shell("echo x").out) == (5, b"x\n")


def test_bytes_come_as_they_are(phone: Phone) -> None:
    assert phone.read("printf '\\211PNG\\r\\n\\032\\n'") == b"\x89PNG\r\n\x1a\n"
    assert phone.read("exit 1") == b""


def test_files_go_both_ways(phone: Phone, tmp_path) -> None:
    content = bytes(range(256)) * 700
    phone.push(content, "/data/local/tmp/x", 0o755)
    assert phone.pull("/data/local/tmp/x", tmp_path / "back") == len(content)
    assert (tmp_path / "back").read_bytes() == content
    assert phone.shell("test -x /data/local/tmp/x").ok
    with pytest.raises(DeviceError, match="adb"):
        phone.pull("/data/local/tmp/none", tmp_path / "none")


@pytest.mark.parametrize(("root", "found"), [(True, True), (False, False)])
def test_root_is_looked_for(phone: Phone, adb: AdbServer, root: bool, found: bool) -> None:
    state(adb.folder, root=root)
    assert phone.find_root() is found
    if found:
        assert phone.root("echo 'it''s'; exit 3").code == 3
    else:
        with pytest.raises(DeviceError, match="no root"):
            phone.root("id")


def test_root_that_nobody_confirms_is_none(phone: Phone, monkeypatch) -> None:
    monkeypatch.setattr("kanhe.runtime.device.phone.ROOT_WAIT", 0.2)
    phone.push(b"#!/bin/sh\nsleep 9\n", "/data/local/tmp/../bin/su", 0o755)
    assert not phone.find_root()


def test_ports_lead_there_and_back(phone: Phone, adb: AdbServer) -> None:
    phone.reverse(18080, 4711)
    assert adb.reversed == {"tcp:18080": "tcp:4711"}
    phone.unreverse(18080)
    here = phone.forward(27042)
    assert adb.forwarded == {f"tcp:{here}": "tcp:27042"}
    phone.unforward(here)
    assert (adb.reversed, adb.forwarded) == ({}, {})


def test_a_refusal_is_a_sentence(tmp_path) -> None:
    with AdbServer(tmp_path, refused=("reverse:",)) as server:
        mine = choose(AdbClient("127.0.0.1", server.port, 20.0), "any")
        with pytest.raises(DeviceError, match="Operation not permitted"):
            mine.reverse(1, 2)


def test_lines_come_until_they_are_stopped(phone: Phone) -> None:
    stream = phone.lines("i=0; while true; do i=$((i+1)); echo line $i; sleep 0.01; done")
    got = []
    for line in stream:
        got.append(line)
        if len(got) == 2:
            threading.Thread(target=stream.stop).start()
    assert got[:2] == ["line 1", "line 2"]
    assert stream.stopped


def test_a_long_line_is_cut(phone: Phone) -> None:
    (line, last) = list(phone.lines("head -c 200000 /dev/zero | tr '\\0' x; echo; echo end"))
    assert len(line) <= 1 << 16
    assert last == "end"


def test_a_device_that_is_gone_is_lost(phone: Phone, adb: AdbServer) -> None:
    assert phone.present()
    adb.lose()
    assert not phone.present()
    with pytest.raises(DeviceLost) as lost:
        phone.shell("true")
    assert "PHONE1" in lost.value.en
    assert "中断" in lost.value.zh


def test_a_command_that_takes_too_long_is_told(phone: Phone) -> None:
    with pytest.raises(DeviceError, match="in time: sleep 9"):
        phone.shell("sleep 9", wait=0.2)


def test_quoting() -> None:
    assert quoted("a'b c") == "'a'\\''b c'"
