import socket
import sys
import types

import pytest

from kanhe.runtime.device.opening import device_at, errors, library
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.problem import RunError


def test_without_frida_it_is_a_sentence(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "frida", None)
    with pytest.raises(DeviceError, match=r"pip install 'kanhe\[device\]'"):
        library()


def test_without_its_bridge_it_is_a_sentence(monkeypatch) -> None:
    pytest.importorskip("frida")

    def none() -> str:
        raise RunError("没有", "frida-tools is not installed")

    monkeypatch.setattr("kanhe.runtime.device.opening.bridge", none)
    with pytest.raises(DeviceError, match="frida-tools is not installed"):
        library()


def test_what_frida_raises() -> None:
    frida = pytest.importorskip("frida")
    told = errors(frida)
    assert frida.ServerNotRunningError in told
    assert frida.ProcessNotFoundError in told
    assert errors(types.ModuleType("frida")) == (OSError, RuntimeError)


def test_where_no_server_listens_it_is_a_sentence() -> None:
    frida = pytest.importorskip("frida")
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(DeviceError, match="cannot be reached"):
        device_at(frida, port)
