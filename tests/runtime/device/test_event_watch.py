import time

import pytest

from kanhe.runtime.device import event_watch
from kanhe.runtime.device.event_watch import EventWatch
from kanhe.runtime.device.own_processes import OwnProcesses
from kanhe.runtime.device.process_log import ProcessLog
from kanhe.runtime.trace.records import GapRecord, Proc
from tests.runtime.device.recorded import PACKAGE, closed, recorder
from tests.runtime.device.scripted.tools import state


@pytest.fixture(autouse=True)
def quick(monkeypatch) -> None:
    monkeypatch.setattr(event_watch, "SETTLE", 0.3)
    monkeypatch.setattr(event_watch, "PAUSE", 0.05)


def line(folder, tag: str, text: str, at: float | None = None) -> None:
    with (folder / "events.log").open("a") as file:
        file.write(f"{at or time.time():.6f} 1000 1000 I {tag}: {text}\n")


def until(condition) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def start_of(pid: int) -> str:
    return f"[0,{pid},10001,{PACKAGE},service,{{{PACKAGE}/.S}}]"


def test_events_become_records_and_old_ones_do_not(phone, adb, tmp_path) -> None:
    line(adb.folder, "am_proc_start", start_of(1), time.time() - 100)
    taken = recorder(tmp_path)
    watch = EventWatch(phone, ProcessLog(OwnProcesses(PACKAGE)), taken, time.time)
    line(adb.folder, "am_proc_start", start_of(2))
    watch.start()
    begun = time.time()
    line(adb.folder, "input_interaction", "Interaction with: x")
    line(adb.folder, "chatty", "uid=1000 expire 3 lines")
    until(lambda: watch.seen == 3)
    watch.stop()
    records = closed(taken, tmp_path)
    assert [r.pid for r in records if isinstance(r, Proc)] == [2]
    assert [r.why for r in records if isinstance(r, GapRecord)] == ["event-log-lossy"]
    assert watch.touched_since(begun) is not None
    assert watch.touched_since(time.time()) is None


def test_a_log_that_breaks_off_is_read_on_where_it_was(phone, adb, tmp_path) -> None:
    taken = recorder(tmp_path)
    watch = EventWatch(phone, ProcessLog(OwnProcesses(PACKAGE)), taken, time.time)
    watch.start()
    line(adb.folder, "am_proc_start", start_of(1))
    until(lambda: watch.seen == 1)
    watch._stream._connection.conn.shutdown(2)
    line(adb.folder, "am_proc_start", start_of(2))
    until(lambda: watch.seen >= 3)
    watch.stop()
    records = closed(taken, tmp_path)
    assert [r.pid for r in records if isinstance(r, Proc)] == [1, 2]
    assert not [r for r in records if isinstance(r, GapRecord)]


def test_lines_that_the_device_no_longer_has_are_a_gap(phone, adb, tmp_path) -> None:
    taken = recorder(tmp_path)
    watch = EventWatch(phone, ProcessLog(OwnProcesses(PACKAGE)), taken, time.time)
    watch.start()
    line(adb.folder, "am_proc_start", start_of(1))
    until(lambda: watch.seen == 1)
    (adb.folder / "events.log").unlink()
    line(adb.folder, "am_proc_start", start_of(2))
    watch._stream._connection.conn.shutdown(2)
    until(lambda: watch.seen == 2)
    watch.stop()
    records = closed(taken, tmp_path)
    assert [r.pid for r in records if isinstance(r, Proc)] == [1, 2]
    assert [r.why for r in records if isinstance(r, GapRecord)] == ["event-log-behind"]


def test_a_log_that_cannot_be_read_is_a_gap(phone, adb, tmp_path) -> None:
    state(adb.folder, log_broken=True)
    taken = recorder(tmp_path)
    watch = EventWatch(phone, ProcessLog(OwnProcesses(PACKAGE)), taken, time.time)
    watch.start()
    until(lambda: any("threadtime -T" in c and "epoch" not in c for c in adb.commands))
    watch.stop()
    (gap,) = closed(taken, tmp_path)
    assert isinstance(gap, GapRecord)
    assert gap.why == "event-log-unread"


def test_one_that_was_never_started_stops_at_once(phone, tmp_path) -> None:
    EventWatch(phone, ProcessLog(OwnProcesses(PACKAGE)), recorder(tmp_path), time.time).stop()
