"""Opening Frida: the library, the server on the device, and the version both must have."""

from __future__ import annotations

from typing import Any

from kanhe.runtime.agent.script import bridge
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.problem import RunError


def library() -> Any:
    """The module ``frida``, with the bridge that the agent stands on.  Raises :class:`DeviceError` where it is not installed."""
    try:
        import frida
    except ImportError as error:
        raise DeviceError(
            "未安装 frida：pip install 'kanhe[device]'，或用 --no-root",
            "frida is not installed: pip install 'kanhe[device]', or use --no-root",
        ) from error
    try:
        bridge()
    except RunError as error:
        raise DeviceError(error.zh, error.en) from error
    return frida


def errors(frida: Any) -> tuple[type[Exception], ...]:
    """What Frida raises."""
    base = getattr(frida, "Error", None)
    told = [base] if isinstance(base, type) else []
    told += [e for e in vars(frida).values() if isinstance(e, type) and issubclass(e, Exception) and e is not base]
    return (*dict.fromkeys(told), OSError, RuntimeError)


def device_at(frida: Any, port: int) -> Any:
    """The device behind a port of this machine's loopback.  Raises :class:`DeviceError`."""
    try:
        device = frida.get_device_manager().add_remote_device(f"127.0.0.1:{port}")
        device.query_system_parameters()
    except errors(frida) as error:
        raise DeviceError(
            f"无法连接设备上的 frida-server：{error}", f"the frida-server on the device cannot be reached: {error}"
        ) from error
    return device
