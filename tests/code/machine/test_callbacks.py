import pytest

from kanhe.code.machine import callbacks


@pytest.mark.parametrize(
    ("name", "user", "later"),
    [
        ("onClick", True, False),
        ("onLongClick", True, False),
        ("onItemSelected", True, False),
        ("onActivityResult", True, False),
        ("onRequestPermissionsResult", True, False),
        ("afterTextChanged", True, False),
        ("performClick", True, False),
        ("performClickAgain", False, False),
        ("onCreate", False, False),
        ("run", False, False),
        ("onPause", False, True),
        ("onDestroyView", False, True),
        ("onActivityStopped", False, True),
        ("onBackground", True, True),  # begins like onBackPressed
        ("onServiceDisconnected", False, True),
        ("uncaughtException", False, True),
        ("on", False, False),
        ("reonClick", False, False),
    ],
)
def test_what_a_callback_waits_for(name: str, user: bool, later: bool) -> None:
    assert callbacks.waits_for_user(name) == user
    assert callbacks.comes_later(name) == later


def test_the_order_of_a_life() -> None:
    names = ["onDestroy", "onCustom", "onResume", "onCreate", "onPause", "attachBaseContext"]
    expected = ["attachBaseContext", "onCreate", "onResume", "onCustom", "onPause", "onDestroy"]
    assert sorted(names, key=callbacks.order) == expected


def test_a_screens_coming_and_going() -> None:
    assert (
        callbacks.CREATION.index("onCreate")
        < callbacks.CREATION.index("onStart")
        < callbacks.CREATION.index("onResume")
    )
    assert {*callbacks.PAUSE, *callbacks.STOP, *callbacks.RESTART, *callbacks.DESTROY} <= callbacks.ACTIVITY
    assert "onClick" not in callbacks.ACTIVITY


@pytest.mark.parametrize("name", callbacks.CREATION)
def test_nothing_before_the_first_screen_waits(name: str) -> None:
    assert not callbacks.comes_later(name)
