import json
import subprocess
import sys
import threading
import time

import pytest

from kanhe.cli.run.on_device import ENDED_EARLY, DeviceRequest, run_on_phone
from kanhe.runtime.driving.scenarios import Answer, ColdStart, Scenario, Wait
from tests.cli.test_cli import kanhe
from tests.runtime.device.scripted.adb_server import AdbServer
from tests.runtime.device.scripted.package import write_package
from tests.runtime.device.scripted.tools import state

SHORT = Scenario("short", "简短", "short", (ColdStart(), Wait(0.3), Answer("accept"), Wait(0.2)))
LONG = Scenario("long", "很久", "long", (ColdStart(), Wait(60)))


@pytest.fixture
def server(tmp_path, monkeypatch):
    phone = tmp_path / "phone"
    phone.mkdir()
    state(phone, package="com.example.app", root=True)
    monkeypatch.setenv("KANHE_LANG", "en")
    with AdbServer(phone) as up:
        monkeypatch.setenv("ANDROID_ADB_SERVER_PORT", str(up.port))
        yield up


def request(tmp_path, scenario: Scenario) -> DeviceRequest:
    out = tmp_path / "out"
    out.mkdir()
    package = write_package(tmp_path / "a.apk")
    return DeviceRequest(package, "any", scenario, out, (), 1, False, None, False, None)


def test_a_run_is_told_and_its_trace_can_be_inspected(server, tmp_path, capsys) -> None:
    assert run_on_phone(request(tmp_path, SHORT)) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[:2] == [
        "com.example.app 1.7 · Example Scripted · Android 13 (API 33) · arm64-v8a", "short: consent screen shown, accepted",
    ]  # fmt: skip
    assert "× Clipboard" in said.out
    assert "! without root no hooks were put in" in said.out
    assert f"next: kanhe inspect {tmp_path / 'a.apk'} --trace {tmp_path / 'out/trace.jsonl'}" in said.out
    assert "… starting the app" in said.err
    assert kanhe("trace", str(tmp_path / "out/trace.jsonl")).returncode == 0
    told = json.loads((tmp_path / "out/manifest.json").read_text())
    assert told["scenario"] == "short"


def test_a_device_that_is_pulled_out_ends_the_run_and_leaves_what_there_is(server, tmp_path, capsys) -> None:
    def pull() -> None:
        while not (tmp_path / "out/screens/0001.xml").exists():
            time.sleep(0.05)
        server.lose()

    threading.Thread(target=pull, daemon=True).start()
    assert run_on_phone(request(tmp_path, LONG)) == ENDED_EARLY
    said = capsys.readouterr().out
    assert "! the run ended before its scenario did: the connection to the device PHONE1 broke off" in said
    assert "the device could not be put back; do: settings delete global stay_on_while_plugged_in" in said
    assert kanhe("trace", str(tmp_path / "out/trace.jsonl")).returncode == 0
    assert "broke off" in (tmp_path / "out/trace.jsonl").read_text()


def test_an_order_to_end_puts_the_device_back(server, tmp_path) -> None:
    write_package(tmp_path / "a.apk")
    process = subprocess.Popen(
        [sys.executable, "-m", "kanhe", "run", "a.apk", "--device", "PHONE1", "--no-root", "--no-traffic", "--out", "out"], cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    setting = server.folder / "setting.global.stay_on_while_plugged_in"
    until = time.monotonic() + 60
    while not (tmp_path / "out/screens/0001.xml").exists():
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.05)
    assert setting.exists()
    process.terminate()
    said, _ = process.communicate(timeout=60)
    assert process.returncode == ENDED_EARLY
    assert "! the user ended the run before its scenario did" in said
    assert not setting.exists()
    assert (tmp_path / "out/manifest.json").exists()


def test_an_app_that_the_device_refuses_is_a_sentence(server, tmp_path, capsys) -> None:
    state(server.folder, install_refused="INSTALL_FAILED_VERSION_DOWNGRADE")
    assert run_on_phone(request(tmp_path, SHORT)) == 4
    assert "a newer version is installed" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
