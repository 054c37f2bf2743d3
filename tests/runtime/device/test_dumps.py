from kanhe.runtime.device.dumps import keep_dumps
from tests.runtime.device.recorded import PACKAGE
from tests.runtime.device.scripted.tools import state


def test_what_the_system_says_is_kept_as_said(phone, adb, tmp_path) -> None:
    state(adb.folder, ops={"CAMERA": 1.0})
    assert keep_dumps(phone, PACKAGE, tmp_path) == 3
    assert sorted(p.name for p in (tmp_path / "system").iterdir()) == ["appops.txt", "package.txt", "properties.txt"]
    assert "userId=10123" in (tmp_path / "system/package.txt").read_text()
    assert "CAMERA: allow" in (tmp_path / "system/appops.txt").read_text()


def test_a_device_that_is_gone_leaves_nothing(phone, adb, tmp_path) -> None:
    adb.lose()
    assert keep_dumps(phone, PACKAGE, tmp_path) == 0
    assert list(tmp_path.glob("system")) == []
