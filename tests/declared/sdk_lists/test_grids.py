"""Tables in many wordings and orders, and tables that are something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.sdk_lists.grids import table_entries
from tests.declared.sdk_lists.making import document

Fields = dict[str, str]


def read(*parts, header_rows: int = 0) -> list[Fields]:
    made = document(*parts, header_rows=header_rows)
    return [
        {field: entry.text(field) for field in entry.has}
        for index, block in enumerate(made.blocks)
        if block.kind == "table"
        for entry in table_entries(made, index)
    ]


def test_any_order_of_columns() -> None:
    rows = [
        ["使用目的", "SDK名称", "收集个人信息类型", "隐私政策链接", "公司名称"],
        ["推送", "极光推送", "IMEI", "https://a.example", "某公司"],
    ]
    assert read(rows) == [
        {"purpose": "推送", "name": "极光推送", "items": "IMEI", "link": "https://a.example", "vendor": "某公司"}
    ]


def test_heading_again_and_rows_that_part_the_table() -> None:
    rows = [
        ["SDK名称", "用途", "信息"], ["统计类", "统计类", "统计类"], ["友盟", "统计", "MAC"], ["SDK名称", "用途", "信息"], ["微信", "分享", "-"],
    ]  # fmt: skip
    assert [r["name"] for r in read(rows)] == ["友盟", "微信"]


def test_two_rows_of_headings() -> None:
    rows = [
        ["第三方", "第三方", "个人信息", "个人信息"],
        ["SDK名称", "公司名称", "使用目的", "收集信息类型"],
        ["甲SDK", "甲公司", "统计", "IMEI"],
    ]
    assert read(rows) == [{"name": "甲SDK", "vendor": "甲公司", "purpose": "统计", "items": "IMEI"}]


def test_a_title_over_the_headings() -> None:
    rows = [["接入的SDK", "接入的SDK"], ["SDK名称", "使用目的"], ["甲SDK", "统计"]]
    assert [r["name"] for r in read(rows)] == ["甲SDK"]


def test_a_table_for_each_sdk() -> None:
    one = [["SDK名称", "极光推送"], ["使用目的", "推送"], ["收集的信息", "IMEI"]]
    two = [["SDK名称", "友盟"], ["使用目的", "统计"]]
    assert [r["name"] for r in read(one, two)] == ["极光推送", "友盟"]


def test_one_table_of_labels_for_several() -> None:
    rows = [["SDK名称", "极光推送"], ["使用目的", "推送"], ["SDK名称", "友盟"], ["使用目的", "统计"]]
    assert [(r["name"], r["purpose"]) for r in read(rows)] == [("极光推送", "推送"), ("友盟", "统计")]


def test_a_table_turned_round() -> None:
    rows = [["SDK名称", "极光推送", "友盟"], ["使用目的", "推送", "统计"], ["收集信息", "IMEI", "MAC"]]
    assert [(r["name"], r["items"]) for r in read(rows)] == [("极光推送", "IMEI"), ("友盟", "MAC")]


def test_without_headings() -> None:
    rows = [
        ["极光推送SDK", "消息推送的实现", "IMEI、设备信息", "https://a.example"], ["友盟统计SDK", "统计分析使用", "MAC地址", "https://b.example"],
    ]  # fmt: skip
    assert read(rows)[1] == {
        "name": "友盟统计SDK", "purpose": "统计分析使用", "items": "MAC地址", "link": "https://b.example",
    }  # fmt: skip


def test_a_row_that_goes_on() -> None:
    rows = [["SDK名称", "收集信息", "用途"], ["极光推送", "IMEI", "推送"], ["", "MAC", ""]]
    assert [r["items"] for r in read(rows)] == ["IMEI MAC"]


def test_partners_that_are_no_sdks() -> None:
    rows = [["接收方", "共享的信息", "使用目的", "处理方式"], ["某某保险公司", "姓名、身份证号", "投保", "接口传输"]]
    assert read("# 与第三方共享个人信息清单", rows) == [
        {"party": "某某保险公司", "items": "姓名、身份证号", "purpose": "投保", "means": "接口传输"}
    ]


def test_english() -> None:
    rows = [
        ["SDK Name", "Provider", "Data collected", "Purpose", "Privacy Policy"],
        ["Bugly", "Tencent", "IMEI", "crash", "https://a.b"],
    ]
    assert read(rows) == [
        {"name": "Bugly", "vendor": "Tencent", "items": "IMEI", "purpose": "crash", "link": "https://a.b"}
    ]


NOT_LISTS = {
    "permissions": [["权限名称", "使用目的", "功能"], ["相机", "拍照", "扫码"], ["存储", "保存图片", "下载"]],
    "own collection": [
        ["功能名称", "收集的个人信息", "使用目的"],
        ["注册", "手机号", "登录"],
        ["支付", "订单", "结算"],
    ],
    "contact": [["联系方式", "地址"], ["邮箱", "北京"]],
    "rights": [["权利", "路径"], ["查询", "我的-设置"], ["删除", "我的-设置"]],
    "cookies": [["Cookie名称", "用途", "期限"], ["sid", "登录", "会话"]],
    "versions": [["版本", "日期"], ["1.0", "2021"]],
}


@pytest.mark.parametrize("rows", NOT_LISTS.values(), ids=list(NOT_LISTS))
def test_other_tables_give_nothing(rows: list[list[str]]) -> None:
    assert read("# 我们如何收集和使用您的个人信息", rows) == []


def test_a_section_of_permissions_gives_nothing() -> None:
    rows = [["名称", "使用目的"], ["相机", "拍照"]]
    assert read("# 权限申请说明", rows) == []
    assert read("# 儿童个人信息", [["名称", "信息", "目的"], ["昵称", "儿童昵称", "注册"]]) == []


CELLS = st.text("SDK名称公司使用目的极光推送、IMEI- ", max_size=8)


@given(
    st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=6)),
    st.integers(0, 2),
)
def test_any_table_is_read(rows: list[list[str]], header_rows: int) -> None:
    for fields in read("第三方SDK", rows, header_rows=header_rows):
        assert fields.keys() & {"name", "party", "vendor"}
