import re
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import pytest

from kanhe.runtime.agent import script as module
from kanhe.runtime.agent.script import PARTS, bridge, script
from kanhe.runtime.problem import RunError

FOLDER = resources.files("kanhe.runtime.agent") / "js"


def test_every_part_is_read() -> None:
    assert sorted(f"{part}.js" for part in PARTS) == sorted(entry.name for entry in FOLDER.iterdir())


def test_the_bridge_comes_first() -> None:
    pytest.importorskip("frida_tools")
    whole = script()
    assert whole.index(bridge()[:100]) < whole.index("globalThis, 'Java'") < whole.index("const settings = ")


def test_without_frida_tools_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RunError, match=re.escape("kanhe[device]")):
        bridge()


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_javascript(part: str, tmp_path: Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("without node")
    file = tmp_path / f"{part}.js"
    file.write_text(f"(function () {{\n{(FOLDER / f'{part}.js').read_text('utf-8')}\n}})", encoding="utf-8")
    subprocess.run(["node", "--check", str(file)], check=True, timeout=60, capture_output=True)


@pytest.mark.parametrize("part", PARTS)
def test_what_kills_a_machine_is_not_used(part: str) -> None:
    text = (FOLDER / f"{part}.js").read_text("utf-8")
    for word in ("registerClass", "androidVersion", "Java.backtrace", "getExportByName("):
        assert word not in text
