from kanhe.evidence.declared_rows import DeclaredSdkRow
from kanhe.report.diff.sdk_rows import sdk_row_changes
from tests.report.diff.builds import build, short, told


def row(name: str = "极光推送", sdk: str | None = "jpush", **columns: object) -> DeclaredSdkRow:
    return DeclaredSdkRow("a", "policy", name, sdk, **columns)  # type: ignore[arg-type]


def test_listed_and_struck_out() -> None:
    assert short(sdk_row_changes(build(), build(row()))) == ["new jpush [policy] high"]
    assert short(sdk_row_changes(build(row()), build())) == ["gone jpush [policy] high"]


def test_known_by_id_else_by_name() -> None:
    assert list(sdk_row_changes(build(row("极光推送")), build(row("JPush SDK")))) == []
    assert list(sdk_row_changes(build(row("某 SDK", None)), build(row("某SDK", None)))) == []
    assert short(sdk_row_changes(build(row("甲", None)), build(row("乙", None)))) == [
        "new 乙 [policy] high",
        "gone 甲 [policy] high",
    ]


def test_other_items_and_purposes() -> None:
    old, new = build(row(items=("imei",), purpose="推送")), build(row(items=("android-id",), purpose="推送与统计"))
    details = told(sdk_row_changes(old, new))
    assert details[0].startswith("items added: ")
    assert details[1].startswith("items struck out: ")
    assert details[2] == "purpose: 推送 → 推送与统计"
