"""What a device says of itself: model, API level, ABIs, and how far its clock is from this machine's."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from kanhe.runtime.device.phone import Phone
from kanhe.runtime.trace.records import Device

_PROPERTY = re.compile(r"^\[([^\]\n]{1,200})\]: \[([^\n]*)\]\r?$", re.MULTILINE)
_CLOCK = re.compile(rb"^(\d{9,11})(?:\.(\d{1,9}))?\s*$")


@dataclass(frozen=True, slots=True)
class Facts:
    """A device and its system."""

    model: str = "?"
    sdk: int = 0
    """0 where it does not say."""
    release: str = ""
    abis: tuple[str, ...] = ()
    """Best first."""
    fingerprint: str = ""
    emulator: bool = False
    offset: float = 0.0
    """Seconds by which its clock is ahead of this machine's."""

    @property
    def abi(self) -> str:
        return self.abis[0] if self.abis else "?"

    def record(self) -> Device:
        """As the trace holds it."""
        return Device(model=self.model, sdk=self.sdk or None, abi=self.abi)


def facts(phone: Phone) -> Facts:
    """Raises :class:`~kanhe.runtime.device.problem.DeviceError`."""
    return read_properties(phone.shell("getprop").out.decode("utf-8", "replace"), clock_offset(phone))


def read_properties(text: str, offset: float = 0.0) -> Facts:
    """What ``getprop`` prints."""
    told = dict(_PROPERTY.findall(text))
    sdk = told.get("ro.build.version.sdk", "")
    abis = told.get("ro.product.cpu.abilist") or told.get("ro.product.cpu.abi") or ""
    name = f"{told.get('ro.product.manufacturer', '')} {told.get('ro.product.model', '')}".strip()
    return Facts(
        model=name[:200] or "?",
        sdk=int(sdk) if sdk.isascii() and sdk.isdigit() and len(sdk) < 4 else 0,
        release=told.get("ro.build.version.release", "")[:40],
        abis=tuple(a.strip()[:40] for a in abis.split(",") if a.strip())[:8],
        fingerprint=told.get("ro.build.fingerprint", "")[:300],
        emulator=told.get("ro.kernel.qemu") == "1" or told.get("ro.boot.qemu") == "1",
        offset=offset,
    )


def clock_offset(phone: Phone) -> float:
    """Of three askings the one that took least; 0 where the device does not tell."""
    best, offset = float("inf"), 0.0
    for _ in range(3):
        before = time.time()
        said = phone.shell("date +%s.%N", 10)
        after = time.time()
        moment = read_clock(said.out)
        if moment is not None and after - before < best:
            best, offset = after - before, moment - (before + after) / 2
    return offset


def read_clock(said: bytes) -> float | None:
    """Seconds since 1970 as ``date +%s.%N`` prints them; old tools leave the fraction out."""
    found = _CLOCK.match(said.strip().removesuffix(b".N").removesuffix(b"%N").removesuffix(b"."))
    if found is None:
        return None
    fraction = found[2] or b""
    # Without a fraction the middle of the second is meant.
    return int(found[1]) + (int(fraction) / 10 ** len(fraction) if fraction else 0.5)
