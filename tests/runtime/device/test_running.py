"""Whole runs: real adb, Debian's adbd, real mitmdump, real Frida over a Java program; the phone's tools are scripted."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kanhe.runtime.device.manifest import digest
from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.checking import check_trace
from kanhe.runtime.trace.reading import read_trace
from kanhe.runtime.trace.records import Burst, Call, FlowRecord, GapRecord, Proc, ScreenState, Ui
from tests.runtime.agent import program
from tests.runtime.device import world as worlds
from tests.runtime.device.fetched import fetched_adbd, fetched_mitmdump
from tests.runtime.device.scripted.origin import certificate
from tests.runtime.device.scripted.package import write_package
from tests.runtime.device.scripted.tools import state, told

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[worlds.World]:
    if why := worlds.missing():
        pytest.skip(why)
    fetched_adbd()
    fetched_mitmdump()
    with worlds.world(tmp_path_factory.mktemp("phone")) as up:
        app = up.phone / "app"
        source = (Path(__file__).parent / "scripted/app.py").read_text()
        app.write_text(source.replace("#!/usr/bin/env python3", f"#!{sys.base_prefix}/bin/python3"))
        app.chmod(0o755)
        pem = certificate(up.phone)
        for store in (worlds.STORE, worlds.MODULE):
            shutil.copy(pem, up.root / store / "0000abcd.0")
        (up.phone / "authority").mkdir()
        (up.phone / "authority/config.yaml").write_text(f"ssl_verify_upstream_trusted_ca: {pem}\n")
        origin = subprocess.Popen(
            up.inside(sys.executable, "-m", "tests.runtime.device.scripted.origin", str(pem)),
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        assert origin.stdout is not None
        assert origin.stdout.readline() == b"READY\n"
        try:
            yield up
        finally:
            origin.kill()
            origin.wait()


def run(world: worlds.World, out: Path, steps: list[tuple[str, Any]], **more: Any) -> dict[str, Any]:
    out.mkdir()
    package = write_package(out.with_suffix(".apk"))
    fresh = {"consent": None, "ops": {}, "pid": None, "front": "home", "shown": None, "starts": 0, "asks": False}
    state(world.phone, **{**fresh, **more.pop("phone", {})})
    asked = {
        "steps": steps,
        "out": str(out),
        "serial": worlds.SERIAL,
        "package": str(package),
        "phone": str(world.phone),
        **more,
    }
    done = world.run(sys.executable, "-m", "tests.runtime.device.scripted.drive", json.dumps(asked), cwd=ROOT)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def records(out: Path) -> list[Any]:
    problems = Problems()
    found = [line.record for line in read_trace(out / "trace.jsonl", problems)]
    assert problems.kept == []
    return found


def of(out: Path, kind: type) -> list[Any]:
    return [r for r in records(out) if isinstance(r, kind)]


def proxy(world: worlds.World) -> str:
    return world.run("adb", "-s", worlds.SERIAL, "shell", "settings get global http_proxy").stdout.strip()


@pytest.fixture(scope="module")
def hooked(world: worlds.World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """One run with everything: hooks, traffic, consent after a while, background."""
    pytest.importorskip("frida")
    if missing := program.missing_tools():
        pytest.skip(f"without {', '.join(missing)}")
    classes = program.compiled(tmp_path_factory.mktemp("classes"))
    out = tmp_path_factory.mktemp("runs") / "hooked"
    steps = [("start", 0), ("wait", 2.0), ("answer", "accept"), ("wait", 1.5), ("background", 0.5)]
    return out, run(world, out, steps, root=True, traffic=True, trust=True, classes=str(classes), phone={"asks": True})


def test_a_hooked_run_is_played_to_its_end(hooked) -> None:
    out, told = hooked
    assert (told["ended_by"], told["asked"], told["answered"], told["starts"]) == (None, True, ["accept"], 1)
    assert told["told"] == ["device", "install", "traffic", "start", "wait", "answer", "wait", "background", "end"]
    assert told["not_restored"] == []
    checked = check_trace(out / "trace.jsonl")
    assert checked.problems.kept == []
    assert checked.run.early
    assert checked.run.hooks.ok > 50
    assert checked.run.src == "device"
    assert checked.run.dev.model == "Example Scripted"


def test_calls_come_from_the_agent_with_their_stacks(hooked) -> None:
    out, _ = hooked
    kinds = {r.kind for r in records(out) if isinstance(r, (Call, Burst))}
    assert {"imei", "android-id", "contacts", "installed-apps"} <= kinds
    imei = next(r for r in of(out, Call) if r.kind == "imei" and r.ret.canary)
    assert (imei.ret.canary, imei.api) == ("imei-1", "android.telephony.TelephonyManager.getDeviceId")
    assert imei.stk is not None


def test_the_dialog_the_answer_and_the_refused_permission_are_told_in_order(hooked) -> None:
    out, _ = hooked
    mine = [u for u in of(out, Ui) if u.role or u.by == "auto" or "位置信息" in (u.text or "")]
    assert [(u.ev, u.role, u.by, u.comp) for u in mine] == [
        ("dialog", "consent", None, None), ("click", "consent_accept", "auto", None), ("dialog", None, None, None),
        ("click", None, "auto", "com.android.permissioncontroller"),
    ]  # fmt: skip
    dialog = next(u for u in of(out, Ui) if u.role == "consent")
    click = next(u for u in of(out, Ui) if u.role == "consent_accept")
    assert "隐私政策" in dialog.text
    assert click.ts - dialog.ts >= 1.5
    assert not any("user@example.com" in (u.text or "") for u in of(out, Ui))


def test_processes_and_screens_come_from_the_event_log(hooked) -> None:
    out, _ = hooked
    start, other = of(out, Proc)
    assert (start.ev, start.name, start.host) == ("start", "com.example.app", "activity")
    assert (other.name, other.host, other.comp) == ("com.other.push", "service", "com.other.push/com.other.push.Wake")
    assert [(s.ev, s.comp) for s in of(out, ScreenState) if s.src == "logcat"] == [
        ("resumed", "com.example.app.MainActivity"), ("stopped", "com.example.app.MainActivity"),
    ]  # fmt: skip


def test_requests_are_searched_and_the_pinned_client_is_told(hooked) -> None:
    out, told = hooked
    assert told["pinned"] == ["pinned.example.com"]
    flows = {f.host: f for f in of(out, FlowRecord) if f.scheme in ("http", "https", "tls") and not f.stk}
    plain, secure, pinned = flows["127.0.0.1"], flows["localhost"], flows["pinned.example.com"]
    assert [(p.kind, p.how) for p in plain.pi] == [("imei", "canary/plain")]
    assert (plain.scheme, plain.tls, plain.method) == ("http", None, "GET")
    assert [(p.kind, p.how) for p in secure.pi] == [("android-id", "canary/plain")]
    assert (secure.scheme, secure.method, bool(secure.tls), secure.pinned) == ("https", "POST", True, False)
    assert (pinned.pinned, pinned.pi, pinned.sni) == (True, [], "pinned.example.com")
    raw = (out / "trace.jsonl").read_text()
    assert "868939041234567" not in raw
    assert "9774d56d682e549c" not in raw


def test_the_device_is_as_it_was(hooked, world: worlds.World) -> None:
    assert proxy(world) == "null"
    assert told(world.phone)["rules"] == []
    for store in (worlds.STORE, worlds.MODULE):
        assert world.run("adb", "-s", worlds.SERIAL, "shell", f"ls /{store}").stdout.split() == ["0000abcd.0"]
    assert any("QUIC was blocked" in note for note in hooked[1]["notes"])
    assert not (world.phone / "setting.global.stay_on_while_plugged_in").exists()
    assert "global http_proxy 127.0.0.1:" in (world.phone / "settings.log").read_text()
    assert world.run("adb", "-s", worlds.SERIAL, "reverse", "--list").stdout.strip() == ""
    assert list((world.root / "data/local/tmp").glob("kh-*")) in ([], [world.root / "data/local/tmp/kh-window.xml"])


def test_every_file_stands_in_the_manifest_with_its_digest(hooked) -> None:
    out, _ = hooked
    manifest = json.loads((out / "manifest.json").read_text())
    listed = {f["path"]: f["sha256"] for f in manifest["files"]}
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} - {"manifest.json"}
    assert set(listed) == there
    assert {
        "trace.jsonl",
        "flows.mitm",
        "flows.jsonl",
        "screens/0001.png",
        "screens/0001.xml",
        "system/package.txt",
    } <= there
    assert all(digest(out / path) == told for path, told in listed.items())
    assert manifest["app"]["package"] == "com.example.app"


def test_without_root_the_system_is_asked_and_what_it_does_not_say_is_told(world: worlds.World, tmp_path) -> None:
    out = tmp_path / "plain"
    told = run(world, out, [("start", 0), ("wait", 1.0), ("answer", "decline"), ("wait", 0.3)])
    assert (told["answered"], told["ended_by"]) == (["decline"], None)
    calls = of(out, Call)
    assert [(c.kind, c.via, c.args.shown, c.perm) for c in calls] == [
        ("clipboard", "binder", ["READ_CLIPBOARD"], "granted")
    ]
    assert any(g.why == "no-root" for g in of(out, GapRecord))
    assert any(p.ev == "die" for p in of(out, Proc))
    assert not check_trace(out / "trace.jsonl").run.early
    assert not of(out, FlowRecord)


def test_ctrl_c_leaves_a_valid_trace_and_the_device_put_back(world: worlds.World, tmp_path) -> None:
    out = tmp_path / "cut"
    told = run(world, out, [("start", 0), ("wait", 60)], traffic=True, interrupt_in="wait")
    assert told["ended_by"] == "run-interrupted"
    assert any(g.why == "run-interrupted" for g in of(out, GapRecord))
    assert proxy(world) == "null"
    assert world.run("adb", "-s", worlds.SERIAL, "reverse", "--list").stdout.strip() == ""
    assert (out / "manifest.json").exists()


def test_hooks_without_root_are_refused_in_a_sentence(world: worlds.World, tmp_path) -> None:
    out = tmp_path / "none"
    told = run(world, out, [("start", 0)], root=True, phone={"root": False})
    state(world.phone, root=True)
    assert "gives no root" in told["error"]
    assert list(out.iterdir()) == []


def test_the_start_of_the_system_and_a_second_start(world: worlds.World, tmp_path) -> None:
    out = tmp_path / "boot"
    told = run(world, out, [("start", 0), ("wait", 0.3), ("start", 0), ("wait", 0.3), ("boot", 0), ("wait", 0.3)])
    assert told["starts"] == 2
    starts = [p.host for p in of(out, Proc) if p.ev == "start"]
    assert starts == ["activity", "activity"]
    assert any(g.why == "boot-needs-root" for g in of(out, GapRecord))


def test_tools_are_there_in_continuous_integration() -> None:
    """With CI set nothing is left out."""
    import os

    if os.environ.get("CI"):
        assert worlds.missing() == ""
        assert shutil.which("java")
