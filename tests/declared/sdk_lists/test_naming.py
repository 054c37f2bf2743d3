import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.entry import words
from kanhe.declared.sdk_lists.naming import is_name, opening, parts
from tests.declared.sdk_lists.making import passage


def opened(text: str) -> tuple[str, str | None] | None:
    found = opening(words(passage(text)))
    return found and (found[0].text, found[1] and found[1].text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（1）友盟+SDK", ("友盟+SDK", None)),
        ("1. 极光推送SDK，用于推送消息", ("极光推送SDK", "用于推送消息")),
        ("1.2.1 “极光推送”：该SDK由某公司提供", ("极光推送", "该SDK由某公司提供")),
        ("（7）腾讯Bugly SDK：为了监控崩溃", ("腾讯Bugly SDK", "为了监控崩溃")),
        ("①微信开放平台SDK", ("微信开放平台SDK", None)),
        ("**OPPO推送SDK**", ("OPPO推送SDK", None)),
        ("活体认证SDK(FACE++/某云，人脸)", ("活体认证SDK(FACE++/某云，人脸)", None)),
        ("（5）和家亲SDK:为了便于", ("和家亲SDK", "为了便于")),
    ],
    ids=str,
)
def test_lines_that_open_with_a_name(text: str, expected: tuple[str, str | None]) -> None:
    assert opened(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "我们接入的SDK：如下", "第三方SDK，包括以下", "这些SDK可能会收集您的信息", "SDK，如您使用小米手机", "为了向您提供服务，我们使用SDK",
        "第三方SDK目录", "《第三方SDK隐私政策》", "一、我们如何收集信息", "SDK名称", "注册、登录", "合作伙伴SDK",
    ],
)  # fmt: skip
def test_lines_that_do_not(text: str) -> None:
    assert opened(text) is None


def test_a_name_alone_needs_less() -> None:
    assert is_name("高德开放平台", lone=True)
    assert not is_name("高德开放平台")
    assert is_name("某某识别SDK v2.1（安卓）")
    assert not is_name("")


def looked_up(text: str) -> list[tuple[str, str]]:
    return [(w.text, look) for w, look in parts(words(passage(text)))]


def test_names_within_a_name() -> None:
    assert looked_up("个推、个像、个数SDK") == [("个推", "个推"), ("个像", "个像"), ("个数SDK", "个数SDK")]
    assert looked_up("友盟SDK，LinkedMe，腾讯灯塔") == [
        ("友盟SDK", "友盟SDK"),
        ("LinkedMe", "LinkedMe"),
        ("腾讯灯塔", "腾讯灯塔"),
    ]
    assert looked_up("PUSH SDK(华为、小米)") == [("华为", "华为PUSH "), ("小米", "小米PUSH ")]
    assert looked_up("定位SDK（百度地图SDK/百度定位SDK）") == [
        ("百度地图SDK", "百度地图SDK"),
        ("百度定位SDK", "百度定位SDK"),
    ]


@pytest.mark.parametrize(
    "name", ["腾讯优量汇（广点通）", "微信登录/分享", "图片、视频处理服务", "OCR（光学字符识别）SDK", "极光推送"]
)
def test_one_name_stays_one(name: str) -> None:
    assert len(looked_up(name)) == 1


@given(st.text("甲SDK极光推送、/()（），。：1.（微信 "))
def test_any_line_is_read(text: str) -> None:
    line = words(passage(text))
    if line is not None:
        found = opening(line)
        assert found is None or found[0].text in line.text
        assert all(w.text in line.text for w, _ in parts(line))
