from pathlib import Path

import pytest
from adbutils import AdbClient

from kanhe.package import open_package
from kanhe.runtime.device import preparing
from kanhe.runtime.device.facts import Facts, facts
from kanhe.runtime.device.options import DeviceOptions
from kanhe.runtime.device.preparing import connect, open_frida, put_on
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes
from kanhe.runtime.driving.scenarios import scenarios
from tests.runtime.device.scripted.package import write_package
from tests.runtime.device.scripted.tools import state, told


def options(root: bool = True) -> DeviceOptions:
    return DeviceOptions(Path(), scenarios()["accept"], root=root)


@pytest.fixture(autouse=True)
def here(adb, monkeypatch) -> None:
    monkeypatch.setattr(preparing, "client", lambda: AdbClient("127.0.0.1", adb.port, 20.0))


def test_a_device_with_root(adb) -> None:
    phone, what = connect(options())
    assert (phone.serial, what.model) == ("PHONE1", "Example Scripted")


def test_hooks_need_root_and_the_sentence_says_what_goes_without(adb) -> None:
    state(adb.folder, root=False)
    with pytest.raises(DeviceError, match="--no-root"):
        connect(options())
    assert connect(options(root=False))[0].serial == "PHONE1"


def test_the_app_is_fresh_and_the_screen_stays_on(phone, adb, tmp_path) -> None:
    (adb.folder / "setting.global.stay_on_while_plugged_in").write_text("3")
    changes = Changes()
    with open_package(write_package(tmp_path / "a.apk")) as package:
        put_on(phone, facts(phone), package, changes)
    assert told(adb.folder)["installed"]
    assert any(c.startswith("pm clear") for c in adb.commands)
    assert (adb.folder / "setting.global.stay_on_while_plugged_in").read_text() == "7"
    assert (adb.folder / "setting.global.animator_duration_scale").read_text() == "0"
    changes.restore()
    assert (adb.folder / "setting.global.stay_on_while_plugged_in").read_text() == "3"
    assert not (adb.folder / "setting.global.animator_duration_scale").exists()


def test_a_phone_that_keeps_its_settings_is_run_as_it_is(phone, adb, tmp_path) -> None:
    state(adb.folder, settings_locked=True)
    changes = Changes()
    with open_package(write_package(tmp_path / "a.apk")) as package:
        put_on(phone, facts(phone), package, changes)
    assert told(adb.folder)["installed"]
    assert changes.restore() == ()


def test_where_no_server_runs_the_file_to_get_is_named(phone, adb) -> None:
    frida = pytest.importorskip("frida")
    changes = Changes()
    with pytest.raises(DeviceError, match=rf"get frida-server-{frida.__version__}-android-arm64.xz and give it with"):
        open_frida(phone, Facts(abis=("arm64-v8a",)), options(), changes)
    changes.restore()
    assert adb.forwarded == {}
