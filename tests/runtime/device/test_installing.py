import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.installing import clear, install, refusal
from kanhe.runtime.device.problem import DeviceError
from tests.runtime.device.recorded import PACKAGE
from tests.runtime.device.scripted.tools import state, told


@pytest.mark.parametrize(("sdk", "flags"), [(33, ["-r", "-t"]), (34, ["-r", "-t", "--bypass-low-target-sdk-block"])])
def test_one_file_nothing_granted_and_nothing_left(phone, adb, sdk: int, flags: list[str]) -> None:
    state(adb.folder, installed=False)
    install(phone, [b"PK apk"], sdk)
    assert told(adb.folder)["installed"]
    assert told(adb.folder)["flags"] == flags
    assert list((adb.folder / "tmp").iterdir()) == []


def test_splits_go_as_one(phone, adb) -> None:
    install(phone, [b"base", b"config.zh!"], 30)
    assert told(adb.folder)["written"] == [4, 10]
    assert list((adb.folder / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("told_by_device", "en", "zh"),
    [
        ("INSTALL_FAILED_VERSION_DOWNGRADE: Downgrade detected: Update version code 1 is older than current 2", "newer version", "更新的版本"),
        ("INSTALL_FAILED_OLDER_SDK: Requires newer sdk version #34 (current version is #29)", "newer system", "更高的系统"),
        ("INSTALL_FAILED_UPDATE_INCOMPATIBLE", "another signature", "签名不同"),
        ("INSTALL_FAILED_USER_RESTRICTED: Install canceled by user", "Install via USB", "USB 安装"),
        ("INSTALL_FAILED_NO_MATCHING_ABIS", "ABI", "ABI"), ("INSTALL_FAILED_MOON", "INSTALL_FAILED_MOON", "INSTALL_FAILED_MOON"),
    ],
    ids=["downgrade", "sdk", "signature", "restricted", "abi", "strange"],
)  # fmt: skip
def test_a_refusal_has_its_sentence(phone, adb, told_by_device: str, en: str, zh: str) -> None:
    state(adb.folder, install_refused=told_by_device)
    for files in ([b"PK"], [b"a", b"b"]):
        with pytest.raises(DeviceError) as error:
            install(phone, files, 30)
        assert en in error.value.en
        assert zh in error.value.zh
    assert list((adb.folder / "tmp").iterdir()) == []


@given(st.text(max_size=200))
def test_any_answer_is_one_sentence(said: str) -> None:
    error = refusal(said)
    assert error.en.startswith("it could not be installed: ")
    assert "\n" not in error.en
    assert len(error.en) < 500


def test_clearing(phone, adb) -> None:
    state(adb.folder, consent="main")
    clear(phone, PACKAGE)
    assert told(adb.folder)["consent"] is None
    state(adb.folder, installed=False)
    with pytest.raises(DeviceError, match="could not be cleared: Failed"):
        clear(phone, PACKAGE)
