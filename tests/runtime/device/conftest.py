from collections.abc import Iterator
from pathlib import Path

import pytest
from adbutils import AdbClient

from kanhe.runtime.device.choosing import choose
from kanhe.runtime.device.phone import Phone
from tests.runtime.device.scripted.adb_server import AdbServer
from tests.runtime.device.scripted.tools import state


@pytest.fixture
def adb(tmp_path: Path) -> Iterator[AdbServer]:
    """A scripted phone that is connected."""
    folder = tmp_path / "phone"
    folder.mkdir()
    state(folder, package="com.example.app", installed=True, root=True)
    with AdbServer(folder) as server:
        yield server


@pytest.fixture
def phone(adb: AdbServer) -> Phone:
    return choose(AdbClient("127.0.0.1", adb.port, 20.0), "any")
