"""What ends a run on a device before it has begun, or keeps a part of it from being seen: one sentence in either language."""

from __future__ import annotations


class DeviceError(Exception):
    """A device that cannot be used as it is; what to do about it stands in the sentence."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class DeviceLost(DeviceError):
    """The connection to the device broke off."""

    def __init__(self, serial: str) -> None:
        super().__init__(f"与设备 {serial} 的连接中断", f"the connection to the device {serial} broke off")
