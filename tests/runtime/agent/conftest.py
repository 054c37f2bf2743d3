from pathlib import Path

import pytest

from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.traffic.canaries import Canary
from tests.runtime.agent import program

IMEI = Canary("planted-imei", "imei", "868939041234567")
PLACE = Canary("planted-place", "location-precise", "39.908712,116.397512")


@pytest.fixture(scope="session")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled program."""
    pytest.importorskip("frida")
    if missing := program.missing_tools():
        pytest.skip(f"without {', '.join(missing)}")
    return program.compiled(tmp_path_factory.mktemp("classes"))


@pytest.fixture(scope="session")
def watched(classes: Path, tmp_path_factory: pytest.TempPathFactory) -> program.Outcome:
    """One run of the program, which many tests look at."""
    settings = AgentSettings(program.PACKAGE, canaries=(IMEI, PLACE), salt=b"salt" * 8, loader=program.LOADER)
    return program.run(classes, tmp_path_factory.mktemp("run") / "trace.jsonl", settings, "100")
