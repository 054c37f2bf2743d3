import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.facts import clock_offset, facts, read_clock, read_properties
from tests.runtime.device.scripted.tools import state

TOLD = """[ro.build.version.sdk]: [33]
[ro.build.version.release]: [13]
[ro.product.cpu.abilist]: [arm64-v8a,armeabi-v7a,armeabi]
[ro.product.manufacturer]: [Xiaomi]
[ro.product.model]: [红米 K40]
[ro.build.fingerprint]: [a/b/c:13/X/1:user/release-keys]
[persist.sys.timezone]: [Asia/Shanghai]
"""


def test_properties() -> None:
    told = read_properties(TOLD, 1.5)
    assert (told.model, told.sdk, told.release, told.abi, told.offset, told.emulator) == (
        "Xiaomi 红米 K40", 33, "13", "arm64-v8a", 1.5, False,
    )  # fmt: skip
    assert told.abis == ("arm64-v8a", "armeabi-v7a", "armeabi")
    record = told.record()
    assert (record.model, record.sdk, record.abi) == ("Xiaomi 红米 K40", 33, "arm64-v8a")


def test_windows_line_ends_and_an_old_device() -> None:
    told = read_properties("[ro.product.cpu.abi]: [x86]\r\n[ro.kernel.qemu]: [1]\r\n")
    assert (told.abis, told.emulator, told.model, told.sdk, told.record().sdk) == (("x86",), True, "?", 0, None)


@given(st.text(max_size=500))
def test_any_text_gives_facts(text: str) -> None:
    told = read_properties(text)
    assert 0 <= told.sdk < 1000
    assert len(told.abis) <= 8


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        (b"1764115200.250000000\n", 1764115200.25), (b"1764115200.N\n", 1764115200.5), (b"1764115200.%N\n", 1764115200.5),
        (b"1764115200\r\n", 1764115200.5), (b"date: bad format", None), (b"", None), (b"17.5", None),
    ],
    ids=["toybox", "no-fraction", "untouched", "seconds", "error", "nothing", "too-small"],
)  # fmt: skip
def test_clock(said: bytes, moment: float | None) -> None:
    assert read_clock(said) == moment


@given(st.binary(max_size=60))
def test_any_bytes_are_a_moment_or_none(said: bytes) -> None:
    moment = read_clock(said)
    assert moment is None or 1e8 <= moment < 1e11


def test_of_a_phone(phone, adb) -> None:
    state(adb.folder, properties={"ro.build.version.sdk": "29"})
    told = facts(phone)
    assert (told.model, told.sdk, told.abi) == ("Example Scripted", 29, "arm64-v8a")
    assert abs(told.offset) < 2


def test_the_quickest_asking_counts(phone, monkeypatch) -> None:
    ahead = iter([(0.0, 50.0), (0.4, 70.0), (0.0, 50.0)])

    def shell(command, wait):
        delay, offset = next(ahead)
        time.sleep(delay)
        return type("Said", (), {"out": f"{time.time() + offset:.6f}".encode()})

    monkeypatch.setattr(type(phone), "shell", lambda self, command, wait=0: shell(command, wait))
    assert clock_offset(phone) == pytest.approx(50.0, abs=0.1)
