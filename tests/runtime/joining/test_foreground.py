from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.joining.foreground import GRACE, belongs, foreground
from kanhe.runtime.trace.records import Proc, ScreenState, Ui

PKG = "com.example"


def up(at: float, screen: str | None = "A", process: str = PKG) -> ScreenState:
    return ScreenState(at, "resumed", process, screen)


def down(at: float, screen: str | None = "A", process: str = PKG) -> ScreenState:
    return ScreenState(at, "stopped", process, screen)


def states(*records: ScreenState, at: tuple[float, ...], processes: tuple[Proc, ...] = ()) -> list[str]:
    found = foreground(records, processes, PKG)
    return [found.at(t) for t in at]


def test_background_begins_three_seconds_after_the_last_screen() -> None:
    assert states(up(10), down(20), at=(5, 10, 21, 22.9, 23, 99)) == [
        "unknown", "foreground", "foreground", "foreground", "background", "background",
    ]  # fmt: skip


def test_a_short_absence_is_none() -> None:
    assert states(up(10), down(20), up(22), down(40), at=(21, 23, 30, 44)) == [
        "foreground", "foreground", "foreground", "background",
    ]  # fmt: skip


def test_the_next_screen_comes_before_the_last_goes() -> None:
    assert states(up(1, "A"), up(5, "B"), down(6, "A"), at=(20,)) == ["foreground"]
    assert states(up(1, None), up(5, None), down(6, None), at=(20,)) == ["foreground"]
    assert states(up(1, None), up(5, None), down(6, None), down(8, None), at=(20,)) == ["background"]


def test_all_processes_count() -> None:
    assert states(up(1), up(2, "P", f"{PKG}:push"), down(5), at=(20,)) == ["foreground"]
    assert states(up(1), up(2, "P", f"{PKG}:push"), down(5), down(6, "P", f"{PKG}:push"), at=(20,)) == ["background"]


def test_a_dead_process_shows_nothing() -> None:
    assert states(up(1), at=(20,), processes=(Proc(5, "die", PKG),)) == ["background"]


def test_started_for_a_broadcast_there_is_no_screen() -> None:
    assert states(at=(1, 4), processes=(Proc(0, "start", PKG, host="broadcast"),)) == ["unknown", "background"]
    assert states(at=(1, 4), processes=(Proc(0, "start", PKG, host="activity"),)) == ["foreground", "foreground"]
    assert states(at=(4,), processes=(Proc(0, "start", "com.other", host="broadcast"),)) == ["unknown"]


def test_a_dark_display_shows_nothing() -> None:
    assert states(up(1), ScreenState(10, "screen_off"), ScreenState(100, "screen_on"), at=(12, 50, 101)) == [
        "foreground", "background", "foreground",
    ]  # fmt: skip


def test_the_system_knows_better() -> None:
    assert states(up(1), ScreenState(10, "bg", src="logcat"), at=(20,)) == ["background"]


def test_foreground_services_and_time_in_the_background() -> None:
    found = foreground([up(1), down(10)], [], PKG, [Ui(20, "fg_service", on=True), Ui(30, "fg_service", on=False)])
    assert [found.serving(t) for t in (5, 20, 29, 31)] == [False, True, True, False]
    assert found.background_seconds(113) == 100


def test_belongs() -> None:
    assert belongs(PKG, PKG)
    assert belongs(f"{PKG}:push", PKG)
    assert not belongs(f"{PKG}2", PKG)
    assert not belongs("com", PKG)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.booleans()), max_size=40), st.floats(0, 1100))
def test_never_in_the_background_within_the_time_of_grace(changes: list[tuple[float, bool]], at: float) -> None:
    found = foreground([up(t) if visible else down(t) for t, visible in changes], [], PKG)
    ordered = sorted(changes, key=lambda c: c[0])
    if found.at(at) == "background":
        before = [visible for t, visible in ordered if at - GRACE < t <= at]
        assert not any(before)
    begins = [t for t, _ in found.changes]
    assert begins == sorted(begins)
