import pytest

from kanhe.report.diff.statements import folded, statement_changes
from tests.report.diff.builds import build, declared, short, told


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ([], [declared()], "new app/collect/imei [policy] high"),
        ([declared()], [], "gone app/collect/imei [policy] high"),
        ([declared("not-share")], [], "gone app/not-share/imei [policy] high"),
        ([declared(purpose="登录")], [declared(purpose="投放广告")], "changed app/collect/imei [policy] plain"),
        (
            [],
            [declared(item=None, group="device-information", written="设备信息")],
            "new app/collect/device-information [policy] high",
        ),
        ([], [declared(item=None, written="星座")], "new app/collect/星座 [policy] high"),
        ([declared()], [declared(), declared(subject="jpush")], "new jpush/collect/imei [policy] high"),
    ],
    ids=["declared", "withdrawn", "denial-withdrawn", "purpose", "general-word", "unknown-word", "by-an-sdk"],
)
def test_each_kind(old: list, new: list, line: str) -> None:
    assert short(statement_changes(build(*old), build(*new))) == [line]


def test_moved_or_set_otherwise_is_no_change() -> None:
    old = declared(purpose="用于 登录（账号）", sentence="甲", start=1)
    new = declared(purpose="用于登录(账号)", sentence="乙", start=900, document="policy-2")
    assert list(statement_changes(build(old), build(new))) == []


def test_what_changed_is_said() -> None:
    found = statement_changes(build(declared(purpose="登录", recipient="甲公司")), build(declared(purpose="广告")))
    assert told(found) == ["purpose: “登录” → “广告”", "recipient: “甲公司” → not stated"]


def test_the_sentence_in_words() -> None:
    (denial,) = statement_changes(build(), build(declared("not-share")))
    assert denial.name.zh.startswith("声明不共享")
    assert denial.name.en.startswith("says that it does not share: ")
    assert denial.after is not None
    assert denial.after["sentence"] == "我们收集IMEI。"


def test_the_sentence_shown_is_the_one_that_changed() -> None:
    kept = declared(purpose="登录", sentence="为登录收集。")
    (change,) = statement_changes(build(kept), build(kept, declared(purpose="广告", sentence="为广告收集。")))
    assert change.before is not None
    assert change.after is not None
    assert (change.before["sentence"], change.after["sentence"]) == ("为登录收集。", "为广告收集。")


def test_folding() -> None:
    assert folded("Ａ（b） Ｃ　d") == "a(b)cd"
    assert folded(None) == ""
