import pytest

from kanhe.knowledge.sdks import sdks
from tests.report.lists.sample import SHOP, call, declared, document, flow, listed, lists, permission, sdk, shared_row


def test_sdks_that_collect_are_rows_libraries_are_not() -> None:
    made = lists(*SHOP, sdk("okhttp"), sdk("gson"), sdk("jiguang-share"))
    assert {r.sdk for r in made.shared} == {"amap-location", "jcore"}


def test_an_sdk_without_declared_items_is_a_row_once_its_code_reads() -> None:
    made = lists(sdk("jiguang-share"), call("imei", "jiguang-share"))
    row = shared_row(made, "jiguang-share")
    assert row.found == ("imei",)
    assert "代码读取而厂商未公示：国际移动设备识别码（IMEI）" in [line.text.zh for line in row.basis]


@pytest.mark.parametrize(("level", "rows"), [("reachable", 0), ("present", 1)])
def test_presence_alone_is_no_sharing_unless_wanted(level: str, rows: int) -> None:
    assert len(lists(sdk("bugly", level="present"), level=level).shared) == rows


def test_kinds_are_found_and_published_ones_optional_ones_are_a_gap() -> None:
    row = shared_row(lists(*SHOP), "jcore")
    known = sdks()["jcore"]
    assert set(row.found) == {"installed-apps", "imei", "device-model-params"}
    assert set(row.optional) == set(known.collects_optional) - set(row.found)
    assert [line.gap for line in row.kinds] == [False, True]
    assert "软件安装列表" in row.kinds[0].text.zh
    assert "国际移动用户识别码" in row.kinds[1].text.zh


def test_what_the_app_gives_is_told_with_its_place() -> None:
    read = call("phone-number")
    made = lists(read, sdk("bugly"), flow("phone-number", "sdk", read, recipient="bugly"))
    row = shared_row(made, "bugly")
    assert row.given == ("phone-number",)
    assert "phone-number" in row.items
    assert "应用调用接口传给 SDK：手机号码" in [line.text.zh for line in row.means]
    assert any("com.example.App.read" in line.text.zh for line in row.basis)


def test_sending_by_its_own_code_is_told() -> None:
    read = call("imei", "jcore")
    row = shared_row(lists(read, sdk("jcore"), flow("imei", "network", read)), "jcore")
    assert "经网络传输：国际移动设备识别码（IMEI）" in [line.text.zh for line in row.means]


def test_the_apps_own_list_comes_before_what_is_known() -> None:
    row = shared_row(
        lists(
            *SHOP,
            document("sdk-list"),
            listed("jcore", purpose="消息推送", means="SDK 本机采集", link="https://a.example/p"),
        ),
        "jcore",
    )
    assert [line.text.zh for line in row.purpose] == ["消息推送"]
    assert row.means[0].text.zh == "SDK 本机采集"
    assert row.policy[0].href == "https://a.example/p"
    assert row.policy[0].source == "policy"


def test_links_are_web_addresses_only() -> None:
    row = shared_row(lists(*SHOP, listed("jcore", link="javascript:alert(1)")), "jcore")
    assert all(line.href is None or line.href.startswith("https://") for line in row.policy)


def test_the_address_of_a_vendors_same_policy_serves() -> None:
    assert sdks()["jcore"].privacy_policy_url is None
    row = shared_row(lists(*SHOP), "jcore")
    assert row.policy[0].href == sdks()["jpush"].privacy_policy_url


def test_an_unknown_policy_is_a_gap() -> None:
    name = next(s.id for s in sdks().values() if s.kind == "sdk" and s.collects and not s.privacy_policy_title)
    assert shared_row(lists(sdk(name)), name).policy[-1].gap


def test_statements_outside_of_lists_count_too() -> None:
    row = shared_row(lists(*SHOP, declared("oaid", subject="jcore", purpose="统计推送效果")), "jcore")
    assert [line.text.zh for line in row.purpose] == ["统计推送效果"]


def test_permissions_of_an_sdk() -> None:
    own = permission("android.permission.READ_PHONE_STATE", used_by=("jcore",))
    row = shared_row(lists(sdk("jcore"), call("location-precise", "jcore"), own, permission("android.permission.ACCESS_FINE_LOCATION"),
                           permission("android.permission.CAMERA")), "jcore")  # fmt: skip
    assert [line.text.zh for line in row.permissions] == [
        "读取手机状态和身份（READ_PHONE_STATE）",
        "获取精确位置（ACCESS_FINE_LOCATION）",
    ]


def test_its_start_is_a_scene() -> None:
    row = shared_row(lists(sdk("jpush", initialised_at="startup")), "jpush")
    assert [line.text.zh for line in row.scene] == ["接收推送消息时", "启动应用时"]
    assert row.phases == ("startup",)
