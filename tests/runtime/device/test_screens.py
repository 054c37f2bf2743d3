import time

import pytest

from kanhe.runtime.device import screens as module
from kanhe.runtime.device.screens import Screens, controls, node_of
from kanhe.runtime.trace.records import Ui
from tests.runtime.device.recorded import PACKAGE, closed, recorder
from tests.runtime.device.scripted.tools import state


@pytest.fixture
def watched(phone, adb, tmp_path):
    (tmp_path / "screens").mkdir()
    taken = recorder(tmp_path)
    state(adb.folder, front="app", shown="asking")
    return Screens(phone, taken, tmp_path / "screens", PACKAGE, time.time), taken


def test_a_screen_that_asks_is_told_once_with_its_text(watched, tmp_path) -> None:
    screens, taken = watched
    look = screens.look()
    screens.look()
    assert look is not None
    assert look.consent is not None
    assert look.consent.accept is not None
    assert node_of(look.window, look.consent.accept).text == "同意并继续"
    (told,) = closed(taken, tmp_path)
    assert isinstance(told, Ui)
    assert (told.ev, told.role) == ("dialog", "consent")
    assert "《隐私政策》" in (told.text or "")
    assert "同意并继续" not in (told.text or "")


def test_a_picture_and_the_dump_for_each_change(watched, adb, tmp_path) -> None:
    screens, _ = watched
    for shown in ("asking", "asking", "main"):
        state(adb.folder, shown=shown)
        screens.look()
    assert sorted(p.name for p in (tmp_path / "screens").iterdir()) == ["0001.png", "0001.xml", "0002.png", "0002.xml"]
    assert (tmp_path / "screens/0001.png").read_bytes().startswith(b"\x89PNG")
    assert screens.pictures == 2


def test_texts_of_other_screens_stay_out_of_the_trace(watched, adb, tmp_path) -> None:
    screens, taken = watched
    state(adb.folder, shown="main")
    screens.look()
    (told,) = closed(taken, tmp_path)
    assert told == Ui(told.ts, "window", comp=PACKAGE)


def test_a_screen_that_never_rests_is_counted(watched, adb) -> None:
    screens, _ = watched
    state(adb.folder, restless=True)
    assert screens.look() is None
    assert screens.failed == 1


def test_a_dump_of_before_is_not_taken_for_now(watched, adb) -> None:
    screens, _ = watched
    assert screens.look() is not None
    state(adb.folder, restless=True)
    assert screens.look() is None


def test_touching_a_control_reaches_it(watched, adb) -> None:
    screens, _ = watched
    look = screens.look()
    before, after = screens.touch(node_of(look.window, look.consent.accept))
    assert before < after
    state(adb.folder)
    assert screens.look().consent is None


def test_pictures_have_a_bound(watched, adb, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_PICTURES", 1)
    screens, _ = watched
    screens.look()
    state(adb.folder, shown="main")
    screens.look()
    assert len(list((tmp_path / "screens").iterdir())) == 2


def test_only_the_apps_own_parts_are_controls(watched, adb) -> None:
    screens, _ = watched
    state(adb.folder, shown="permission")
    assert controls(screens.look().window, PACKAGE) == []
