import threading
import time
from types import SimpleNamespace

import pytest

from kanhe.runtime.device.gating import Gate
from kanhe.runtime.device.own_processes import OwnProcesses
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.process_log import ProcessLog
from kanhe.runtime.problem import RunError
from kanhe.runtime.trace.records import GapRecord, Proc
from tests.runtime.device.recorded import PACKAGE, closed, recorder


class FridaFault(Exception):
    pass


class Device:
    """Frida's device: what was asked of it, in order, and faults where a test wants them."""

    def __init__(self, fails: tuple[str, ...] = ()) -> None:
        self.asked: list[tuple] = []
        self.fails = fails
        self.callback = None
        self.pending: list[SimpleNamespace] = []

    def _do(self, *what) -> None:
        self.asked.append(what)
        if what[0] in self.fails:
            raise FridaFault(f"{what[0]} failed")

    def on(self, signal, callback) -> None:
        self.callback = callback

    def off(self, signal, callback) -> None:
        self.callback = None

    def enable_spawn_gating(self) -> None:
        self._do("gate")

    def disable_spawn_gating(self) -> None:
        self._do("ungate")

    def enumerate_pending_spawn(self):
        return self.pending

    def spawn(self, program) -> int:
        self._do("spawn", *program)
        return 100

    def attach(self, target):
        self._do("attach", target)
        return f"session {target}"

    def resume(self, target) -> None:
        self._do("resume", target)

    def comes_up(self, pid: int, name: str) -> None:
        threading.Thread(target=self.callback, args=(SimpleNamespace(pid=pid, identifier=name),)).start()


class Instruments:
    def __init__(self, device: Device, fails: bool = False, slow: float = 0) -> None:
        self.device, self.fails, self.slow, self.ended = device, fails, slow, False

    def load(self, session, pid: int, process: str) -> None:
        time.sleep(self.slow)
        self.device.asked.append(("load", session, pid, process))
        if self.fails:
            raise RunError("坏", "no Java here")

    def end(self) -> None:
        self.ended = True


def gate(tmp_path, device: Device, instruments: Instruments):
    taken = recorder(tmp_path)
    made = Gate(
        device,
        instruments,
        OwnProcesses(PACKAGE, frozenset({"io.push"})),
        ProcessLog(OwnProcesses(PACKAGE)),
        taken,
        time.time,
        (FridaFault,),
    )
    return made, taken


def until(condition) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_the_agent_is_in_before_the_app_goes_on(tmp_path) -> None:
    device = Device()
    made, _ = gate(tmp_path, device, Instruments(device))
    made.open()
    made.launch()
    made.close()
    assert device.asked[:5] == [
        ("gate",), ("spawn", PACKAGE), ("attach", 100), ("load", "session 100", 100, PACKAGE), ("resume", 100),
    ]  # fmt: skip
    assert device.asked[5:] == [("ungate",)]


def test_each_of_its_processes_gets_it_and_others_go_on_at_once(tmp_path) -> None:
    device = Device()
    instruments = Instruments(device, slow=0.2)
    made, taken = gate(tmp_path, device, instruments)
    made.open()
    device.comes_up(7, f"{PACKAGE}:push")
    device.comes_up(8, "com.other")
    device.comes_up(9, f"{PACKAGE}x")
    until(lambda: len([a for a in device.asked if a[0] == "resume"]) == 3)
    device.comes_up(10, "io.push")
    until(lambda: len([a for a in device.asked if a[0] == "resume"]) == 4)
    made.close()
    resumed = [a[1] for a in device.asked if a[0] == "resume"]
    assert resumed[2:] == [7, 10]
    assert set(resumed[:2]) == {8, 9}
    assert [a for a in device.asked if a[0] == "load"] == [
        ("load", "session 7", 7, f"{PACKAGE}:push"), ("load", "session 10", 10, f"{PACKAGE}:io.push"),
    ]  # fmt: skip
    assert sorted(made.foreign) == ["com.example.appx", "com.other"]
    assert sorted(r.name for r in closed(taken, tmp_path) if isinstance(r, Proc)) == ["com.example.appx", "com.other"]
    assert instruments.ended


def test_a_process_that_is_told_of_twice_is_instrumented_once(tmp_path) -> None:
    device = Device()
    made, _ = gate(tmp_path, device, Instruments(device, slow=0.1))
    made.open()
    device.comes_up(100, PACKAGE)
    made.launch()
    until(lambda: ("resume", 100) in device.asked)
    made.close()
    assert len([a for a in device.asked if a[0] == "load"]) == 1
    assert len([a for a in device.asked if a == ("resume", 100)]) == 1


@pytest.mark.parametrize("how", ["attach", "load"])
def test_a_process_without_the_agent_goes_on_and_is_a_gap_to_the_end(tmp_path, how: str) -> None:
    device = Device((how,))
    made, taken = gate(tmp_path, device, Instruments(device, fails=how == "load"))
    made.open()
    made.launch()
    assert ("resume", 100) in device.asked
    time.sleep(0.1)
    made.close()
    (gap,) = closed(taken, tmp_path)
    assert isinstance(gap, GapRecord)
    assert gap.why.startswith("not-instrumented: ")
    assert gap.to - gap.fro >= 0.1


def test_an_app_that_does_not_start_is_a_sentence(tmp_path) -> None:
    device = Device(("spawn",))
    made, _ = gate(tmp_path, device, Instruments(device))
    made.open()
    with pytest.raises(DeviceError, match="could not start the app: spawn failed"):
        made.launch()
    made.close()


def test_a_device_that_holds_nothing_back_is_a_gap_and_the_launched_process_is_watched(tmp_path) -> None:
    device = Device(("gate",))
    made, taken = gate(tmp_path, device, Instruments(device))
    made.open()
    made.launch()
    made.close()
    assert ("load", "session 100", 100, PACKAGE) in device.asked
    (gap,) = closed(taken, tmp_path)
    assert isinstance(gap, GapRecord)
    assert gap.why == "not-held-back: gate failed"


def test_what_is_held_at_the_end_goes_on_whatever_fails(tmp_path) -> None:
    device = Device(("ungate", "resume"))
    device.pending = [SimpleNamespace(pid=41), SimpleNamespace(pid=42)]
    instruments = Instruments(device)
    made, _ = gate(tmp_path, device, instruments)
    made.open()
    made.close()
    made.close()
    assert [a for a in device.asked if a[0] == "resume"] == [("resume", 41), ("resume", 42)]
    assert device.callback is None
