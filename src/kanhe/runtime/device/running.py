"""A run on a device from beginning to end: the order of its parts and that everything is put back; nothing of how they work."""

from __future__ import annotations

import secrets
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kanhe.package.package import Package
from kanhe.runtime.agent.recorder import Recorder
from kanhe.runtime.agent.settings import AgentSettings
from kanhe.runtime.device import capturing, playing, quic
from kanhe.runtime.device.capture_tool import mitmdump
from kanhe.runtime.device.captured import Captured, read_captured
from kanhe.runtime.device.dumps import keep_dumps
from kanhe.runtime.device.event_watch import EventWatch
from kanhe.runtime.device.facts import Facts
from kanhe.runtime.device.gating import Gate
from kanhe.runtime.device.installed import Installed, installed
from kanhe.runtime.device.instrumenting import AgentInstruments
from kanhe.runtime.device.manifest import MANIFEST, write_manifest
from kanhe.runtime.device.op_watch import OpWatch
from kanhe.runtime.device.options import DeviceOptions, DeviceRun
from kanhe.runtime.device.own_processes import own_processes
from kanhe.runtime.device.phone import Phone
from kanhe.runtime.device.playing import Player
from kanhe.runtime.device.preparing import Hooking, connect, open_frida, put_on
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.process_log import ProcessLog
from kanhe.runtime.device.restoring import Changes, NotRestored
from kanhe.runtime.device.screens import Screens
from kanhe.runtime.device.summary import manifest_of, notes
from kanhe.runtime.device.trust import trust
from kanhe.runtime.trace.checking import check_trace
from kanhe.runtime.trace.gaps import Code, reason
from kanhe.runtime.trace.merging import lay_in
from kanhe.runtime.trace.records import App, Canary, Clock, Run
from kanhe.runtime.traffic.finder import Finder

TRACE = "trace.jsonl"
SCREENS = "screens"
Tell = Callable[[str], None]


def run_on_device(package: Package, options: DeviceOptions, tell: Tell = lambda _: None) -> DeviceRun:
    """Runs an app on a device and leaves the evidence in a folder.  ``tell`` hears what is being done.

    Raises :class:`DeviceError` for what keeps the run from beginning; once the app runs, what fails is told in the trace.  What
    was changed on the device is put back whether this returns or raises.
    """
    tell("device")
    phone, told = connect(options)
    program = mitmdump(options.mitmdump) if options.traffic else None
    changes = Changes()
    try:
        hooking = open_frida(phone, told, options, changes) if options.root else None
        tell("install")
        put_on(phone, told, package, changes)
        return _Work(package, options, tell, phone, told, changes, hooking).run(program)
    finally:
        with uninterrupted():
            changes.restore()


