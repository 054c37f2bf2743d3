from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.installed import Installed, installed, read_installed
from tests.runtime.device.recorded import PACKAGE
from tests.runtime.device.scripted.tools import state

TOLD = """Activity Resolver Table:
  Non-Data Actions:
      android.intent.action.MAIN:
        4bc1d com.b/.Main filter 7a1
Packages:
  Package [com.b.other] (1111111):
    userId=10001
  Package [com.b] (2e1f3a4):
    userId=10234
    pkg=Package{6b1 com.b}
    versionCode=302 minSdk=21 targetSdk=33
    requested permissions:
      android.permission.CAMERA
    install permissions:
      android.permission.INTERNET: granted=true
    User 0: ceDataInode=1 installed=true hidden=false
      gids=[3003]
      runtime permissions:
        android.permission.CAMERA: granted=true, flags=[ USER_SET|USER_SENSITIVE_WHEN_GRANTED ]
        android.permission.READ_CONTACTS: granted=false, flags=[ USER_SET|USER_FIXED]
        android.permission.READ_SMS: granted=false
      enabledComponents:
        android.permission.FAKE: granted=true
"""


def test_what_a_device_says() -> None:
    assert read_installed(TOLD, "com.b") == Installed(
        10234, 302, frozenset({"android.permission.CAMERA"}),
        frozenset({"android.permission.CAMERA", "android.permission.READ_CONTACTS"}),
    )  # fmt: skip


def test_newer_systems_call_it_app_id() -> None:
    assert read_installed("  Package [com.b] (1):\n    appId=10055\n", "com.b") == Installed(10055)


def test_another_package_is_not_this_one() -> None:
    assert read_installed(TOLD, "com.absent") == Installed()


@given(st.text(max_size=300), st.booleans())
def test_any_text(text: str, framed: bool) -> None:
    told = read_installed(f"Package [a]\n runtime permissions:\n{text}" if framed else text, "a")
    assert told.uid is None or 0 <= told.uid < 10_000_000


@given(
    st.lists(
        st.tuples(st.from_regex(r"[a-z]{1,8}\.[A-Z]{1,8}", fullmatch=True), st.booleans(), st.booleans()),
        max_size=6,
        unique_by=lambda r: r[0],
    )
)
def test_permissions_come_back(rows: list[tuple[str, bool, bool]]) -> None:
    lines = "".join(
        f"        {name}: granted={str(granted).lower()}{', flags=[ USER_SET]' if asked else ''}\n"
        for name, granted, asked in rows
    )
    told = read_installed(f"  Package [a] (1):\n      runtime permissions:\n{lines}", "a")
    assert told.granted == {name for name, granted, _ in rows if granted}
    assert told.answered == {name for name, _, asked in rows if asked}


def test_of_a_phone(phone, adb) -> None:
    assert installed(phone, PACKAGE).uid == 10123
    state(adb.folder, refused=True)
    assert installed(phone, PACKAGE).answered == {"android.permission.ACCESS_FINE_LOCATION"}
