import time

from kanhe.runtime.device import op_watch
from kanhe.runtime.device.op_watch import API, OpWatch
from kanhe.runtime.trace.records import Call, GapRecord
from tests.runtime.device.recorded import PACKAGE, closed, recorder
from tests.runtime.device.scripted.tools import state


def test_each_new_access_is_a_call_and_an_old_one_is_none(phone, adb, tmp_path) -> None:
    taken = recorder(tmp_path)
    state(adb.folder, ops={"CAMERA": time.time() - 900})
    watch = OpWatch(phone, PACKAGE, taken, time.time)
    watch.ask()
    state(adb.folder, ops={"CAMERA": time.time() - 900, "FINE_LOCATION": time.time(), "VIBRATE": time.time()})
    watch.ask()
    watch.ask()
    later = time.time() + 30
    state(adb.folder, ops={"FINE_LOCATION": later})
    watch._take(f"FINE_LOCATION: allow; time=+{0}ms ago", later)
    calls = [r for r in closed(taken, tmp_path) if isinstance(r, Call)]
    assert [(c.kind, c.args.shown, c.via, c.api, c.perm) for c in calls] == [
        ("location-precise", ["FINE_LOCATION"], "binder", API, "granted"),
        ("location-precise", ["FINE_LOCATION"], "binder", API, "granted"),
    ]  # fmt: skip
    assert [c.n for c in calls] == [1, 2]
    assert watch.answered == 3


def test_what_it_does_not_see_is_a_gap_over_the_whole_run(phone, adb, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(op_watch, "EVERY", 0.05)
    taken = recorder(tmp_path)
    watch = OpWatch(phone, PACKAGE, taken, time.time)
    watch.start()
    state(adb.folder, ops={"READ_CLIPBOARD": time.time()})
    time.sleep(0.4)
    watch.stop()
    call, gap = closed(taken, tmp_path)
    assert isinstance(call, Call)
    assert call.kind == "clipboard"
    assert isinstance(gap, GapRecord)
    assert gap.to - gap.fro >= 0.4
    assert gap.why == "no-root"


def test_a_device_that_is_gone_ends_nothing(phone, adb, tmp_path) -> None:
    taken = recorder(tmp_path)
    watch = OpWatch(phone, PACKAGE, taken, time.time)
    adb.lose()
    watch.ask()
    assert closed(taken, tmp_path) == []
