import pytest

from kanhe.knowledge.behaviours import behaviours
from kanhe.report.diff.behaviours import ORDINARY, behaviour_changes
from tests.report.diff.builds import behaviour, build, short


def test_ordinary_ones_are_known() -> None:
    assert {*behaviours()} > ORDINARY


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ([], [behaviour("send-sms")], "new send-sms/app [api] high"),
        ([], [behaviour("vibrate")], "new vibrate/app [] weak"),
        ([behaviour("send-sms")], [], "gone send-sms/app [] plain"),
        ([behaviour("send-sms", "present")], [behaviour("send-sms")], "new send-sms/app [api] high"),
        (
            [behaviour("send-sms", phase="event")],
            [behaviour("send-sms", phase="background")],
            "changed send-sms/app [moment] plain",
        ),
        (
            [behaviour("send-sms")],
            [behaviour("send-sms"), behaviour("send-sms", actor="jpush")],
            "new send-sms/jpush [api] high",
        ),
        (
            [behaviour("send-sms")],
            [behaviour("send-sms"), behaviour("send-sms", actor="androidx")],
            "new send-sms/androidx [] weak",
        ),
        ([], [behaviour("send-sms", actor="androidx")], "new send-sms/androidx [api] high"),
    ],
    ids=["new", "ordinary", "gone", "now-reached", "background", "another-actor", "a-library-too", "only-a-library"],
)
def test_each_kind(old: list, new: list, line: str) -> None:
    assert short(behaviour_changes(build(*old), build(*new))) == [line]


def test_code_that_is_never_reached_shows_nothing() -> None:
    assert list(behaviour_changes(build(), build(behaviour("send-sms", "present")))) == []
