"""Lists in lines: labelled values, titles with what follows, one line an SDK."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.paragraphs import paragraph_entries
from tests.declared.sdk_lists.making import document


def read(*lines: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (entry.text("name") or entry.text("party"), {f: entry.text(f) for f in entry.has - {"name", "party"}})
        for entry in paragraph_entries(document(*lines))
    ]


def test_a_label_a_line() -> None:
    assert read(
        "# 接入第三方SDK目录", "SDK名称：个推SDK", "信息类型：设备信息", "所属公司：甲公司", "使用目的：推送",
        "SDK名称：百度地图SDK", "信息类型：位置信息", "所属公司：乙公司", "使用目的：地图",
    ) == [
        ("个推SDK", {"items": "设备信息", "vendor": "甲公司", "purpose": "推送"}),
        ("百度地图SDK", {"items": "位置信息", "vendor": "乙公司", "purpose": "地图"}),
    ]  # fmt: skip


def test_several_labels_in_a_line() -> None:
    assert read(
        "第三方SDK名称：甲推送SDK 用途：推送 收集的个人信息类型：IMEI", "SDK隐私政策链接：https://a.example"
    ) == [("甲推送SDK", {"purpose": "推送", "items": "IMEI", "link": "https://a.example"})]


def test_a_title_then_labels() -> None:
    assert read(
        "# 附件：第三方SDK收集用户信息情况", "1.人脸识别SDK", "SDK类型：工具", "用途描述：活体识别", "采集用户信息字段：人脸图片",
        "即时通讯（某云IM）", "第三方名称：某云计算有限公司", "使用目的：聊天", "收集个人信息类型：网络类型",
    ) == [
        ("人脸识别SDK", {"kind": "工具", "purpose": "活体识别", "items": "人脸图片"}),
        ("即时通讯（某云IM）", {"purpose": "聊天", "items": "网络类型"}),
    ]  # fmt: skip


def test_a_label_whose_value_is_the_next_line() -> None:
    (found,) = read(
        "SDK名称：极光推送SDK", "收集个人信息的类型：IMEI", "官网链接：", "https://www.jiguang.cn/license/privacy"
    )
    assert found[1]["link"] == "https://www.jiguang.cn/license/privacy"


def test_a_title_then_a_paragraph() -> None:
    assert read(
        "# 集成SDK服务及权限使用说明", "（1）友盟+SDK", "我们的产品需要收集您的MAC地址以提供统计分析服务。", "（2）Glide SDK",
        "我们的产品需要访问您的网络状态，以提供加载图片内容的服务。", "# 我们如何使用信息", "我们使用信息改进服务。",
    ) == [
        ("友盟+SDK", {"items": "收集您的MAC地址", "purpose": "统计分析服务"}),
        ("Glide SDK", {"items": "访问您的网络状态，", "purpose": "加载图片内容的服务"}),
    ]  # fmt: skip


def test_one_line_an_sdk() -> None:
    assert read(
        "# 第三方服务", "这些SDK包括：", "（1）科大讯飞SDK：为了便于您使用语音搜索，需要访问您的麦克风权限。",
        "2）小米推送SDK。为了向您推送通知，该SDK需要获取您的IMEI，用于推送。", "您使用期间我们会持续使用您授权的信息。",
    ) == [
        ("科大讯飞SDK", {"purpose": "便于您使用语音搜索", "items": "访问您的麦克风权限"}),
        ("小米推送SDK", {"purpose": "向您推送通知", "items": "获取您的IMEI，"}),
    ]  # fmt: skip


def test_versions_for_each_platform_below_a_line() -> None:
    (found,) = read(
        "第三方SDK",
        "1.1 “极光推送”：该SDK由“某公司”提供，用于推送，需要收集的信息包括：",
        "ios版本：IDFA",
        "android版本：IMEI号",
    )
    assert "IMEI" in found[1]["items"]


@pytest.mark.parametrize(
    "lines",
    [
        ("# 联系我们", "公司名称：某某科技有限公司", "地址：北京", "邮箱：a@b.example"),
        ("# 我们收集的信息", "注册登录", "收集信息类型：手机号", "使用目的：登录"),
        ("# 权限列表", "相机权限", "使用目的：扫码"),
        ("# 第三方SDK", "我们会接入第三方SDK，这些SDK可能会收集您的信息。", "请您注意：第三方有自己的隐私政策。"),
        ("# 隐私政策", "微信登录", "您可以使用微信登录。"),
    ],
    ids=["contact", "own collection", "permissions", "introduction", "log-in"],
)
def test_other_lines_give_nothing(lines: tuple[str, ...]) -> None:
    assert read(*lines) == []


LINES = st.lists(
    st.text("# SDK名称：使用目的极光推送，。1.（）- ", min_size=1, max_size=24).filter(str.strip), max_size=12
)


@given(LINES)
def test_any_lines_are_read(lines: list[str]) -> None:
    made = document(*[line if line.strip("#- ") else "甲" for line in lines])
    for entry in paragraph_entries(made):
        start, end = entry.span
        assert 0 <= start < end <= len(made.text)
        assert all(w.text in made.text for w in entry.whole)
