"""What the system says of the app at the end of a run, kept as it was said: evidence beside the trace, not read by it."""

from __future__ import annotations

from pathlib import Path

from kanhe.runtime.device.phone import Phone, quoted
from kanhe.runtime.device.problem import DeviceError

FOLDER = "system"
MAX_BYTES = 4 << 20
_ASKED = {
    "package.txt": "dumpsys package {app}", "appops.txt": "cmd appops get {app}", "jobs.txt": "dumpsys jobscheduler {app}",
    "alarms.txt": "dumpsys alarm | grep -F {app}", "services.txt": "dumpsys activity services {app}", "properties.txt": "getprop",
}  # fmt: skip


def keep_dumps(phone: Phone, package: str, folder: Path) -> int:
    """Files written; a device that is gone leaves those that came before."""
    written = 0
    to = folder / FOLDER
    for name, command in _ASKED.items():
        try:
            said = phone.shell(f"{command.format(app=quoted(package))} | head -c {MAX_BYTES}", 60)
        except DeviceError:
            break
        if said.out:
            to.mkdir(exist_ok=True)
            (to / name).write_bytes(said.out)
            written += 1
    return written
