"""The agent under real Frida in a real Java machine, against what the program's own platform methods noted."""

from __future__ import annotations

import hashlib
import hmac
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kanhe.runtime.agent.recorder import Recorder, Watched
from kanhe.runtime.agent.session import Attached
from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.joining.attribution import is_platform, split_frame
from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.trace.checking import check_trace
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import App, Burst, Call, GapRecord, Record, Run, ScreenState, Stack, Ui
from tests.runtime.agent.program import LOADER, PACKAGE, Outcome, started

pytestmark = pytest.mark.jdk

CARRIED_OUT = {
    "android.content.Context": "android.app.ContextImpl",
    "android.content.pm.PackageManager": "android.app.ApplicationPackageManager",
}
NOTED = ("android.", "com.android.")


def calls(outcome: Outcome) -> list[Call | Burst]:
    return [r for r in outcome.records if isinstance(r, (Call, Burst))]


def frames(outcome: Outcome, call: Call | Burst) -> list[str]:
    return next(r.frames for r in outcome.records if isinstance(r, Stack) and r.id == call.stk)


def caller(stack: Iterable[str]) -> str:
    return next((f for f in stack if not is_platform(split_frame(f)[0])), "")


def only(outcome: Outcome, api: str, **more: Any) -> Call:
    """The first call of an interface with these fields."""
    return next(
        c
        for c in calls(outcome)
        if isinstance(c, Call) and c.api == api and all(getattr(c, k) == v for k, v in more.items())
    )


def test_call_for_call(watched: Outcome) -> None:
    told: Counter[tuple[str, str | None, str, bool]] = Counter()
    for call in calls(watched):
        owner, _, method = call.api.rpartition(".")
        if call.api.startswith(NOTED):
            place = f"{CARRIED_OUT.get(owner, owner)}.{method}"
            told[place, call.sig, caller(frames(watched, call)), call.depth > 0] += call.cnt
    # A location that came back is read once more by the agent itself, for its digest.
    own = {("android.location.Location.getLatitude", True), ("android.location.Location.getLongitude", True)}
    noted = Counter((t.api, t.sig, t.caller, t.inner) for t in watched.truth if (t.api, t.inner) not in own)
    assert sum(noted.values()) == 427
    assert told == noted


def test_the_program_saw_no_difference(watched: Outcome) -> None:
    """It checks each value and exception itself, and ends with another code where one is wrong."""
    assert watched.exit_code == 0
    assert watched.other == ()
    assert watched.errors == ()
    assert watched.stats["errors"] == 0, watched.stats["lastError"]
    assert watched.refused == 0


def test_what_it_wrote_is_a_trace(watched: Outcome, tmp_path: Path) -> None:
    import io

    from kanhe.runtime.trace.writing import TraceWriter

    file = io.BytesIO()
    TraceWriter(file, watched.run).write_all(r for r in watched.records if not isinstance(r, Run))
    (tmp_path / "t.jsonl").write_bytes(file.getvalue())
    assert check_trace(tmp_path / "t.jsonl").problems.count == 0
    assert watched.run.early
    assert watched.run.hooks.missing == []
    assert watched.run.hooks.ok > 40
    assert watched.run.agent.catalog_sha


def test_values_never_leave(watched: Outcome) -> None:
    import msgspec

    whole = msgspec.json.encode(watched.records).decode()
    for value in ("868939041234567", "460001234567890", "a1b2c3d4e5f60718", "39.908712", "116.397512"):
        assert value not in whole
    told = only(watched, "android.telephony.TelephonyManager.getSubscriberId").ret
    expected = hmac.new(b"salt" * 8, b"460001234567890", hashlib.sha256).hexdigest()[:16]
    assert (told.len, told.d, told.canary) == (15, expected, None)


def test_planted_values_are_named(watched: Outcome) -> None:
    assert only(watched, "android.telephony.TelephonyManager.getDeviceId").ret.canary == "planted-imei"
    assert only(watched, "android.location.LocationManager.getLastKnownLocation").ret.canary == "planted-place"
    assert only(watched, "android.provider.Settings$Secure.getString").ret.canary is None


