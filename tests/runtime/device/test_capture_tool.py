import re
import subprocess
from pathlib import Path

import pytest

from kanhe.runtime.device import capture_tool
from kanhe.runtime.device.capture_tool import LOCK, environment, mitmdump
from kanhe.runtime.device.problem import DeviceError
from tests.runtime.device.fetched import fetched_mitmdump


def test_every_version_is_pinned_with_digests() -> None:
    text = LOCK.read_text()
    packages = re.findall(r"(?m)^([\w.-]+)==([\w.+!]+) \\$", text)
    assert ("mitmproxy", "11.0.2") in packages
    assert len(packages) > 30
    for entry in re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry)
    assert re.findall(r"(?m)^(?![\w.-]+==|    --hash=|#|$).*", text) == []


def test_it_is_made_once_and_runs() -> None:
    """Downloads from the package index the first time on a machine."""
    program = fetched_mitmdump()
    assert program == environment() / "bin/mitmdump"
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=True).stdout
    assert "Mitmproxy: 11.0.2" in said
    assert list(environment().parent.glob("new-*")) == []
    before = program.stat().st_mtime_ns
    assert mitmdump().stat().st_mtime_ns == before


def test_a_program_of_the_users(tmp_path) -> None:
    mine = tmp_path / "mitmdump"
    mine.write_text("#!/bin/sh\n")
    with pytest.raises(DeviceError, match="no mitmdump that can be run"):
        mitmdump(mine)
    mine.chmod(0o755)
    assert mitmdump(mine) == mine


def test_what_keeps_it_from_being_made_is_a_sentence(tmp_path, monkeypatch) -> None:
    lock = tmp_path / "lock"
    lock.write_text("mitmproxy==11.0.2 --hash=sha256:" + "0" * 64 + "\n")
    monkeypatch.setattr(capture_tool, "LOCK", lock)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(DeviceError, match="--no-traffic") as error:
        mitmdump()
    assert "--mitmdump" in error.value.zh
    assert not (environment() / "bin/mitmdump").exists()
    assert list(Path(tmp_path, "kanhe/mitmproxy").iterdir()) == []
