import inspect

import pytest

from kanhe.runtime.device.instrumenting import AgentInstruments
from kanhe.runtime.device.watching import FridaDevice, Instruments


def methods(protocol: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(protocol, inspect.isfunction) if not name.startswith("_")}


def test_fridas_own_device_is_what_a_run_uses() -> None:
    frida = pytest.importorskip("frida")
    assert methods(FridaDevice) <= set(dir(frida.core.Device))


def test_the_agent_is_what_a_run_uses() -> None:
    assert methods(Instruments) <= set(dir(AgentInstruments))
