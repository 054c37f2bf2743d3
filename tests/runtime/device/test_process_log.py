from hypothesis import given
from hypothesis import strategies as st

from kanhe.runtime.device.event_log import Event
from kanhe.runtime.device.own_processes import OwnProcesses
from kanhe.runtime.device.process_log import MAX_PROCESSES, ProcessLog
from kanhe.runtime.joining.foreground import belongs
from kanhe.runtime.trace.records import Proc, Record, ScreenState, Ui

APP = "com.example.app"


def taken(*events: Event, jobs=frozenset(), screens=frozenset()) -> list[Record]:
    log = ProcessLog(OwnProcesses(APP), jobs, screens)
    return [r for e in events for r in log.take(e)]


def test_a_process_its_screen_and_its_end() -> None:
    told = taken(
        Event("start", 1.0, 7, APP, f"{APP}/{APP}.Main", "activity"), Event("bound", 1.1, 7, APP),
        Event("resumed", 1.2, 7, None, f"{APP}.Main"), Event("stopped", 2.0, 7, None, f"{APP}.Main"),
        Event("destroyed", 2.1, 7, None, f"{APP}.Main"), Event("die", 3.0, 7, APP), Event("die", 3.1, 7, APP),
    )  # fmt: skip
    assert told == [
        Proc(1.0, "start", APP, 7, "activity", f"{APP}/{APP}.Main"),
        ScreenState(1.2, "resumed", APP, f"{APP}.Main", "logcat"), ScreenState(2.0, "stopped", APP, f"{APP}.Main", "logcat"),
        ScreenState(2.1, "stopped", APP, f"{APP}.Main", "logcat"), Proc(3.0, "die", APP, 7),
    ]  # fmt: skip


def test_a_service_that_is_a_job_was_started_as_one() -> None:
    start = Event("start", 1.0, 7, f"{APP}:work", f"{APP}/a.SyncJob", "service")
    assert taken(start, jobs=frozenset({"a.SyncJob"}))[0].host == "job"
    assert taken(start)[0].host == "service"


def test_who_asked_for_a_start_is_told_where_the_event_tells() -> None:
    restart = Event("start", 1.0, 7, f"{APP}:work", f"{APP}/a.Sync", "service", "android")
    assert [r.caller for r in taken(restart, Event("start", 2.0, 8, APP)) if isinstance(r, Proc)] == ["android", None]


def test_another_app_that_comes_up_is_told_and_its_screens_are_not() -> None:
    log = ProcessLog(OwnProcesses(APP))
    told = [
        r for e in (Event("start", 1.0, 9, "com.other", "com.other/x.Push", "service"), Event("resumed", 1.1, 9, None, "x.Main"),
                    Event("die", 2.0, 9, "com.other"))
        for r in log.take(e)
    ]  # fmt: skip
    assert told == [Proc(1.0, "start", "com.other", 9, "service", "com.other/x.Push")]
    assert log.foreign == 1


def test_a_name_that_only_begins_alike_is_another_app() -> None:
    log = ProcessLog(OwnProcesses(APP))
    assert list(log.take(Event("resumed", 1.0, 5, None, "x"))) == []
    list(log.take(Event("start", 1.0, 5, f"{APP}x", None, "service")))
    assert log.foreign == 1


def test_where_the_process_is_not_known_the_name_of_the_screen_tells() -> None:
    screen = Event("resumed", 1.0, 5, None, "a.Main")
    assert taken(screen, screens=frozenset({"a.Main"})) == [ScreenState(1.0, "resumed", APP, "a.Main", "logcat")]
    assert taken(screen) == []


def test_a_process_with_a_name_of_its_own_is_the_apps() -> None:
    log = ProcessLog(OwnProcesses(APP, frozenset({"io.push"})))
    told = [
        r
        for e in (Event("start", 1.0, 7, "io.push", f"{APP}/x.Y", "service"), Event("die", 2.0, 7, "io.push"))
        for r in log.take(e)
    ]
    assert [(r.ev, r.name) for r in told] == [("start", f"{APP}:io.push"), ("die", f"{APP}:io.push")]
    assert log.foreign == 0


def test_the_second_to_tell_of_a_start_is_not_listened_to() -> None:
    log = ProcessLog(OwnProcesses(APP))
    assert len(list(log.started(1.0, 7, f"{APP}:push"))) == 1
    assert list(log.take(Event("start", 1.1, 7, f"{APP}:push", "a/b", "service"))) == []
    assert len(list(log.take(Event("start", 9.0, 7, "com.other", None, "service")))) == 1


def test_the_display_and_foreground_services() -> None:
    assert taken(
        Event("screen_off", 1.0), Event("fgs_on", 2.0, None, None, f"{APP}/{APP}.Keep"), Event("fgs_on", 3.0, None, None, "com.other/x.Y"),
        Event("fgs_off", 4.0, None, None, f"{APP}/{APP}.Keep"),
    ) == [
        ScreenState(1.0, "screen_off", src="logcat"), Ui(2.0, "fg_service", comp=f"{APP}/{APP}.Keep", on=True),
        Ui(4.0, "fg_service", comp=f"{APP}/{APP}.Keep", on=False),
    ]  # fmt: skip


def test_the_oldest_processes_are_forgotten() -> None:
    log = ProcessLog(OwnProcesses(APP))
    for pid in range(MAX_PROCESSES + 5):
        list(log.started(1.0, pid, "com.other"))
    assert len(log._names) == MAX_PROCESSES


EVENTS = st.builds(
    Event, st.sampled_from(["start", "bound", "die", "resumed", "stopped", "screen_on", "fgs_on", "touch", "lost"]),
    st.floats(0, 100), st.none() | st.integers(1, 4), st.none() | st.sampled_from([APP, f"{APP}:a", "com.other"]),
    st.none() | st.sampled_from([f"{APP}/x.Y", "x.Main"]),
)  # fmt: skip


@given(st.lists(EVENTS, max_size=40))
def test_only_the_apps_own_processes_die_and_each_once(events: list[Event]) -> None:
    told = taken(*events)
    for record in told:
        if isinstance(record, Proc) and record.ev == "die":
            assert belongs(record.name, APP)
        if isinstance(record, ScreenState) and record.proc:
            assert belongs(record.proc, APP)
