import pytest

from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes, back
from tests.runtime.device.scripted.tools import state


def test_the_newest_change_is_undone_first() -> None:
    order = []
    changes = Changes()
    for name in ("a", "b", "c"):
        changes.will_undo(name, lambda name=name: order.append(name))
    assert changes.restore() == ()
    assert order == ["c", "b", "a"]
    assert changes.restore() == ()
    assert len(order) == 3


def test_one_that_fails_stops_no_other_and_is_told() -> None:
    order = []
    changes = Changes()
    changes.will_undo("first", lambda: order.append("first"))

    def fails() -> None:
        raise DeviceError("坏", "gone")

    changes.will_undo("adb reverse --remove tcp:1", fails)
    (left,) = changes.restore()
    assert (left.what, left.why, order) == ("adb reverse --remove tcp:1", "gone", ["first"])


@pytest.mark.parametrize("before", ["10.0.0.1:8080", None], ids=["set", "unset"])
def test_a_setting_comes_back(phone, adb, before: str | None) -> None:
    file = adb.folder / "setting.global.http_proxy"
    if before:
        file.write_text(before)
    changes = Changes()
    changes.setting(phone, "global", "http_proxy", "127.0.0.1:18080")
    assert file.read_text() == "127.0.0.1:18080"
    changes.restore()
    assert (file.read_text() if file.exists() else None) == before


def test_a_setting_that_is_not_taken_is_a_sentence(phone, adb) -> None:
    state(adb.folder, settings_locked=True)
    with pytest.raises(DeviceError, match=r"Security settings.*WRITE_SECURE_SETTINGS"):
        Changes().setting(phone, "global", "http_proxy", "x")


@pytest.mark.parametrize(
    ("key", "before", "command"),
    [
        ("http_proxy", "null", "settings put global http_proxy :0; settings delete global http_proxy"),
        ("http_proxy", ":0", "settings put global http_proxy :0; settings delete global http_proxy"),
        ("http_proxy", "a:1", "settings put global http_proxy 'a:1'"),
        ("stay_on_while_plugged_in", "", "settings delete global stay_on_while_plugged_in"),
        ("stay_on_while_plugged_in", "3", "settings put global stay_on_while_plugged_in '3'"),
    ],
    ids=["proxy-none", "proxy-empty", "proxy-set", "none", "set"],
)
def test_the_way_back(key: str, before: str, command: str) -> None:
    assert back("global", key, before) == command
