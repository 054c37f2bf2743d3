import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.joining.attribution import NOBODY, attribute, is_platform, split_frame, under

APP = "com.example.shop"
READ = "android.telephony.TelephonyManager.getDeviceId:1"
JPUSH = "cn.jpush.android.api.JPushInterface.init:9"


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        ("a.b.C.d:12", ("a.b.C", "d")),
        ("a.b.C$1.<init>:-1", ("a.b.C$1", "<init>")),
        ("a.b.C.d(C.java:12)", ("a.b.C", "d")),
        ("a.b.C.d", ("a.b.C", "d")),
        ("", ("", "")),
    ],
)
def test_frames(frame: str, wanted: tuple[str, str]) -> None:
    assert split_frame(frame) == wanted


def test_the_nearest_known_prefix_wins_and_the_chain_is_kept() -> None:
    found = attribute(
        [READ, "java.lang.reflect.Method.invoke:3", JPUSH, f"{APP}.App.onCreate:7", "android.app.Instrumentation.x:1"],
        APP,
    )
    assert (found.actor, found.basis, found.chain) == ("jpush", "sdk-prefix", ("app", "jpush"))
    assert found.caller == "Lcn/jpush/android/api/JPushInterface;->init"


def test_the_app_called_back_by_an_sdk_is_the_app() -> None:
    found = attribute([READ, f"{APP}.Listener.onDone:3", JPUSH, f"{APP}.App.onCreate:7"], APP)
    assert (found.actor, found.basis, found.chain) == ("app", "app-package", ("app", "jpush", "app"))


def test_obfuscated_frames_belong_to_who_called_them() -> None:
    assert attribute([READ, "a.b.c.a:1", JPUSH], APP).actor == "jpush"
    nobody = attribute([READ, "a.b.c.a:1", "q.w.e:2"], APP)
    assert (nobody.actor, nobody.basis, nobody.caller) == ("app", "unattributed", "La/b/c;->a")


def test_open_source_code_is_passed_over() -> None:
    assert attribute([READ, "okhttp3.RealCall.execute:1", JPUSH], APP).actor == "jpush"


def test_never_by_part_of_a_name() -> None:
    for frame in (
        "cn.jpush.androidx.X.y:1",
        "com.my.cn.jpush.android.api.JPushInterface.y:1",
        "cn.jpush.android.apix.Y.z:1",
    ):
        assert "jpush" not in attribute([READ, frame], APP).chain or frame.startswith("cn.jpush.android.")


def test_an_app_under_a_vendors_prefix_is_the_app() -> None:
    mine = "cn.jpush.android.api.demo"
    assert attribute([READ, f"{mine}.Main.x:1"], mine).actor == "app"
    assert attribute([READ, JPUSH], mine).actor == "jpush"


def test_no_stack() -> None:
    assert attribute([], APP) == NOBODY
    assert attribute([READ, "java.lang.Thread.run:1"], APP) == NOBODY


def test_prefixes_end_at_segments() -> None:
    assert under("com.a.B", "com.a")
    assert under("com.a.B$C", "com.a.B")
    assert not under("com.ab.C", "com.a")
    assert is_platform("android.app.Activity")
    assert is_platform("com.android.internal.X")
    assert is_platform("de.robv.android.xposed.XposedBridge")
    assert not is_platform("androidy.app.Activity")
    assert not is_platform("com.androidx.X")


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), max_size=12), st.text(max_size=20))
def test_any_frames_have_an_actor(frames: list[str], package: str) -> None:
    found = attribute(frames, package)
    assert found.actor
    assert all(a != b for a, b in zip(found.chain, found.chain[1:], strict=False))
