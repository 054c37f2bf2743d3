from kanhe.evidence import Evidence, SdkRow
from kanhe.report.html.matrix import matrix, short
from kanhe.report.names import item
from kanhe.report.tally_document import tally as plain
from kanhe.rules.engine import Context
from kanhe.rules.tally import tally
from tests.rules.test_views import DAY, PACKAGE, POLICY, call, lists, says


def built(*facts: object):
    return matrix(plain(tally(Evidence.of([PACKAGE, POLICY], facts), Context(DAY)))["cells"])


def test_columns_by_category_and_rows_by_what_stands_out() -> None:
    made = built(
        call("sms"), call("imei", actor="jpush"), call("location-precise", actor="jpush"), lists("jpush", "imei"), call("imei", actor="bugly"),
        call("android-id", actor="bugly"), lists("bugly", "oaid"), SdkRow("a", "bugly", "Bugly"), SdkRow("a", "jpush", "JPush"),
        lists("getui-push", "imei"),
    )  # fmt: skip
    assert [c.item["id"] for c in made.columns] == ["imei", "android-id", "oaid", "location-precise", "sms"]
    assert [c.name["en"] for c in made.categories if c.name] == ["Device", "Location", "Communication"]
    assert [c.columns for c in made.categories] == [3, 1, 1]
    assert [c.first for c in made.columns] == [False, False, False, True, True]
    assert [(b.kind, [r.actor["id"] for r in b.rows]) for b in made.bands] == [
        ("app", ["app"]), ("present", ["bugly", "jpush"]), ("absent", ["getui-push"]),
    ]  # fmt: skip
    row = made.bands[1].rows[0]
    assert [c["item"]["id"] if c else None for c in row.cells] == ["imei", "android-id", "oaid", None, None]
    assert row.listed


def test_weak_columns_may_be_folded_unless_they_are_denied() -> None:
    made = built(call("network-state"), call("sensors"), says("sensors", verb="not-collect"), call("imei"))
    assert {c.item["id"]: c.weak for c in made.columns} == {"imei": False, "network-state": True, "sensors": False}
    assert [(c.columns, c.weak) for c in made.categories] == [(3, 1)]


def test_names_above_columns_are_short() -> None:
    assert short(item("imei")) == {"zh": "IMEI", "en": "IMEI"}
    assert short(item("android-id"))["zh"] == "Android ID"
    assert short(item("iccid"))["en"] == "ICCID"
    assert short(item("phone-number"))["zh"] == "手机号码"
    assert short(item("device-model-params"))["zh"] == "设备基本参数"
    assert short(item("installed-apps"))["zh"] == "软件安装列表"


def test_nothing_is_an_empty_matrix() -> None:
    assert matrix([]).bands == ()
