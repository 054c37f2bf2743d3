import os
import subprocess
import sys

import pytest

from tests.cli.test_cli import kanhe
from tests.runtime.device.scripted.adb_server import AdbServer
from tests.runtime.device.scripted.package import write_package
from tests.runtime.device.scripted.tools import state


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{apk}"], "give either --desk or --device SERIAL"), (["{apk}", "--device", "X", "--scenario", "dance"], "dance"),
        (["{apk}", "--device", "X", "--hours", "soon"], "soon is no duration (24h, 90m)"),
        (["{apk}", "--device", "X", "--hours", "900h"], "from 0 to 336"), (["none.apk", "--device", "X"], "none.apk"),
        (["{apk}", "--device", "X", "--out", "{full}"], "is not empty"), (["{apk}", "--device", "X", "--canaries", "{full}"], "canaries"),
        (["{apk}", "--device", "X", "--frida-server", "/none"], "frida-server"),
    ],
    ids=["where", "scenario", "duration", "too-long", "file", "folder", "canaries", "server"],
)  # fmt: skip
def test_what_is_wrong_is_a_sentence(tmp_path, arguments: list[str], said: str) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "x").touch()
    apk = write_package(tmp_path / "a.apk")
    done = kanhe("run", *(a.format(apk=apk, full=full) for a in arguments), "--lang", "en")
    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def run(folder, port: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ANDROID_ADB_SERVER_PORT": str(port), "KANHE_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-m", "kanhe", "run", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("states", "root", "said"),
    [
        ({}, True, "no device is connected"),
        ({"A": "unauthorized"}, True, "Allow USB debugging"),
        ({"A": "device"}, False, "--no-root"),
    ],
    ids=["none", "unauthorised", "no-root"],
)
def test_a_device_that_cannot_be_used_leaves_nothing(tmp_path, states, root: bool, said: str) -> None:
    phone = tmp_path / "phone"
    phone.mkdir()
    state(phone, root=root, package="com.example.app")
    write_package(tmp_path / "a.apk")
    with AdbServer(phone, states) as server:
        done = run(tmp_path, server.port, "a.apk", "--device", "--no-traffic")
    assert (done.returncode, done.stdout) == (4, "")
    assert said in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.apk", "phone"]


def test_what_is_no_app_is_told_as_elsewhere(tmp_path) -> None:
    (tmp_path / "a.apk").write_bytes(b"no zip")
    assert run(tmp_path, 1, "a.apk", "--device", "--no-traffic").returncode == 10
