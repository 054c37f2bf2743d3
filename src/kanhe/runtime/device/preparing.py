"""Everything that must be right before the app may start: device, root, Frida, the app itself, a screen that is on.

Whatever is not right is one sentence; nothing is recorded yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kanhe.package.package import Package
from kanhe.runtime.device import frida_server, opening
from kanhe.runtime.device.choosing import choose
from kanhe.runtime.device.facts import Facts, facts
from kanhe.runtime.device.installing import clear, install
from kanhe.runtime.device.options import DeviceOptions
from kanhe.runtime.device.phone import Phone, client
from kanhe.runtime.device.problem import DeviceError, DeviceLost
from kanhe.runtime.device.restoring import Changes
from kanhe.runtime.device.watching import FridaDevice

FRIDA_PORT = 27042
"""Where a frida-server listens that the user has started."""
EASE = {
    "stay_on_while_plugged_in": "7", "window_animation_scale": "0", "transition_animation_scale": "0",
    "animator_duration_scale": "0",
}  # fmt: skip
"""Settings that make screens readable: on while the device is fed in any way, and at rest, as one in motion cannot be read."""


@dataclass(frozen=True, slots=True)
class Hooking:
    """Frida on the device, and what it raises."""

    device: FridaDevice
    errors: tuple[type[Exception], ...]


def connect(options: DeviceOptions) -> tuple[Phone, Facts]:
    """The device, with root if hooks are wanted.  Raises :class:`DeviceError`."""
    phone = choose(client(), options.serial)
    told = facts(phone)
    if options.root and not phone.find_root():
        raise DeviceError(
            f"设备 {phone.serial} 没有 root 权限，无法装入探针；--no-root 只记录系统自身保留的信息",
            f"the device {phone.serial} gives no root, so no hooks can be put in; --no-root records what the system itself keeps",
        )
    return phone, told


def open_frida(phone: Phone, told: Facts, options: DeviceOptions, changes: Changes) -> Hooking:
    """The server brought along, or the one that runs already.  Raises :class:`DeviceError`."""
    frida: Any = opening.library()
    if options.frida_server is not None:
        port = frida_server.start(phone, told, options.frida_server, str(frida.__version__), changes).port
    else:
        port = phone.forward(FRIDA_PORT)
        changes.will_undo(f"adb forward --remove tcp:{port}", lambda: phone.unforward(port))
    try:
        device = opening.device_at(frida, port)
    except DeviceError as error:
        if options.frida_server is not None:
            raise
        name = frida_server.wanted(told, str(frida.__version__))
        raise DeviceError(
            f"设备上没有运行 frida-server：请下载 {name} 并用 --frida-server 给出",
            f"no frida-server runs on the device: get {name} and give it with --frida-server",
        ) from error
    return Hooking(device, opening.errors(frida))


def put_on(phone: Phone, told: Facts, package: Package, changes: Changes) -> None:
    """The app, as if just installed, and a screen that stays on and comes to rest.  Raises :class:`DeviceError`."""
    install(phone, [bytes(member.archive.data) for member in package.members], told.sdk)
    clear(phone, package.manifest.package_id)
    for key, value in EASE.items():
        try:
            changes.setting(phone, "global", key, value)
        except DeviceLost:
            raise
        except DeviceError:
            break  # a phone that keeps its settings to itself is run as it is
