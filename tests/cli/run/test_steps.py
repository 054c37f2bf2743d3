import re
from pathlib import Path

import pytest

from kanhe.cli.run.steps import WORDS, telling
from kanhe.runtime.driving.scenarios import name_of, scenarios


def test_every_step_has_words_in_both_languages() -> None:
    names = {name_of(step) for scenario in scenarios().values() for step in scenario.steps}
    assert names <= set(WORDS)
    assert all(re.search("[\u4e00-\u9fff]", zh) and en.isascii() for zh, en in WORDS.values())


def test_both_devices_tell_steps_that_have_words() -> None:
    named = set()
    for device in ("desk/run.py", "device/running.py"):
        source = (Path("src/kanhe/runtime") / device).read_text()
        named |= set(re.findall(r"\b(?:_told|tell)\(\"([a-z]+)\"\)", source))
    assert {"translate", "install"} <= named <= set(WORDS)


def test_they_stand_on_standard_error(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANHE_LANG", "en")
    telling(quiet=False)("wait")
    telling(quiet=False)("framework.jar (12 MiB)")
    telling(quiet=True)("wait")
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == ["… waiting, touching nothing", "… framework.jar (12 MiB)"]
