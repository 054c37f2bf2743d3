import pytest

from kanhe.evidence import ComponentRow
from kanhe.report.diff.components import component_changes
from tests.report.diff.builds import build, short, told


def component(exported: bool = False, **columns: object) -> ComponentRow:
    return ComponentRow(**{"app": "a", "kind": "service", "name": "com.example.Work", "exported": exported, **columns})


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ([], [component()], "new service/com.example.Work [] weak"),
        ([], [component(True)], "new service/com.example.Work [] plain"),
        ([component(True)], [], "gone service/com.example.Work [] weak"),
        ([component()], [component(True)], "changed service/com.example.Work [] high"),
        ([component(True, permission="p.Q")], [component(True)], "changed service/com.example.Work [] high"),
        ([component(True)], [component()], "changed service/com.example.Work [] plain"),
        (
            [component()],
            [component(triggers=("android.intent.action.BOOT_COMPLETED",))],
            "changed service/com.example.Work [] plain",
        ),
    ],
    ids=["inner", "exported", "gone", "opened", "unguarded", "closed", "trigger"],
)
def test_each_kind(old: list, new: list, line: str) -> None:
    assert short(component_changes(build(*old), build(*new))) == [line]


def test_the_door_in_words() -> None:
    found = component_changes(
        build(component(True, permission="p.Q")), build(component(True, enabled=False, schemes=("shop",)))
    )
    assert told(found) == ["exported, needs Q → disabled", "new links: shop://"]


def test_equal_ones_are_no_change() -> None:
    assert list(component_changes(build(component(True)), build(component(True, in_code=True)))) == []
