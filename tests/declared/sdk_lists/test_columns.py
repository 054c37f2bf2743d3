import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.columns import fields_of, says_nothing

HEADINGS = {
    "SDK名称": "name", "第三方SDK名称": "name", "第三方 SDK": "name", "插件名称": "name", "第三方名称": "party", "合作方": "party",
    "接收方名称": "party", "第三方公司名称": "vendor", "SDK提供方名称": "vendor", "第三方SDK提供方": "vendor", "运营方": "vendor",
    "所属公司": "vendor", "第三方机构名称": "vendor", "收集的个人信息类型": "items", "收集个人信息的类型": "items",
    "采集用户信息字段": "items", "信息获取": "items", "获取信息": "items", "共享个人信息字段": "items", "数据类型（Android）": "items",
    "收集个人信息的目的": "purpose", "2.1.1应用场景": "purpose", "使用目的及场景": "purpose", "具体功能": "purpose",
    "SDK用途": "purpose", "处理方式": "means", "合作方式": "means", "收集个人信息的方式": "means", "隐私政策链接": "link",
    "第三方隐私政策/官网链接": "link", "SDK隐私政策链接": "link", "官网": "link", "隐私协议地址": "link", "涉及权限": "permissions",
    "SDK包名": "package", "客户端": "platform", "SDK类型": "kind", "合作伙伴类型": "kind", "联系方式": "other", "序号": "other",
    "可能收集的个人信息": "items", "SDK Name": "name", "Company": "vendor", "Personal information collected": "items", "Purpose of collection": "purpose",
    "Privacy Policy": "link",
}  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), HEADINGS.items(), ids=list(HEADINGS))
def test_headings(heading: str, field: str) -> None:
    assert fields_of(heading) == (field,)


def test_one_column_for_two_fields() -> None:
    assert fields_of("SDK名称及公司") == ("name", "vendor")
    assert fields_of("个人信息种类和使用目的") == ("items", "purpose")
    assert fields_of("收集使用的目的与方式") == ("purpose", "means")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我们会收集您的个人信息",
        "是否向第三方共享",
        "微信SDK隐私政策更新之后怎么办",
        "腾讯Bugly",
        "腾讯Bugly SDK",
        "微信开放平台",
        "Sdkxyz",
        "位置",
    ],
)
def test_no_headings(text: str) -> None:
    assert fields_of(text) == ()


@pytest.mark.parametrize(
    "value", ["", " ", "无", "-", "——", "/", "N/A", "不涉及", "不搜集个人信息", "[", "（无）", "无。"]
)
def test_nothing(value: str) -> None:
    assert says_nothing(value)


@pytest.mark.parametrize("value", ["IMEI", "无障碍服务", "设备信息", "0"])
def test_something(value: str) -> None:
    assert not says_nothing(value)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    fields_of(text), says_nothing(text)
