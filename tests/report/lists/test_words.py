from kanhe.report.lists.model import Line
from kanhe.report.lists.words import (
    actor,
    gap,
    grouped,
    item_name,
    item_names,
    joined,
    kind_names,
    lines,
    permission_name,
    same,
)
from kanhe.rules.model import Text


def test_a_gap_is_visible_and_says_why() -> None:
    made = gap("gap.purpose.code", ("app",), where="x.Y.z")
    assert made.gap
    assert made.text.zh.startswith("【待填写：使用目的")
    assert "x.Y.z" in made.text.zh
    assert made.text.en.startswith("[To fill in: purpose")


def test_names_of_what_is_known_and_of_what_is_not() -> None:
    assert actor("app").zh == "本应用"
    assert actor("jpush").zh == "极光推送"
    assert actor("no-such-sdk") == same("no-such-sdk")
    assert item_name("no-such-item") == same("no-such-item")
    assert permission_name("com.example.permission.OWN") == same("OWN")
    assert permission_name("android.permission.CAMERA").zh == "使用相机（CAMERA）"
    assert item_name("imei").en == "IMEI"
    assert item_name("real-name").zh == "姓名"


def test_kinds_fold_weak_parameters_and_mark_sensitive_ones() -> None:
    named = kind_names(["imei", "sim-operator", "location-precise", "device-model-params"])
    assert (
        named.zh
        == "国际移动设备识别码（IMEI）、设备信息（设备型号与系统版本、运营商与 SIM 卡状态）、精准定位信息（敏感）"
    )


def test_enumerations_say_everything_once() -> None:
    assert joined([same("a"), same("b"), same("a")]) == Text("a、b", "a, b")
    assert item_names(["imei", "imei"]) == item_name("imei")
    assert lines((Line(same("a")), Line(same("b")))) == Text("a；b", "a; b")
    two = (Line(same("a"), who=("app",)), Line(same("b"), who=("app",)), Line(same("c"), who=("jpush",)))
    assert lines(two) == Text("本应用：a；b；极光推送：c", "this app: a; b; JPush: c")


def test_actors_of_whom_the_same_is_said_are_named_together() -> None:
    said = [Line(same("启动"), who=("a",)), Line(same("后台"), who=("a",)), Line(same("启动"), who=("b",)), Line(same("后台"), who=("b",)),
            Line(same("启动"), who=("c",))]  # fmt: skip
    assert [(line.text.zh, line.who) for line in grouped(said, 3)] == [
        ("启动", ("a", "b")),
        ("后台", ("a", "b")),
        ("启动", ("c",)),
    ]


def test_of_all_actors_nobody_is_named() -> None:
    said = [Line(same("启动"), who=("a",)), Line(same("启动"), who=("b",))]
    assert grouped(said, 2) == (Line(same("启动")),)
    assert grouped(said[:1], 1) == (Line(same("启动")),)
