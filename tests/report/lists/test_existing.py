from kanhe.report.lists.existing import Entry, ListedSdk, existing
from tests.report.lists.sample import declared, evidence, listed


def test_what_the_app_says_it_collects() -> None:
    found = existing(evidence(
        declared("imei", purpose="风控"), declared("imei", condition="登录时"), declared(None, written="设备信息", group="device-information"),
        declared("sms", "not-collect"), declared("oaid", subject="jpush"), declared(None), declared("contacts", "share"),
    ))  # fmt: skip
    assert found.collected == (
        Entry(("imei",), (), "imei", True, True, False, "我们收集imei。"),
        Entry((), ("device-information",), "设备信息", False, False, False, "我们收集None。"),
    )


def test_rows_of_an_sdk_are_one() -> None:
    found = existing(evidence(
        listed("jpush", items=("imei",), vendor="甲"), listed("jpush", items=("oaid",), groups=("device-information",), purpose="推送"),
    ))  # fmt: skip
    assert found.sdks == (
        ListedSdk("jpush", "jpush", ("imei", "oaid"), ("device-information",), ("link",), False, "jpush 一行"),
    )


def test_unknown_third_parties_stay_apart_by_name() -> None:
    found = existing(evidence(listed(None, name_as_written="甲 SDK"), listed(None, name_as_written="乙 SDK")))
    assert [(s.sdk, s.name) for s in found.sdks] == [(None, "甲 SDK"), (None, "乙 SDK")]
    assert found.sdks[0].missing == ("vendor", "purpose", "link", "items")


def test_rows_for_other_systems_and_libraries_are_left_out() -> None:
    found = existing(
        evidence(listed("jpush", platforms=("ios",)), listed("okhttp"), listed("bugly", platforms=("ios", "android")))
    )
    assert [s.sdk for s in found.sdks] == ["bugly"]


def test_a_gap_fills_no_field() -> None:
    row = {"purpose": "【待填写：使用目的】", "sentence": "imei | 【待填写：使用目的】"}
    found = existing(
        evidence(declared("imei", **row), listed("jpush", vendor="[To fill in: name of the company]", **row))
    )
    assert not found.collected[0].purpose
    assert found.collected[0].unfilled
    assert found.sdks[0].unfilled
    assert {"vendor", "purpose"} <= set(found.sdks[0].missing)
