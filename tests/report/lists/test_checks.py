import pytest

from tests.report.lists.sample import call, declared, document, flow, listed, lists, permission, screen, sdk

READ = call("imei")

CASES = {
    "denied": ("denied", "imei", [call("imei"), declared("imei", "not-collect")]),
    "denied-truly": (None, "", [declared("imei", "not-collect")]),
    "permission-unread": ("unread-permission", "android.permission.READ_CONTACTS", [permission("android.permission.READ_CONTACTS")]),
    "permission-read": (None, "", [permission("android.permission.READ_CONTACTS"), call("contacts")]),
    "permission-for-a-part": (None, "", [permission("android.permission.ACCESS_COARSE_LOCATION"), call("location-precise")]),
    "permission-for-more": (None, "", [permission("android.permission.ACCESS_BACKGROUND_LOCATION"), call("location-precise")]),
    "permission-without-items": (None, "", [permission("android.permission.VIBRATE")]),
    "log-in": ("login", "登录", [screen("登录", "login")]),
    "log-in-listed": (None, "", [screen("登录", "login"), call("phone-number")]),
    "sdk-without-path": ("sdk-absent-code", "prefix:", [sdk("bugly", level="present")]),
    "sdk-that-says-nothing": ("sdk-unknown", "prefix:", [sdk("jiguang-share")]),
    "library": (None, "", [sdk("okhttp")]),
    "sdk-only-in-a-list": ("sdk-not-found", "", [document("sdk-list"), listed("jpush")]),
    "given-to-other-apps": ("other-apps", "com.example.App.read", [READ, flow("imei", "ipc", READ)]),
    "declared-unseen": ("declared-unseen", "", [declared("real-name")]),
    "declared-and-seen": (None, "", [declared("imei"), call("imei")]),
    "shared-by-servers": ("partner", "我们收集real-name。", [declared("real-name", "share", recipient="快递公司")]),
    "idle-library-code": ("library", "com.example.Androidx.read", [call("location-precise", "androidx", phase=None)]),
    "code-without-path": ("weak", "com.example.App.read", [call("sms", level="present", phase="unreached")]),
    "weak-parameter-without-path": (None, "", [call("sim-operator", level="present", phase="unreached")]),
}  # fmt: skip


@pytest.mark.parametrize("name", list(CASES))
def test_each_check_has_its_reason(name: str) -> None:
    kind, where, rows = CASES[name]
    found = lists(*rows).checks
    assert [c.kind for c in found] == ([kind] if kind else [])
    for check in found:
        assert check.subject.zh
        assert check.why.zh != check.why.en
        assert where in check.where or kind == "denied"


def test_a_denied_item_shows_the_sentence() -> None:
    made = lists(call("imei"), declared("imei", "not-collect", sentence="我们不会收集您的IMEI。"))
    assert made.checks[0].where == "我们不会收集您的IMEI。"


def test_what_vendors_publish_is_told_beside_what_code_does_not_show() -> None:
    made = lists(sdk("jcore"), declared("oaid"))
    assert "SDK 厂商公示" in made.checks[0].why.zh


def test_one_check_an_item() -> None:
    made = lists(
        call("sms", level="present"), call("sms", "jcore", level="present"), call("sms", level="present", offset=7)
    )
    assert len(made.checks) == 1
    assert "本应用" in made.checks[0].subject.zh
    assert "JCore" in made.checks[0].subject.zh


def test_what_a_policy_names_and_code_does_not_show_is_one_check() -> None:
    made = lists(declared("real-name"), declared("email"), declared("overlay-window"))
    assert [c.subject.zh for c in made.checks] == ["姓名、电子邮箱"]