class _Work:
    """One run, once the app is on the device."""

    def __init__(
        self, package: Package, options: DeviceOptions, tell: Tell, phone: Phone, told: Facts, changes: Changes,
        hooking: Hooking | None,
    ) -> None:  # fmt: skip
        self.package, self.options, self.tell = package, options, tell
        self.phone, self.told, self.changes, self.hooking = phone, told, changes, hooking
        self.name = package.manifest.package_id
        self.settings = AgentSettings(
            self.name, options.canaries, secrets.token_bytes(32), connects=not options.traffic
        )
        self.recorder = Recorder(options.out / TRACE, self.record(), self.settings)
        self.own = own_processes(package)
        self.log = ProcessLog(self.own, *declared(package))
        self.watch = EventWatch(phone, self.log, self.recorder, self.now)
        folder = options.out / SCREENS
        folder.mkdir(exist_ok=True)
        self.screens = Screens(phone, self.recorder, folder, self.name, self.now)
        self.begun = self.now()
        self.installed = Installed()
        self.quic_blocked = False
        self.led: tuple[int, int] | None = None
        """Port of the device's loopback, and the one of this machine's to which it leads."""
        self.ended_by: str | None = None

    def run(self, program: Path | None) -> DeviceRun:
        ends = ExitStack()
        try:
            capture, launch = self.begin(program, ends)
            player = Player(
                self.phone, self.screens, self.recorder, self.name, launch, self.now, self.watch, self.options.minutes,
                self.hooking is not None, self.options.every, self.tell, self.returned,
            )  # fmt: skip
            self.play(player)
            if capture is not None and not capture.alive:
                self.recorder.gap(self.begun, self.now(), "capture-ended")
            self.tell("end")
        finally:
            with uninterrupted():
                ends.close()
        with uninterrupted():
            keep_dumps(self.phone, self.name, self.options.out)
            return self.finish(player, capture, self.changes.restore())

    def begin(self, program: Path | None, ends: ExitStack) -> tuple[capturing.Capturing | None, Callable[[], object]]:
        """Everything that records, and what starts the app.  Raises :class:`DeviceError`, and then leaves no trace."""
        try:
            self.installed = installed(self.phone, self.name)
            ends.callback(self.watch.stop)
            self.watch.start()
            capture = None
            if program is not None:
                self.tell("traffic")
                capture = capturing.start(program, self.options.out, self.told.offset, self.options.authority)
                ends.callback(capture.stop)
                self.led = capturing.lead_here(self.phone, capture.port, self.changes), capture.port
                if self.options.trust and self.hooking is not None:
                    trust(self.phone, capture.certificate, self.changes)
                self.block_quic()
            return capture, self.hooks(ends)
        except BaseException:
            self.recorder.close()
            (self.options.out / TRACE).unlink(missing_ok=True)
            raise

    def returned(self) -> None:
        """The device was away and is back: what adb had set up is gone."""
        if self.led is None:
            return
        try:
            self.phone.reverse(*self.led)
        except DeviceError as error:
            now = self.now()
            self.recorder.gap(now, now, "traffic-lost", error.en)

    def block_quic(self) -> None:
        """Where there is root: what goes beside the proxy is turned back, so that it comes through it."""
        if self.hooking is not None and self.installed.uid is not None:
            self.quic_blocked = quic.block(self.phone, self.installed.uid, self.changes)

    def hooks(self, ends: ExitStack) -> Callable[[], object]:
        """What watches the app from inside, or from outside where nothing may; and what then starts it."""
        if self.hooking is None:
            ops = OpWatch(self.phone, self.name, self.recorder, self.now)
            ends.callback(ops.stop)
            ops.start()
            icon = next((c.name for c in self.package.manifest.components if c.launcher), None)
            return lambda: playing.start(self.phone, self.name, icon)
        instruments = AgentInstruments(self.recorder, self.settings, self.now)
        gate = Gate(self.hooking.device, instruments, self.own, self.log, self.recorder, self.now, self.hooking.errors)
        ends.callback(gate.close)
        gate.open()
        return gate.launch

    def play(self, player: Player) -> None:
        """The scenario; whatever ends it early is told, and the trace ends there."""
        try:
            player.play(self.options.scenario)
        except KeyboardInterrupt:
            self.cut("run-interrupted")
        except DeviceError as error:
            self.cut("run-ended", error.en)

    def cut(self, code: Code, what: str = "") -> None:
        """The run ends before its scenario does."""
        self.ended_by = reason(code, what)
        self.recorder.gap(self.now(), self.now(), code, what)

    def finish(
        self, player: Player, capture: capturing.Capturing | None, not_restored: tuple[NotRestored, ...]
    ) -> DeviceRun:
        """The trace, the captured requests in it, and the list of what was left."""
        out = self.options.out
        captured: Captured | None = None
        if capture is not None:
            captured = read_captured(capture.log, capture.flows, Finder(self.options.canaries, self.settings.salt))
            if capture.flows.exists() and not capture.flows.stat().st_size:
                capture.flows.unlink()  # nothing was sent
        flows = capture.flows if capture is not None and capture.flows.exists() else None
        self.recorder.close()
        if captured is not None:
            lay_in(out / TRACE, captured.flows)
        checked = check_trace(out / TRACE)
        run = DeviceRun(
            trace=out / TRACE,
            flows=flows,
            manifest=out / MANIFEST, run=checked.run, device=self.told, played=player.played, records=checked.records,
            pinned=captured.pinned if captured is not None else (), pictures=self.screens.pictures, ended_by=self.ended_by,
            not_restored=not_restored,
            notes=notes(self.told, player.played, self.screens.failed, captured, checked.run.hooks, self.options,
                self.quic_blocked),
        )  # fmt: skip
        write_manifest(out, manifest_of(run, self.options))
        return run

    def now(self) -> float:
        """The device's clock."""
        return time.time() + self.told.offset

    def record(self) -> Run:
        manifest = self.package.manifest
        code = str(manifest.version_code) if manifest.version_code is not None else None
        return Run(
            id=f"device-{secrets.token_hex(8)}", src="emulator" if self.told.emulator else "device",
            app=App(self.name, manifest.version_name or code, self.package.app), dev=self.told.record(),
            clock=Clock(max(0, round(self.now() * 1000))),
            canaries=[Canary(c.id, c.item) for c in self.options.canaries],
        )  # fmt: skip


def declared(package: Package) -> tuple[frozenset[str], frozenset[str]]:
    """Services of the app that the system runs as jobs, and its screens; by their classes."""
    parts = package.manifest.components
    jobs = frozenset(c.name for c in parts if c.permission == "android.permission.BIND_JOB_SERVICE")
    return jobs, frozenset(c.name for c in parts if c.kind == "activity")


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C is not heard: what is being put back is put back whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
