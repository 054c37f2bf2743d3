import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.sentences import sentence_entries
from tests.declared.sdk_lists.making import document


def read(*lines: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (entry.text("name"), {f: entry.text(f) for f in entry.has - {"name"}})
        for entry in sentence_entries(document(*lines), ())
    ]


def test_a_company_and_its_sdk() -> None:
    assert read("本App集成了科大讯飞股份有限公司的讯飞SDK，讯飞SDK收集您的录音信息，用于语音评测。") == [
        ("讯飞SDK", {"vendor": "科大讯飞股份有限公司", "items": "收集您的录音信息，", "purpose": "语音评测"})
    ]


def test_an_sdk_that_nobody_knows() -> None:
    assert [name for name, _ in read("本App集成了某某数字有限公司提供的人教点读SDK，收集您的设备标识信息。")] == [
        "人教点读SDK"
    ]


def test_an_enumeration_without_items() -> None:
    assert [name for name, _ in read("我们的产品集成第三方SDK，包括友盟统计、极光推送和腾讯Bugly。")] == [
        "友盟统计",
        "极光推送",
        "腾讯Bugly",
    ]


def test_clauses_of_different_sdks() -> None:
    found = read("我们接入以下SDK：友盟统计SDK收集MAC地址；极光推送SDK收集IMEI。")
    assert [(name, fields["items"]) for name, fields in found] == [
        ("友盟统计SDK", "收集MAC地址"),
        ("极光推送SDK", "收集IMEI"),
    ]


def test_companies_that_stand_for_their_sdks() -> None:
    found = read("一键登录服务由甲电信有限公司和乙移动有限公司提供，我们会接入他们的SDK，他们会通过SDK收集您的IMEI。")
    assert [(name, fields["vendor"]) for name, fields in found] == [("甲电信有限公司",) * 2, ("乙移动有限公司",) * 2]


def test_two_sentences_about_one_sdk_are_one_entry() -> None:
    (found,) = read("我们接入友盟+SDK。友盟+SDK收集您的MAC地址。")
    assert found == ("友盟+SDK", {"items": "收集您的MAC地址"})


@pytest.mark.parametrize(
    "line",
    [
        "您可以使用微信登录，我们会收集您的昵称。", "我们没有接入极光推送SDK。", "请查看《友盟SDK隐私政策》了解SDK的规则。",
        "我们可能接入第三方SDK，他们会收集您的信息。", "SDK是软件开发工具包。",
    ],
)  # fmt: skip
def test_sentences_that_name_none(line: str) -> None:
    assert read(line) == []


def test_partners_by_their_brands() -> None:
    found = read("我们的合作伙伴极光、友盟会收集您的IMEI和设备MAC地址。")
    assert [name for name, _ in found] == ["极光", "友盟"]
    assert [name for name, _ in read("我们将信息共享给供应商（如Bugly、创蓝、某某等），收集崩溃日志。")] == [
        "Bugly",
        "创蓝",
    ]
    assert read("您可以在极光、友盟的网站上了解合作伙伴。") == []


def test_an_unknown_sdk_that_does_something() -> None:
    assert [name for name, _ in read("为了分享，某某分享SDK需要获取您的IMEI。")] == ["某某分享SDK"]


def test_brands_before_one_function() -> None:
    found = read("如您使用手机，华为/小米/OPPO Push SDK需要读取您的设备识别号，用于推送通知。")
    assert [name for name, _ in found] == ["华为", "小米", "OPPO"]
    found = read("如您使用小米、魅族、华为等品牌手机，接入的上述手机厂商Push SDK需要收集IMEI，用于推送。")
    assert [name for name, _ in found] == ["小米", "魅族", "华为"]


def test_names_behind_the_word() -> None:
    found = read("第三方SDK“个推、友盟，讯飞语音”为判断设备唯一性，需要获取IMEI权限。")
    assert [name for name, _ in found] == ["个推", "友盟", "讯飞语音"]
    assert [n for n, _ in read("我们可能会使用程序化广告 SDK （穿山甲、sigmob ）来推荐广告。")] == ["穿山甲", "sigmob"]


def test_blocks_of_a_list_are_left_to_it() -> None:
    assert list(sentence_entries(document("我们接入友盟+SDK收集MAC地址。"), {0})) == []


@given(st.text("我们接入友盟SDK收集的公司有限、，。；《》"))
def test_any_text_is_read(text: str) -> None:
    made = document(text or "甲")
    assert all(entry.span[1] <= len(made.text) for entry in sentence_entries(made, ()))
