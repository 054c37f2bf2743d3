import pytest

from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.device import instrumenting
from kanhe.runtime.device.instrumenting import AgentInstruments
from kanhe.runtime.problem import RunError
from tests.runtime.device.recorded import PACKAGE, recorder


class Attached:
    made: list["Attached"]

    def __init__(self, session, process, taken, settings) -> None:
        self.session, self.process, self.errors, self.ended = session, process, ["x"], False
        Attached.made.append(self)

    def begin(self) -> None:
        if self.session == "bad":
            raise RunError("坏", "bad")

    def end(self) -> None:
        self.ended = True


def test_every_process_is_early_and_let_go_at_the_end(tmp_path, monkeypatch) -> None:
    Attached.made = []
    monkeypatch.setattr(instrumenting, "Attached", Attached)
    instruments = AgentInstruments(recorder(tmp_path), AgentSettings(PACKAGE))
    instruments.load("one", 7, PACKAGE)
    with pytest.raises(RunError):
        instruments.load("bad", 8, f"{PACKAGE}:push")
    instruments.end()
    first, second = Attached.made
    assert (first.process.pid, first.process.early, first.ended) == (7, True, True)
    assert not second.ended
    assert instruments.errors == ("x",)
