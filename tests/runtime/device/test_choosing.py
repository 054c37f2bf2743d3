import pytest
from adbutils import AdbClient

from kanhe.runtime.device.choosing import choose, connected
from kanhe.runtime.device.problem import DeviceError
from tests.runtime.device.scripted.adb_server import AdbServer

DEVICE = {"A": "device"}


@pytest.mark.parametrize(
    ("states", "asked", "en", "zh"),
    [
        ({}, "any", "no device is connected", "没有连接设备"),
        ({"A": "device", "B": "device"}, "any", "2 devices are connected; name one with --device: A, B", "A、B"),
        (DEVICE, "B", "the device B is not connected; 1 are: A", "没有连接设备 B"),
        ({"A": "unauthorized"}, "any", "Allow USB debugging", "允许 USB 调试"),
        ({"A": "offline"}, "A", "is offline", "离线"),
        ({"A": "no permissions (user in plugdev group); see [http://developer.android.com]"}, "A", "udev", "udev"),
        ({"A": "recovery"}, "A", "recovery", "恢复"),
        ({"A": "host"}, "A", "in the state host", "状态为 host"),
    ],
    ids=["none", "two", "another", "unauthorised", "offline", "no-permissions", "recovery", "strange"],
)
def test_each_reason_has_its_sentence(tmp_path, states, asked: str, en: str, zh: str) -> None:
    with AdbServer(tmp_path, states) as server, pytest.raises(DeviceError) as error:
        choose(AdbClient("127.0.0.1", server.port, 20.0), asked)
    assert en in error.value.en
    assert zh in error.value.zh


@pytest.mark.parametrize("asked", ["any", "A"])
def test_the_one_device_is_taken(tmp_path, asked: str) -> None:
    with AdbServer(tmp_path, DEVICE) as server:
        assert choose(AdbClient("127.0.0.1", server.port, 20.0), asked).serial == "A"


def test_of_several_the_named_one(tmp_path) -> None:
    with AdbServer(tmp_path, {"A": "unauthorized", "B": "device"}) as server:
        assert choose(AdbClient("127.0.0.1", server.port, 20.0), "B").serial == "B"


def test_no_adb_is_a_sentence(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ADBUTILS_ADB_PATH", "/nowhere/adb")
    with pytest.raises(DeviceError, match="install adb"):
        connected(AdbClient("127.0.0.1", 1, 1.0))
