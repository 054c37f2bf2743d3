import pytest

from kanhe.declared.elements.permissions import permission_purposes
from kanhe.declared.elements.sentences import policy_of
from tests.builders.policies import document


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("申请相机权限用于扫码。", "camera"), ("# 权限说明\n- 麦克风：用于语音输入\n- 日历：用于提醒",(
            "calendar, microphone"
        )),
        ("|权限|目的|\n|android.permission.CAMERA|扫码|", "camera"), (
            "We use the microphone permission to record voice notes.",(
            "microphone"
        )),
        ("您可以关闭定位权限。", None), ("相机：用于扫码。", None), ("# 权限", None), (
            "我们会申请必要的权限用于提供服务。", None),
    ],
)  # fmt: skip
def test_a_permission_needs_its_purpose(source: str, kinds: str | None) -> None:
    place = permission_purposes(policy_of(document(source)))
    assert (place.detail if place else None) == kinds


def test_a_list_shows_them_better_than_a_sentence_in_passing() -> None:
    place = permission_purposes(policy_of(document("开启定位权限可以使用导航功能。\n# 权限列表\n- 相机权限：用于扫码")))
    assert place is not None
    assert (place.block, place.detail) == (2, "camera, location")
