"""Names, companies, packages and links, and the pairs that are easily mistaken for one another."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.matching import ENOUGH, match_sdk, sdks_named
from kanhe.declared.sdk_lists.names import names
from kanhe.knowledge.sdks import sdks

NAMES = {
    "极光推送": "jpush", "极光一键登录": "jiguang-verify", "极光统计": "jiguang-analytics", "极光推送 JPush SDK": "jpush",
    "极光": "jpush", "极光短信": None, "微信登录": "wechat-opensdk", "微信支付": "wechat-opensdk",
    "微信分享SDK（Android）": "wechat-opensdk", "微信人脸核身": None, "微信小程序": None, "企业微信": "wecom-sdk",
    "高德定位": "amap-location", "高德地图": "amap-map", "高德地图SDK": "amap-map", "高德地图定位SDK": "amap-location",
    "高德导航": "amap-navi", "百度统计": "baidu-mtj", "百度地图": "baidu-map", "百度地图定位": "baidu-location",
    "百度地图支付": None, "华为推送": "huawei-push", "华为账号": "huawei-account", "HUAWEI HMS Core": "huawei-hms-core",
    "友盟统计": "umeng-analytics", "U-Push": "umeng-push", "U-Share": "umeng-share", "【友盟+】SDK": "umeng-analytics",
    "友盟+ U-APM": "umeng-apm", "友盟+推送": "umeng-push", "穿山甲": "pangle", "穿山甲 GroMore": "gromore", "腾讯Bugly": "bugly",
    "Bugly SDK v3.4.4": "bugly", "TBS": "tbs-x5", "腾讯 X5 浏览器": "tbs-x5", "优量汇": "gdt", "腾讯优量汇（广点通）": "gdt",
    "MTA": "tencent-mta", "信鸽推送": "tpns", "支付宝支付": "alipay", "支付宝芝麻信用": None, "芝麻信用": None,
    "支付宝实人认证": None, "阿里实人认证": "aliyun-realperson", "QQ互联": "qq-opensdk", "ＱＱ互联ＳＤＫ": "qq-opensdk",
    "1. 小米推送": "xiaomi-push", "vivo推送服务": "vivo-push", "一键登录": None, "人脸识别": None, "腾讯": None, "阿里云": None,
    "移动、联通、电信一键登录": None, "中国移动一键登录": "cmcc-sso", "联通统一认证": "cucc-auth", "电信天翼账号": "ctcc-auth",
    "OneKey": None, "": None, "SDK": None, "SDK名称": None, "第三方": None,
}  # fmt: skip


def namesakes(sdk: str) -> set[str]:
    """An SDK, and others that some name of it may mean as well."""
    return {sdk}.union(*(known.sdks for known in names().by_key.values() if sdk in known.sdks))


@pytest.mark.parametrize(("name", "expected"), NAMES.items(), ids=list(NAMES))
def test_names(name: str, expected: str | None) -> None:
    found = match_sdk(name)
    assert (found.sdk if found and found.score >= ENOUGH else None) == expected


def test_a_brand_alone_and_a_shared_name_are_less_certain() -> None:
    scores = [match_sdk(name).score for name in ("极光推送", "极光", "高德开放平台")]
    assert scores == sorted(scores, reverse=True)
    assert "amap-navi" in match_sdk("高德开放平台").reason


JIGUANG = "深圳市和讯华谷信息技术有限公司"


def test_a_company_names_none_of_its_sdks_by_itself() -> None:
    for found in (match_sdk("", JIGUANG), match_sdk("消息服务", JIGUANG), match_sdk(JIGUANG)):
        assert found is not None
        assert found.score < ENOUGH


def test_company_and_function() -> None:
    found = match_sdk("推送服务SDK", JIGUANG)
    assert (found.sdk, found.reason) == ("jpush", "vendor and function")
    assert match_sdk("短信服务SDK", JIGUANG) is None


def test_company_settles_a_shared_name() -> None:
    assert match_sdk("快手SDK", "北京快手广告有限公司").score < match_sdk("快手SDK", "北京快手科技有限公司").score
    assert match_sdk("快手", "北京快手广告有限公司").sdk == "kuaishou-ads"
    assert match_sdk("快手", "北京快手科技有限公司").sdk == "kwai-opensdk"


def test_package_longest_prefix() -> None:
    assert match_sdk("分析组件", package="com.umeng.analytics.game").sdk == "umeng-game"
    assert match_sdk("分析组件", package="com.umeng.analytics").sdk == "umeng-analytics"
    assert match_sdk("极光推送", package="cn.jiguang").sdk == "jpush"


def test_link() -> None:
    found = match_sdk("消息", link="https://www.jiguang.cn/license/privacy/")
    assert (found.sdk, found.reason) == ("jpush", "link to its policy")
    assert match_sdk("消息", link="https://x.example/privacy") is None
    assert match_sdk("消息", link="see the vendor's page") is None


def test_what_agrees_adds_up() -> None:
    alone, both = (
        match_sdk("极光"),
        match_sdk("极光", JIGUANG, "cn.jpush.android", "https://www.jiguang.cn/license/privacy"),
    )
    assert both.score > alone.score
    assert [r.split()[0].strip(";,") for r in both.reason.split("; ")] == ["package", "alias", "link", "vendor"]


def named(text: str) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.sdk) for n in sdks_named(text)]


def test_in_running_text() -> None:
    text = "我们接入【友盟+】SDK、腾讯 Bugly与极光SDK；使用ＱＱ互联登录"
    assert named(text) == [
        ("友盟+】SDK", "umeng-analytics"), ("腾讯 Bugly", "bugly"), ("极光SDK", "jpush"), ("ＱＱ互联", "qq-opensdk"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["您的微信号和支付宝账号", "a new branch and adjust it", "www.umeng.com/page", "mail@bugly.qq.com", "buglyness", "极光之夜", "现在支付"],
)  # fmt: skip
def test_what_only_looks_like_a_name(text: str) -> None:
    assert named(text) == []


def test_common_words_name_an_sdk_when_it_is_said() -> None:
    assert named("the Branch SDK and Segment SDK") == [("Branch SDK", "branch"), ("Segment SDK", "segment")]


def test_every_sdk_is_found_by_its_own_name() -> None:
    lost = [
        sdk.id
        for sdk in sdks().values()
        if (found := match_sdk(sdk.name_zh or sdk.name)) is None
        or found.score < ENOUGH
        or sdk.id not in namesakes(found.sdk)
    ]
    assert lost == []


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    places = [(n.start, n.end) for n in sdks_named(text)]
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(places))
    match = match_sdk(text, text, text, text)
    assert match is None or 0 < match.score <= 100


@given(st.sampled_from(sorted(sdks())), st.text("甲乙丙，。 "), st.text("，。 甲乙丙"))
def test_found_wherever_it_stands(sdk: str, before: str, after: str) -> None:
    known = sdks()[sdk]
    if known.kind != "sdk":
        return
    name = (known.name_zh or known.name).removesuffix("SDK").strip() + " SDK"
    assert sdk in {i for n in sdks_named(before + name + after) for i in namesakes(n.sdk)}


def test_cost_is_linear() -> None:
    text = "我们使用友盟+SDK收集您的设备信息，用于统计分析您如何使用我们的服务并改进产品体验与安全。" * 1500
    sdks_named(text)
    started = time.process_time()
    assert len(sdks_named(text)) == 1500
    assert time.process_time() - started < 0.5
