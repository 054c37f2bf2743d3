from kanhe.declared.sdk_lists.entry import Entry, words
from kanhe.declared.sdk_lists.rows import rows_of
from tests.declared.sdk_lists.making import passage


def rows(context: str = "", via: str = "table", told: bool = True, **fields: str):
    values, at = [], 0
    for field, text in fields.items():
        values.append((field, words(passage(text, at))))
        at += len(text) + 1
    entry = Entry(tuple(values), 0, via, tuple(v for _, v in values), told, context)
    return list(rows_of("a", "policy", entry, "第三方SDK目录"))


def test_every_column() -> None:
    (row,) = rows(
        name="极光推送", vendor="深圳市和讯华谷信息技术有限公司", items="IMEI、设备信息", purpose="推送", means="SDK自行收集",
        link="链接 https://www.jiguang.cn/license/privacy。", permissions="读取手机状态、android.permission.CAMERA",
        package="cn.jpush.android", platform="安卓",
    )  # fmt: skip
    assert (row.name_as_written, row.sdk, row.score, row.vendor) == (
        "极光推送",
        "jpush",
        100,
        "深圳市和讯华谷信息技术有限公司",
    )
    assert "imei" in row.items
    assert (row.items_written, row.purpose, row.means) == ("IMEI、设备信息", "推送", "SDK自行收集")
    assert row.link == "https://www.jiguang.cn/license/privacy"
    assert set(row.permissions) == {"android.permission.READ_PHONE_STATE", "android.permission.CAMERA"}
    assert (row.package, row.platforms) == ("cn.jpush.android", ("android",))
    assert row.fields == ("name", "vendor", "items", "purpose", "means", "link", "permissions", "package")
    assert (row.via, row.heading, row.start) == ("table", "第三方SDK目录", 0)
    assert row.sentence.startswith("极光推送 | 深圳市")


def test_fields_that_say_nothing_are_not_there() -> None:
    (row,) = rows(name="极光推送", items="无", purpose="-")
    assert row.fields == ("name",)
    assert row.items == ()


def test_a_party_is_the_company_beside_a_name_and_else_the_name() -> None:
    (both,) = rows(name="某SDK", party="甲公司", purpose="统计")
    assert (both.name_as_written, both.vendor) == ("某SDK", "甲公司")
    (alone,) = rows(party="某某保险公司", purpose="投保")
    assert (alone.name_as_written, alone.vendor, alone.sdk) == ("某某保险公司", None, None)


def test_company_and_address_in_one_cell() -> None:
    (row,) = rows(
        name="某SDK", vendor="甲公司<https://a.example/p>", link="甲公司<https://a.example/p>", purpose="统计"
    )
    assert (row.vendor, row.link) == ("甲公司", "https://a.example/p")


def test_a_name_of_several_sdks_gives_several_rows() -> None:
    found = rows(name="友盟SDK、腾讯灯塔", items="IMEI", purpose="统计")
    assert [(r.name_as_written, r.sdk) for r in found] == [
        ("友盟SDK", "umeng-analytics"),
        ("腾讯灯塔", "tencent-beacon"),
    ]
    assert {r.items for r in found} == {("imei",)}


def test_a_doubtful_match_is_no_sdk_but_keeps_its_reason() -> None:
    (row,) = rows(name="消息服务", vendor="深圳市和讯华谷信息技术有限公司", purpose="消息")
    assert row.sdk is None
    assert 0 < row.score < 50
    assert "vendor" in row.reason


def test_platform_from_the_headings_above() -> None:
    assert rows(context="第三方SDK目录\niOS版", name="极光推送", purpose="推送")[0].platforms == ("ios",)
    assert rows(context="第三方SDK目录", name="极光推送（安卓）", purpose="推送")[0].platforms == ("android",)


def test_a_company_in_a_sentence_about_its_push_sdk() -> None:
    (row,) = rows(via="sentence", told=False, name="小米", items="手机厂商Push SDK收集IMEI")
    assert (row.sdk, row.score) == ("xiaomi-push", 72)
    assert rows(via="sentence", told=False, name="小米", items="收集IMEI")[0].sdk is None


def test_permissions_in_a_sentence() -> None:
    (row,) = rows(via="list", told=False, name="讯飞SDK", items="访问您的麦克风权限")
    assert row.permissions == ("android.permission.RECORD_AUDIO",)


def test_nothing_without_a_name() -> None:
    assert rows(purpose="推送", items="IMEI") == []
