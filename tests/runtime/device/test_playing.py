import time

import pytest

from kanhe.runtime.device.playing import Played, Player, launch_command, start
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.screens import Screens
from kanhe.runtime.driving.scenarios import Answer, Background, Boot, ColdStart, Exercise, Scenario, Wait
from kanhe.runtime.trace.records import GapRecord, Ui
from tests.runtime.device.recorded import PACKAGE, closed, recorder
from tests.runtime.device.scripted.tools import state, told

MAIN = "com.example.app.MainActivity"


class Untold:
    def touched_since(self, moment: float) -> float | None:
        return None


UNTOLD = Untold()


@pytest.fixture
def play(phone, adb, tmp_path):
    """Plays steps; what came of it and the records."""
    (tmp_path / "screens").mkdir()
    phone.find_root()

    def run(
        *steps, hooked: bool = True, touches=UNTOLD, minutes: float = 1.0, returned=lambda: None
    ) -> tuple[Played, list]:
        taken = recorder(tmp_path)
        screens = Screens(phone, taken, tmp_path / "screens", PACKAGE, time.time)
        player = Player(
            phone,
            screens,
            taken,
            PACKAGE,
            lambda: start(phone, PACKAGE, MAIN),
            time.time,
            touches,
            minutes,
            hooked,
            0.05,
            lambda _: None,
            returned,
        )
        player.play(Scenario("x", "x", "x", steps))
        return player.played, closed(taken, tmp_path)

    return run


def test_nothing_is_touched_while_waiting(play, adb) -> None:
    played, records = play(ColdStart(), Wait(0.4))
    assert played == Played(True, (), False, 1)
    assert not any(c.startswith("input tap") for c in adb.commands)
    assert [u.role for u in records if isinstance(u, Ui)] == ["consent"]


@pytest.mark.parametrize(
    ("how", "text", "role"),
    [("accept", "同意并继续", "consent_accept"), ("decline", "不同意", "consent_decline")],
    ids=["accept", "decline"],
)
def test_an_answer_is_one_touch(play, adb, how: str, text: str, role: str) -> None:
    before = time.time()
    played, records = play(ColdStart(), Wait(0.2), Answer(how))
    (click,) = [u for u in records if isinstance(u, Ui) and u.ev == "click"]
    assert (click.text, click.role, click.by, played.answered) == (text, role, "auto", (how,))
    assert before < click.ts < time.time()
    assert len([c for c in adb.commands if c.startswith("input tap")]) == 1


def test_the_devices_own_word_for_the_touch_counts(play) -> None:
    asked = []

    class Told:
        def touched_since(self, moment: float) -> float:
            asked.append(moment)
            return moment + 0.0125

    _, records = play(ColdStart(), Answer("accept"), touches=Told())
    click = next(u for u in records if isinstance(u, Ui) and u.ev == "click")
    assert [click.ts] == [asked[0] + 0.0125]


def test_without_a_screen_that_asks_nothing_is_answered(play, adb) -> None:
    state(adb.folder, consent="main")
    played, _ = play(ColdStart(), Wait(0.2), Answer("accept"))
    assert played == Played(False, (), True, 1)


LOCATION = "android.permission.ACCESS_FINE_LOCATION"


@pytest.mark.parametrize("hooked", [False, True], ids=["alone", "with-agent"])
def test_a_permission_is_refused_and_told_by_who_knows_its_name(play, adb, hooked: bool) -> None:
    state(adb.folder, asks=True)
    _, records = play(ColdStart(), Answer("accept"), Wait(0.3), hooked=hooked)
    screens = [u for u in records if isinstance(u, Ui)]
    told_of = [(u.ev, u.text, u.granted) for u in screens if u.ev.startswith("perm_")]
    assert told_of == ([] if hooked else [("perm_request", LOCATION, None), ("perm_result", LOCATION, False)])
    assert [u.text for u in screens if u.ev == "dialog"][-1] == "允许“示例”访问此设备的位置信息吗？"
    click = [u for u in screens if u.ev == "click"][-1]
    assert (click.text, click.comp) == (None, "com.android.permissioncontroller")


def test_using_the_app_touches_each_thing_once_and_never_an_answer(play, adb) -> None:
    state(adb.folder, consent="main")
    play(ColdStart(), Exercise(touches=5))
    taps = [c for c in adb.commands if c.startswith("input tap")]
    assert len(taps) == len(set(taps)) >= 1
    state(adb.folder, consent=None)
    before = len(adb.commands)
    play(ColdStart(), Exercise(touches=5))
    assert not [c for c in adb.commands[before:] if c.startswith("input tap")]


def test_no_time_no_use(play, adb) -> None:
    state(adb.folder, consent="main")
    play(ColdStart(), Exercise(), minutes=0)
    assert not [c for c in adb.commands if c.startswith("input tap")]


def test_a_cold_start_ends_the_process_first(play, adb) -> None:
    played, _ = play(ColdStart(), ColdStart())
    assert played.starts == 2
    assert len([c for c in adb.commands if c.startswith("am force-stop")]) == 1
    assert told(adb.folder)["starts"] == 2


def test_background_shows_the_home_screen(play, adb) -> None:
    play(ColdStart(), Background(0.2 / 3600))
    assert told(adb.folder)["front"] == "home"
    keys = [c.rpartition(" ")[2] for c in adb.commands if c.startswith("input keyevent")]
    assert keys == ["KEYCODE_WAKEUP", "KEYCODE_HOME", "KEYCODE_SLEEP"]


def test_a_device_that_goes_away_in_background_is_a_gap(play, adb, phone, monkeypatch) -> None:
    answers = iter([True, False, False, True, True])
    monkeypatch.setattr(type(phone), "present", lambda self: next(answers, True))
    slept = []
    monkeypatch.setattr("kanhe.runtime.device.playing.time", type("Time", (), {
        "sleep": staticmethod(slept.append), "monotonic": staticmethod(lambda: sum(slept)),
    }))  # fmt: skip
    back = []
    _, records = play(Background(150 / 3600), returned=lambda: back.append(1))
    assert back == [1]
    (gap,) = [r for r in records if isinstance(r, GapRecord)]
    assert gap.why == "disconnected"


def test_the_start_of_the_system_is_told_by_root(play, adb) -> None:
    _, records = play(ColdStart(), Boot())
    assert any("BOOT_COMPLETED -p com.example.app" in c for c in adb.commands)
    assert any(c.startswith("am kill") for c in adb.commands)
    assert not [r for r in records if isinstance(r, GapRecord)]


def test_without_root_it_is_a_gap(play) -> None:
    _, records = play(ColdStart(), Boot(), hooked=False)
    assert [r.why for r in records if isinstance(r, GapRecord)] == ["boot-needs-root"]


def test_an_app_that_is_not_there_is_a_sentence(phone, adb) -> None:
    state(adb.folder, installed=False)
    with pytest.raises(DeviceError, match="could not be started: Error type 3"):
        start(phone, PACKAGE, MAIN)


def test_the_command_that_starts_an_app() -> None:
    assert launch_command("a.b") == "monkey -p 'a.b' -c android.intent.category.LAUNCHER 1"
    assert launch_command("a.b", "a.B$C").endswith("-n 'a.b/a.B$C'")
