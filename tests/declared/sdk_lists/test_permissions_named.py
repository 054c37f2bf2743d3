from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.permissions_named import permissions_named

P = "android.permission."


def test_by_name() -> None:
    assert permissions_named("android.permission.READ_PHONE_STATE, CAMERA、READ_SMS，com.a.permission.C2D_MESSAGE") == (
        P + "READ_PHONE_STATE", "com.a.permission.C2D_MESSAGE", P + "CAMERA", P + "READ_SMS",
    )  # fmt: skip
    assert permissions_named("SOME_OTHER_THING") == ()


def test_in_words() -> None:
    assert permissions_named("需要获取您的麦克风、通讯录权限，用于通话") == (P + "RECORD_AUDIO", P + "READ_CONTACTS")
    assert permissions_named("收集相机型号，申请读取手机状态权限") == (P + "READ_PHONE_STATE",)
    assert permissions_named("拍摄照片，存储在本地") == ()


def test_a_column_of_permissions_needs_no_more_words() -> None:
    assert permissions_named("相机、存储", of_permissions=True) == (
        P + "CAMERA", P + "READ_EXTERNAL_STORAGE", P + "WRITE_EXTERNAL_STORAGE",
    )  # fmt: skip


def test_information_is_no_permission() -> None:
    assert permissions_named("收集位置信息、查看网络状态权限") == (P + "ACCESS_NETWORK_STATE",)
    assert permissions_named("访问您的设备信息权限") == (P + "READ_PHONE_STATE",)


def test_the_longest_word_counts() -> None:
    assert permissions_named("查看网络状态权限") == (P + "ACCESS_NETWORK_STATE",)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert len(permissions_named(text, True)) >= len(permissions_named(text))
