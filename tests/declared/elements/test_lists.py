import pytest

from kanhe.declared.elements.lists import collected_list, sdk_list, third_party_list
from kanhe.declared.elements.sentences import policy_of
from tests.builders.policies import document

TABLE = "|SDK名称|使用目的|收集信息|\n|甲推送|推送|设备信息|\n|乙地图|定位|位置|\n|丙支付|支付|订单|"
ENTRIES = "SDK名称：甲\n使用目的：推送\nSDK名称：乙\n使用目的：统计"


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        (TABLE, "table of 3"), (ENTRIES, "2 entries"), ("见[《SDK目录》](/sdk)。", "link /sdk"), (
            "请查看《第三方SDK列表》",(
            "named, without a link"
        )),
        ("我们接入了甲SDK，用于推送，会收集设备信息。\n我们接入了乙SDK，用于统计，会收集位置信息。", "2 entries"),
        ("SDK名称：甲", None), ("我们没有SDK清单", None), ("[一、SDK目录](#sdk)", None), (
            "|相机|用于扫码|\n|位置|用于导航|", None),
    ],
)  # fmt: skip
def test_shapes_of_sdk_lists(source: str, detail: str | None) -> None:
    place = sdk_list(policy_of(document(source)))
    assert (place.detail if place else None) == detail


def test_a_list_here_comes_before_a_link() -> None:
    place = third_party_list(policy_of(document(f"见[合作方清单](/a)。\n{TABLE}")))
    assert place is not None
    assert place.detail == "table of 3"


def test_a_list_of_partners_is_none_of_sdks() -> None:
    policy = policy_of(document("见[合作伙伴名单](https://a.example.cn/p)。"))
    assert third_party_list(policy) is not None
    assert sdk_list(policy) is None


def test_collected_information_as_a_table() -> None:
    policy = policy_of(document("|个人信息|目的|场景|\n|手机号|登录|注册时|\n|位置|推荐|首页|"))
    place = collected_list(policy)
    assert place is not None
    assert place.detail == "table of 2"
