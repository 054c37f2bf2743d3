"""The frida-server that the user brings: whether it fits the device and this machine's frida, and running it there.

No such program comes with this one.  It is put on the device under a name and a port of its own.
"""

from __future__ import annotations

import lzma
import re
import secrets
import struct
import time
from dataclasses import dataclass
from pathlib import Path

from kanhe.runtime.device.facts import Facts
from kanhe.runtime.device.installing import FOLDER
from kanhe.runtime.device.phone import Phone
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes

MAX_BYTES = 400 << 20
_MACHINES = {183: "arm64-v8a", 40: "armeabi-v7a", 62: "x86_64", 3: "x86"}
"""ELF's number of a machine → ABI."""
_NAMES = {"arm64-v8a": "arm64", "armeabi-v7a": "arm", "armeabi": "arm", "x86_64": "x86_64", "x86": "x86"}
_VERSION = re.compile(rb"^\s*(\d{1,3}(?:\.\d{1,4}){1,3})\s*$")


@dataclass(frozen=True, slots=True)
class Running:
    """A frida-server on the device."""

    port: int
    """On this machine's loopback."""
    file: str


def content(path: Path) -> bytes:
    """The program, unpacked if it is packed as published (``.xz``).  Raises :class:`DeviceError`."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        if data.startswith(b"\xfd7zXZ\0"):
            data = lzma.LZMADecompressor(memlimit=1 << 30).decompress(data, MAX_BYTES + 1)
    except OSError as error:
        raise DeviceError(f"无法读取 {path}", f"cannot read {path}") from error
    except lzma.LZMAError as error:
        raise DeviceError(f"{path.name} 已损坏：{error}", f"{path.name} is damaged: {error}") from error
    if machine(data) is None or len(data) > MAX_BYTES:
        raise DeviceError(
            f"{path.name} 不是安卓的 frida-server 程序", f"{path.name} is no frida-server program for Android"
        )
    return data


def machine(data: bytes) -> str | None:
    """The ABI that an ELF program is for."""
    if len(data) < 20 or data[:4] != b"\x7fELF":
        return None
    order = ">" if data[5] == 2 else "<"
    return _MACHINES.get(struct.unpack_from(f"{order}H", data, 18)[0])


def wanted(facts: Facts, version: str) -> str:
    """The name under which the fitting file is published."""
    return f"frida-server-{version}-android-{_NAMES.get(facts.abi, facts.abi)}.xz"


def start(phone: Phone, facts: Facts, path: Path, version: str, changes: Changes) -> Running:
    """Puts it on the device and runs it as root.  ``version``: of this machine's frida.  Raises :class:`DeviceError`."""
    data = content(path)
    abi = machine(data)
    if abi != facts.abi:  # one of another width runs, and reaches half of the processes
        raise DeviceError(
            f"{path.name} 适用于 {abi}，设备为 {facts.abi}：请下载 {wanted(facts, version)}",
            f"{path.name} is for {abi}, the device has {facts.abi}: get {wanted(facts, version)}",
        )
    mark = secrets.token_hex(4)
    file = f"{FOLDER}/kh-{mark}"
    changes.will_undo(f"adb shell rm {file}", lambda: phone.shell(f"rm -f {file}"))
    phone.push(data, file, 0o755)
    phone.shell(f"chmod 755 {file}")
    said = phone.shell(f"{file} --version", 30)
    found = _VERSION.match(said.out)
    if found is None:
        shown = " ".join(said.text.split())[:120]
        raise DeviceError(
            f"frida-server 无法在设备上运行：{shown}", f"frida-server does not run on the device: {shown}"
        )
    if found[1].decode() != version:
        raise DeviceError(
            f"frida-server 版本为 {found[1].decode()}，本机 frida 为 {version}，两者须一致：请下载 {wanted(facts, version)}",
            f"frida-server is {found[1].decode()}, frida here is {version}; they must be the same: get {wanted(facts, version)}",
        )
    there = 20000 + secrets.randbelow(20000)
    # The process id tells what to end; a name would end others' servers too.
    started = phone.root(f"nohup {file} -l 127.0.0.1:{there} >/dev/null 2>&1 & echo $!", 30).out.strip()
    if not started.isdigit():
        raise DeviceError("frida-server 未能启动", "frida-server did not start")
    pid = started.decode()
    changes.will_undo(f"adb shell kill {pid}", lambda: phone.root(f"kill {pid}"))
    here = phone.forward(there)
    changes.will_undo(f"adb forward --remove tcp:{here}", lambda: phone.unforward(here))
    for _ in range(3):
        time.sleep(0.25)
        # A process that ended and was not yet fetched is a Z.
        if not phone.root(f"grep -q '^State:.[^ZX]' /proc/{pid}/status", 30).ok:
            raise DeviceError(
                "frida-server 启动后退出（可能被系统或 SELinux 阻止）",
                "frida-server ended at once (the system or SELinux may have stopped it)",
            )
    return Running(here, file)
