import lzma
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.facts import Facts
from kanhe.runtime.device.frida_server import content, machine, start, wanted
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes
from tests.runtime.device.scripted.tools import state

PHONE = Facts(sdk=33, abis=("arm64-v8a", "armeabi-v7a"))


def elf(number: int) -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HH", 3, number) + bytes(100)


@pytest.mark.parametrize(
    ("number", "abi"), [(183, "arm64-v8a"), (40, "armeabi-v7a"), (62, "x86_64"), (3, "x86"), (8, None)]
)
def test_the_machine_of_a_program(number: int, abi: str | None) -> None:
    assert machine(elf(number)) == abi


@given(st.binary(max_size=64))
def test_any_bytes(data: bytes) -> None:
    machine(data)


def test_it_may_be_packed_as_published(tmp_path) -> None:
    (tmp_path / "s.xz").write_bytes(lzma.compress(elf(183)))
    assert content(tmp_path / "s.xz") == elf(183)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "no frida-server"), (b"#!/bin/sh\n", "no frida-server"), (lzma.compress(elf(183))[:40], "frida-server|damaged"), (b"\xfd7zXZ\0" + b"x" * 40, "damaged")],
    ids=["empty", "script", "cut", "broken"],
)  # fmt: skip
def test_what_is_none(tmp_path, data: bytes, why: str) -> None:
    (tmp_path / "s").write_bytes(data)
    with pytest.raises(DeviceError, match=why):
        content(tmp_path / "s")
    with pytest.raises(DeviceError, match="cannot read"):
        content(tmp_path / "none")


def test_the_name_of_the_fitting_file() -> None:
    assert wanted(PHONE, "17.26.2") == "frida-server-17.26.2-android-arm64.xz"


@pytest.mark.parametrize(("number", "abi"), [(62, "x86_64"), (40, "armeabi-v7a")])
def test_another_abi_is_refused_with_the_file_to_get(phone, tmp_path, number: int, abi: str) -> None:
    (tmp_path / "s").write_bytes(elf(number))
    with pytest.raises(
        DeviceError, match=rf"is for {abi}, the device has arm64-v8a: get frida-server-17.26.2-android-arm64.xz"
    ):
        start(phone, PHONE, tmp_path / "s", "17.26.2", Changes())


SERVER = """#!/bin/sh
[ "$1" = --version ] && {{ echo {version}; exit; }}
[ "$1" = -l ] || exit 9
{then}
"""


def server(monkeypatch, version: str = "17.26.2", then: str = "sleep 30") -> None:
    """A script in place of the program: what it is was told by its bytes before."""
    script = SERVER.format(version=version, then=then).encode()
    monkeypatch.setattr("kanhe.runtime.device.frida_server.content", lambda path: script)
    monkeypatch.setattr("kanhe.runtime.device.frida_server.machine", lambda data: "arm64-v8a")


def test_it_runs_as_root_on_a_port_and_goes_again(phone, adb, tmp_path, monkeypatch) -> None:
    server(monkeypatch)
    assert phone.find_root()
    changes = Changes()
    running = start(phone, PHONE, tmp_path / "s", "17.26.2", changes)
    assert list(adb.forwarded) == [f"tcp:{running.port}"]
    left = phone.shell("ps ax | grep -c '[k]h-.* -l 127.0.0.1'").out.strip()
    assert left != b"0"
    assert changes.restore() == ()
    assert adb.forwarded == {}
    assert list((adb.folder / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("version", "then", "why"),
    [("16.7.19", "sleep 9", "frida-server is 16.7.19, frida here is 17.26.2"), ("'not a version'", "sleep 9", "does not run"),
     ("17.26.2", "exit 1", "ended at once")],
    ids=["version", "not-running", "ended"],
)  # fmt: skip
def test_what_can_be_wrong_with_it(phone, tmp_path, monkeypatch, version: str, then: str, why: str) -> None:
    server(monkeypatch, version, then)
    assert phone.find_root()
    changes = Changes()
    with pytest.raises(DeviceError, match=why):
        start(phone, PHONE, tmp_path / "s", "17.26.2", changes)
    changes.restore()


def test_without_root_it_does_not_start(phone, adb, tmp_path, monkeypatch) -> None:
    state(adb.folder, root=False)
    server(monkeypatch)
    with pytest.raises(DeviceError, match="no root"):
        start(phone, PHONE, tmp_path / "s", "17.26.2", Changes())
