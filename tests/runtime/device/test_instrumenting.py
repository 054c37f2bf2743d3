import pytest

from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.device import instrumenting
from kanhe.runtime.device.instrumenting import AgentInstruments
from kanhe.runtime.problem import RunError
from kanhe.runtime.trace.records import GapRecord
from tests.runtime.device.recorded import PACKAGE, closed, recorder


class Session:
    def __init__(self, name: str) -> None:
        self.name = name

    def on(self, signal, callback) -> None:
        assert signal == "detached"
        self.detached = callback


class Attached:
    made: list["Attached"]

    def __init__(self, session, process, taken, settings) -> None:
        self.session, self.process, self.errors, self.ended = session, process, ["x"], False
        Attached.made.append(self)

    def begin(self) -> None:
        if self.session.name == "bad":
            raise RunError("坏", "bad")

    def end(self) -> None:
        self.ended = True


def test_every_process_is_early_and_let_go_at_the_end(tmp_path, monkeypatch) -> None:
    Attached.made = []
    sessions = {name: Session(name) for name in ("one", "bad", "lost")}
    monkeypatch.setattr(instrumenting, "Attached", Attached)
    taken = recorder(tmp_path)
    instruments = AgentInstruments(taken, AgentSettings(PACKAGE), lambda: moments.pop(0))
    moments = [50.0, 90.0]
    instruments.load(sessions["one"], 7, PACKAGE)
    with pytest.raises(RunError):
        instruments.load(sessions["bad"], 8, f"{PACKAGE}:push")
    instruments.load(sessions["lost"], 9, f"{PACKAGE}:work")
    sessions["one"].detached("process-terminated", None)
    sessions["lost"].detached("connection-terminated", None)
    instruments.end()
    first, second, third = Attached.made
    assert (first.process.pid, first.process.early, first.ended) == (7, True, True)
    assert (second.ended, third.ended) == (False, True)
    assert instruments.errors == ("x", "x")
    assert closed(taken, tmp_path) == [
        GapRecord(50.0, 90.0, "agent-lost: com.example.app:work (9): connection-terminated")
    ]
