"""Capturing while the run goes on: mitmdump is started, led to by the device's proxy setting, watched, and ended."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kanhe.knowledge.store import cache_folder
from kanhe.runtime.device.phone import Phone
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes

ADDON = Path(__file__).with_name("capture.py")
FLOWS = "flows.mitm"
LOG = "flows.jsonl"
CERTIFICATE = "mitmproxy-ca-cert.pem"
_READY = 30.0
_PORTS = range(18080, 18180)
"""Ports of the device's loopback, one of which leads here."""


@dataclass(frozen=True, slots=True)
class Capturing:
    """A mitmdump that is running."""

    process: subprocess.Popen[bytes]
    port: int
    """It listens there on this machine's loopback."""
    flows: Path
    log: Path
    certificate: Path
    """The examiner's authority, as the device must trust it."""

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """Ends it in its own way, so that what it has is on the disk."""
        if self.alive:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def start(
    program: Path, folder: Path, offset: float = 0.0, certificates: Path | None = None, more: tuple[str, ...] = ()
) -> Capturing:
    """Runs mitmdump on a free port of the loopback.  ``certificates``: where its authority is kept from run to run, by default
    the user's cache; ``more``: further options of mitmdump.  Raises :class:`DeviceError`."""
    kept = certificates or cache_folder() / "mitmproxy" / "authority"
    kept.mkdir(parents=True, exist_ok=True)
    flows, log, said = folder / FLOWS, folder / LOG, folder / "mitmdump.log"
    log.unlink(missing_ok=True)
    command = [
        str(program), "--quiet", "--listen-host", "127.0.0.1", "--listen-port", "0", "--set", f"confdir={kept}",
        "--set", "connection_strategy=lazy", "--set", "flow_detail=0", "-s", str(ADDON), "--set", f"kanhe_flows={flows}",
        "--set", f"kanhe_log={log}", "--set", f"kanhe_offset={offset:.6f}", *more,
    ]  # fmt: skip
    with said.open("wb") as errors:
        try:
            # In a session of its own: Ctrl-C is for the run, which ends this one in its order.
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, start_new_session=True
            )
        except OSError as error:
            raise DeviceError(f"无法启动 mitmdump：{error}", f"mitmdump could not be started: {error}") from error
    try:
        port = _wait_ready(process, log)
    except BaseException:  # Ctrl-C: nobody else knows of it yet
        process.kill()
        process.wait()
        raise
    if port is None:
        process.kill()
        process.wait()
        told = (said.read_text("utf-8", "replace").strip().splitlines() or ["?"])[-1][:200]
        raise DeviceError(f"mitmdump 未能启动：{told}", f"mitmdump did not start: {told}")
    if not said.stat().st_size:
        said.unlink()
    return Capturing(process, port, flows, log, kept / CERTIFICATE)


def _wait_ready(process: subprocess.Popen[bytes], log: Path) -> int | None:
    """The port, once the addon has written that it listens."""
    until = time.monotonic() + _READY
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, ValueError), log.open("rb") as file:
            told = json.loads(file.readline())
            if told.get("event") == "ready" and isinstance(told.get("port"), int):
                return int(told["port"])
        time.sleep(0.05)
    return None


def lead_here(phone: Phone, port: int, changes: Changes) -> int:
    """The device's HTTP proxy becomes mitmdump, through adb; undone with the other changes.  The port on the device.

    Raises :class:`DeviceError`."""
    last: DeviceError | None = None
    for there in _PORTS:
        try:
            phone.reverse(there, port)
        except DeviceError as error:
            last = error
            continue
        changes.will_undo(f"adb reverse --remove tcp:{there}", partial(phone.unreverse, there))
        changes.setting(phone, "global", "http_proxy", f"127.0.0.1:{there}")
        return there
    raise last or DeviceError("设备上没有空闲端口", "no port of the device is free")
