import time

import pytest

from kanhe.runtime.device import capturing
from kanhe.runtime.device.capturing import lead_here, start
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes
from tests.runtime.device.scripted.adb_server import AdbServer


def program(tmp_path, text: str):
    made = tmp_path / "mitmdump"
    made.write_text("#!/bin/sh\n" + text)
    made.chmod(0o755)
    return made


READY = """for a in "$@"; do case "$a" in kanhe_log=*) echo '{"event": "ready", "port": 4711}' > "${a#kanhe_log=}";; esac; done
exec sleep 30
"""


def test_it_is_ready_when_it_says_where_it_listens(tmp_path) -> None:
    capture = start(program(tmp_path, READY), tmp_path, certificates=tmp_path / "ca")
    assert (capture.port, capture.alive, capture.certificate) == (4711, True, tmp_path / "ca/mitmproxy-ca-cert.pem")
    capture.stop()
    assert not capture.alive
    assert not (tmp_path / "mitmdump.log").exists()
    capture.stop()


@pytest.mark.parametrize(
    ("text", "why"),
    [("echo address already in use >&2; exit 1", "address already in use"), ("exit 0", r"\?")],
    ids=["told", "silent"],
)
def test_one_that_does_not_come_up_is_a_sentence(tmp_path, text: str, why: str) -> None:
    with pytest.raises(DeviceError, match=f"did not start: {why}"):
        start(program(tmp_path, text), tmp_path, certificates=tmp_path / "ca")


def test_one_that_says_nothing_is_ended(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(capturing, "_READY", 0.3)
    begun = time.monotonic()
    with pytest.raises(DeviceError, match="did not start"):
        start(program(tmp_path, "exec sleep 30"), tmp_path, certificates=tmp_path / "ca")
    assert time.monotonic() - begun < 5


def test_one_that_is_waited_for_ends_with_the_waiting(tmp_path, monkeypatch) -> None:
    started = []

    def interrupted(process, log) -> None:
        started.append(process)
        raise KeyboardInterrupt

    monkeypatch.setattr(capturing, "_wait_ready", interrupted)
    with pytest.raises(KeyboardInterrupt):
        start(program(tmp_path, "exec sleep 30"), tmp_path, certificates=tmp_path / "ca")
    assert started[0].poll() is not None


def test_the_device_is_led_here_and_back(phone, adb) -> None:
    changes = Changes()
    there = lead_here(phone, 4711, changes)
    assert adb.reversed == {f"tcp:{there}": "tcp:4711"}
    assert (adb.folder / "setting.global.http_proxy").read_text() == f"127.0.0.1:{there}"
    changes.restore()
    assert adb.reversed == {}
    assert not (adb.folder / "setting.global.http_proxy").exists()


def test_a_device_that_lets_no_port_be_used_is_a_sentence(tmp_path, monkeypatch) -> None:
    from adbutils import AdbClient

    from kanhe.runtime.device.choosing import choose

    monkeypatch.setattr(capturing, "_PORTS", range(18080, 18083))
    with AdbServer(tmp_path, refused=("reverse:forward:",)) as server:
        phone = choose(AdbClient("127.0.0.1", server.port, 20.0), "any")
        with pytest.raises(DeviceError, match="cannot bind listener"):
            lead_here(phone, 1, Changes())
