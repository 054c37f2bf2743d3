import pytest

from kanhe.evidence import PermissionRow
from kanhe.report.diff.permissions import permission_changes
from tests.report.diff.builds import build, short, told

CAMERA = "android.permission.CAMERA"


def permission(name: str = CAMERA, protection: str = "dangerous", **columns: object) -> PermissionRow:
    return PermissionRow("a", name, protection, **columns)  # type: ignore[arg-type]


def test_new_ones_ask_but_not_what_the_app_defines_itself() -> None:
    own = "com.example.app.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION"
    new = build(permission(), permission("android.permission.VIBRATE", "normal"), permission(own, "unknown"))
    assert short(permission_changes(build(), new)) == [
        f"new {CAMERA} [permission] high",
        "new android.permission.VIBRATE [permission] plain",
        f"new {own} [] weak",
    ]


def test_gone_ones_ask_for_nothing() -> None:
    assert short(permission_changes(build(permission()), build())) == [f"gone {CAMERA} [] plain"]


@pytest.mark.parametrize(
    ("before", "after", "conditions"),
    [(28, None, "permission"), (28, 30, "permission"), (None, 28, ""), (30, 28, "")],
    ids=["no-end", "later", "an-end", "sooner"],
)
def test_wider_range_of_versions_asks(before: int | None, after: int | None, conditions: str) -> None:
    found = permission_changes(build(permission(max_sdk=before)), build(permission(max_sdk=after)))
    assert short(found) == [f"changed {CAMERA} [{conditions}] plain"]


def test_a_permission_declared_twice_holds_as_far_as_the_wider_one() -> None:
    both = build(permission(max_sdk=28), permission(max_sdk=32))
    assert list(permission_changes(both, build(permission(max_sdk=32)))) == []


def test_use_is_told_only_when_it_is_known_in_both() -> None:
    used, unused, unknown = (
        build(permission(used=used, used_by=("app",) if used else ())) for used in (True, False, None)
    )
    assert told(permission_changes(unused, used)) == ["no use found → used by: the app's own code"]
    assert list(permission_changes(unknown, used)) == []
    assert list(permission_changes(used, unknown)) == []


def test_details_of_a_new_one() -> None:
    row = permission(items=("camera",), declared_by=("jpush",), used=True, used_by=("app",))
    details = told(permission_changes(build(), build(row)))
    assert details[0] == "dangerous"
    assert "asked for by: JPush" in details
    assert "used by: the app's own code" in details