@pytest.mark.parametrize(
    ("api", "kind", "shown"),
    [
        ("android.provider.Settings$Secure.getString", "android-id", ["android_id"]),
        ("android.content.ContentResolver.query", "contacts", ["com.android.contacts"]),
        ("android.location.LocationManager.getLastKnownLocation", "location-precise", ["gps"]),
        ("android.content.Context.startService", "foreign-start", ["com.other.app"]),
        ("android.content.Context.startActivity", "component-start", []),
        ("android.content.pm.PackageManager.getPackageInfo", "single-app-probe", ["com.other.app"]),
        ("android.app.Activity.requestPermissions", "permission-request", ["android.permission.CAMERA"]),
        ("android.content.Context.registerReceiver", "sms", ["android.provider.Telephony.SMS_RECEIVED"]),
        ("android.content.Context.bindService", "oaid", ["com.uodis.opendevice.OPENIDS_SERVICE"]),
        ("android.content.pm.PackageManager.queryIntentActivities", "installed-apps", []),
        ("android.hardware.SensorManager.registerListener", "sensors", []),
        ("android.media.MediaDrm.getPropertyByteArray", "drm-id", ["deviceUniqueId"]),
        ("android.os.SystemProperties.get", "serial-number", ["ro.serialno"]),
        ("java.io.File.list", "storage-files", ["/sdcard/"]),
        ("java.lang.Runtime.exec", "installed-apps", ["pm list packages"]),
        ("java.io.FileInputStream.<init>", "local-network", ["/proc/net/arp"]),
        ("java.net.NetworkInterface.getHardwareAddress", "mac-address", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_call_stands_for(watched: Outcome, api: str, kind: str, shown: list[str]) -> None:
    told = only(watched, api, depth=0)
    assert (told.kind, told.args.shown) == (kind, shown)


def test_the_narrowest_meaning_is_told(watched: Outcome) -> None:
    told = [
        (c.kind, c.args.shown) for c in calls(watched) if c.api == "android.hardware.SensorManager.registerListener"
    ]
    assert told == [("sensors", []), ("activity-recognition", ["19"])]


def test_what_is_the_apps_own_is_not_recorded(watched: Outcome) -> None:
    assert len([c for c in calls(watched) if c.api == "java.io.File.list"]) == 1
    assert len([c for c in calls(watched) if c.api == "android.content.pm.PackageManager.getPackageInfo"]) == 1


def test_bytes_have_a_digest(watched: Outcome) -> None:
    told = only(watched, "android.media.MediaDrm.getPropertyByteArray").ret
    assert (told.len, told.d) == (3, hmac.new(b"salt" * 8, b"\x01\x02\xff", hashlib.sha256).hexdigest()[:16])


def test_permissions_are_asked(watched: Outcome) -> None:
    assert only(watched, "android.location.LocationManager.getLastKnownLocation").perm == "granted"
    assert only(watched, "android.telephony.TelephonyManager.getLine1Number").perm == "denied"
    assert only(watched, "android.media.MediaDrm.getPropertyByteArray").perm == "na"


def test_an_exception_is_the_apps(watched: Outcome) -> None:
    assert only(watched, "android.telephony.TelephonyManager.getLine1Number").thr == "java.lang.SecurityException"


def test_ways(watched: Outcome) -> None:
    ways = {(c.api.rpartition(".")[2], c.via) for c in calls(watched)}
    assert ("getSubscriberId", "binder") in ways
    assert ("getDeviceId", "reflect") in ways
    # What Java opens is opened by the system's library as well: told, and inside.
    assert {c.depth > 0 for c in calls(watched) if c.via == "file"} == {True}


def test_what_the_platform_opens_for_itself_is_not_the_apps(watched: Outcome) -> None:
    assert not [c for c in calls(watched) if c.api == "/proc/net/if_inet6"]


def test_the_nearest_frame_comes_first(watched: Outcome) -> None:
    sdk = [frames(watched, c) for c in calls(watched) if "com.umeng" in frames(watched, c)[0]]
    assert sdk
    assert sdk[0][0] == "com.umeng.commonsdk.UMConfigure.init:7"
    assert sdk[0][1].startswith("com.example.app.Main.scenario:")


def test_a_burst_counts_what_it_does_not_tell(watched: Outcome) -> None:
    rounds = [c for c in calls(watched) if caller(frames(watched, c)).startswith("com.example.app.Main.rounds:")]
    bursts = [c for c in rounds if isinstance(c, Burst)]
    assert bursts
    assert sum(c.cnt for c in rounds) == 400
    assert len(rounds) < 200
    for burst in bursts:
        assert burst.first <= burst.last
        assert 0 <= burst.gaps.p10 <= burst.gaps.p50 <= burst.gaps.p90


def test_screens(watched: Outcome) -> None:
    states = [(r.ev, r.comp, r.proc) for r in watched.records if isinstance(r, ScreenState)]
    assert states == [(ev, "com.example.app.Main$MainActivity", PACKAGE) for ev in ("resumed", "stopped")]
    told = {(r.ev, r.text, r.granted) for r in watched.records if isinstance(r, Ui)}
    assert told == {
        ("window", "欢迎", None), ("dialog", "请阅读《隐私政策》\n同意并继续", None), ("click", "同意并继续", None),
        ("perm_request", "android.permission.CAMERA", None), ("perm_result", "android.permission.CAMERA", False),
    }  # fmt: skip


def test_a_click_comes_before_what_it_does(watched: Outcome) -> None:
    (click,) = [r for r in watched.records if isinstance(r, Ui) and r.ev == "click"]
    inside = [c for c in calls(watched) if isinstance(c, Call) and "lambda$screens" in caller(frames(watched, c))]
    assert len(inside) == 1
    assert click.ts <= inside[0].ts


def test_numbers_are_given_once(watched: Outcome) -> None:
    numbers = [c.n for c in calls(watched)]
    assert len(numbers) == len(set(numbers))


def test_a_lost_agent_leaves_a_gap(classes: Path, tmp_path: Path) -> None:
    frida = pytest.importorskip("frida")
    process = started(classes)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        settings = AgentSettings(PACKAGE, natives=(), loader=LOADER)
        recorder = Recorder(tmp_path / "t.jsonl", Run("run", "desk", App(PACKAGE)), settings)
        session = frida.attach(process.pid)
        attached = Attached(session, Watched(process.pid, PACKAGE, early=False), recorder, settings)
        attached.begin()
        assert attached.ping()
        begin = time.time()
        process.send_signal(signal.SIGKILL)
        assert attached.wait_gone(10)
        assert not attached.ping()
    finally:
        process.kill()
        process.wait()
    told = recorder.close()
    assert not told.early
    gaps = [line.record for line in read_trace(tmp_path / "t.jsonl", Problems()) if isinstance(line.record, GapRecord)]
    assert [g.to >= begin for g in gaps] in ([], [True])  # a process that is killed is at its end


class FakeScript:
    def __init__(self, answer: Any) -> None:
        self.callbacks: dict[str, Callable[..., Any]] = {}
        self.posted: list[Any] = []
        self.exports_sync = self
        self.answer = answer

    def on(self, signal: str, callback: Callable[..., Any]) -> None:
        self.callbacks[signal] = callback

    def load(self) -> None: ...

    def unload(self) -> None: ...

    def post(self, message: Any, data: bytes | None = None) -> None:
        self.posted.append(message)

    def install(self, settings: dict[str, Any], table: list[dict[str, Any]]) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class FakeSession(FakeScript):
    def create_script(self, source: str, name: str | None = None) -> FakeScript:
        self.script = FakeScript(self.answer)
        return self.script

    def detach(self) -> None: ...


ANSWER = {"pid": 7, "java": True, "ok": 3, "missing": [["a.B.c", "why"]], "absent": 1, "waiting": 2}


def fake(tmp_path: Path, answer: Any = ANSWER) -> tuple[FakeSession, Attached, Recorder]:
    settings = AgentSettings(PACKAGE)
    recorder = Recorder(tmp_path / "t.jsonl", Run("run", "device", App(PACKAGE)), settings)
    session = FakeSession(answer)
    return session, Attached(session, Watched(7, PACKAGE, early=True), recorder, settings), recorder


def records(tmp_path: Path, recorder: Recorder) -> list[Record]:
    recorder.close()
    return [line.record for line in read_trace(tmp_path / "t.jsonl", Problems())]


@pytest.mark.parametrize(
    ("reason", "gaps"), [("connection-terminated", 1), ("process-terminated", 0), ("application-requested", 0)]
)
def test_reasons_of_an_end(tmp_path: Path, reason: str, gaps: int) -> None:
    pytest.importorskip("frida_tools")
    session, attached, recorder = fake(tmp_path)
    attached.begin()
    session.callbacks["detached"](reason, None)
    assert attached.wait_gone(0)
    told = [r for r in records(tmp_path, recorder) if isinstance(r, GapRecord)]
    assert len(told) == gaps
    assert all(reason in r.why for r in told)


def test_hooks_that_failed_stand_in_the_run(tmp_path: Path) -> None:
    pytest.importorskip("frida_tools")
    _, attached, recorder = fake(tmp_path)
    attached.begin()
    (told,) = records(tmp_path, recorder)
    assert isinstance(told, Run)
    assert (told.hooks.ok, told.hooks.missing, told.early) == (3, ["a.B.c"], True)


def test_an_agent_that_cannot_begin(tmp_path: Path) -> None:
    pytest.importorskip("frida_tools")
    _, attached, recorder = fake(tmp_path, RuntimeError("script is destroyed"))
    with pytest.raises(RunError, match=re.escape("script is destroyed")):
        attached.begin()
    assert not recorder.close().early


def test_what_is_no_message_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("frida_tools")
    session, attached, recorder = fake(tmp_path)
    attached.begin()
    on_message = session.script.callbacks["message"]
    on_message(
        {
            "type": "send",
            "payload": {
                "k": "batch",
                "r": [{"t": "call"}, 7, {"t": "ui", "n": 1, "ts": 5, "ev": "click", "text": "好"}],
            },
        },
        None,
    )
    on_message({"type": "send", "payload": "?"}, None)
    on_message({"type": "error", "description": "it broke"}, None)
    assert recorder.refused == 3
    assert attached.errors == ["it broke"]
    assert [r for r in records(tmp_path, recorder) if isinstance(r, Ui)] == [Ui(5, "click", "好")]


def test_the_end_of_a_process_is_waited_for(tmp_path: Path) -> None:
    pytest.importorskip("frida_tools")
    session, attached, _ = fake(tmp_path)
    attached.begin()
    session.script.callbacks["message"]({"type": "send", "payload": {"k": "ending", "stats": {"calls": 5}}}, None)
    assert session.script.posted == [{"type": "ended"}]
    session.callbacks["detached"]("process-terminated")
    assert attached.stats() == {"calls": 5}
