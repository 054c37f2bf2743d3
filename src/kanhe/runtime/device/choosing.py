"""Which of the connected devices is meant, and a sentence for each reason why it cannot be used."""

from __future__ import annotations

import subprocess

from adbutils import AdbClient, AdbDevice, AdbError

from kanhe.runtime.device.phone import Phone
from kanhe.runtime.device.problem import DeviceError

ANY = "any"
"""Given instead of a serial: the only device there is."""

_STATES = {
    "unauthorized": (
        "设备 {} 未授权：请在手机上确认“允许 USB 调试”",
        "the device {} has not authorised this computer: confirm “Allow USB debugging” on its screen",
    ),
    "offline": (
        "设备 {} 处于离线状态：请重新插拔数据线",
        "the device {} is offline: unplug it and plug it in again",
    ),
    "no": (  # the first word of "no permissions"
        "没有访问设备 {} 的权限：请检查 udev 规则",
        "this user may not open the device {}: check the udev rules",
    ),
    "recovery": ("设备 {} 处于恢复模式", "the device {} is in recovery"),
    "sideload": ("设备 {} 处于 sideload 模式", "the device {} is in sideload mode"),
    "bootloader": ("设备 {} 处于引导程序", "the device {} is in its boot loader"),
}  # fmt: skip


def choose(adb: AdbClient, serial: str) -> Phone:
    """The device of a serial, or the only one for :data:`ANY`.  Raises :class:`DeviceError`."""
    states = connected(adb)
    if serial == ANY:
        if not states:
            raise DeviceError("没有连接设备（adb devices 为空）", "no device is connected (adb devices is empty)")
        if len(states) > 1:
            names = "、".join(states), ", ".join(states)
            raise DeviceError(
                f"连接了 {len(states)} 台设备，请用 --device 指明：{names[0]}",
                f"{len(states)} devices are connected; name one with --device: {names[1]}",
            )
        serial = next(iter(states))
    state = states.get(serial)
    if state is None:
        known = f"：{'、'.join(states)}" if states else "", f": {', '.join(states)}" if states else ""
        raise DeviceError(
            f"没有连接设备 {serial}，已连接 {len(states)} 台{known[0]}",
            f"the device {serial} is not connected; {len(states)} are{known[1]}",
        )
    if state != "device":
        zh, en = _STATES.get(state, ("设备 {} 的状态为 " + state, "the device {} is in the state " + state))
        raise DeviceError(zh.format(serial), en.format(serial))
    return Phone(AdbDevice(adb, serial=serial))


def connected(adb: AdbClient) -> dict[str, str]:
    """Serial → state of every connected device.  Raises :class:`DeviceError` where adb does not run."""
    try:
        return {entry.serial: entry.state for entry in adb.list()}
    except (AdbError, OSError, EOFError, subprocess.SubprocessError) as error:
        raise DeviceError(
            "无法启动或连接 adb，请安装 adb（platform-tools）",
            "adb cannot be started or reached: install adb (platform-tools)",
        ) from error
