"""A whole run beside the phone, in a process of its own: asked by a JSON text, answered by another.

Where hooks are asked for, Frida's device is a double: it starts a Java program on this machine, and the sessions, the agent and
all that follows are real.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from kanhe.package import open_package
from kanhe.runtime.device import event_watch, running
from kanhe.runtime.device.options import DeviceOptions
from kanhe.runtime.device.preparing import Hooking
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.driving.scenarios import Answer, Background, Boot, ColdStart, Exercise, Scenario, Wait
from kanhe.runtime.traffic.canaries import Canary
from tests.runtime.agent import program

STEPS = {
    "start": lambda value: ColdStart(), "wait": Wait, "answer": Answer, "exercise": lambda value: Exercise(touches=value),
    "background": lambda value: Background(value / 3600), "boot": lambda value: Boot(),
}  # fmt: skip
PLANTED = (Canary("imei-1", "imei", "868939041234567"), Canary("id-1", "android-id", "9774d56d682e549c"))


class LocalFrida:
    """Frida's device as a run uses it, on this machine: the app is a Java program that waits for a line."""

    def __init__(self, classes: Path, phone: Path) -> None:
        self._classes, self._phone = classes, phone
        self._held: dict[int, subprocess.Popen[str]] = {}
        self.gated = False

    def on(self, signal: str, callback: Any) -> None: ...

    def off(self, signal: str, callback: Any) -> None: ...

    def enable_spawn_gating(self) -> None:
        self.gated = True

    def disable_spawn_gating(self) -> None:
        self.gated = False

    def enumerate_pending_spawn(self) -> list[Any]:
        return []

    def spawn(self, wanted: list[str]) -> int:
        assert self.gated
        assert wanted == [program.PACKAGE]
        process = program.started(self._classes, "5")
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "READY"
        self._held[process.pid] = process
        return process.pid

    def attach(self, target: int) -> Any:
        import frida

        return frida.attach(target)

    def resume(self, target: int) -> None:
        """The program goes on, and the phone shows its screen."""
        process = self._held.pop(target)
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        subprocess.run(
            ["adb", "-s", "127.0.0.1:5555", "shell", "am start -n com.example.app/.MainActivity"],
            check=True,
            capture_output=True,
        )
        threading.Thread(target=process.communicate, daemon=True).start()


def main(asked: dict[str, Any]) -> dict[str, Any]:
    event_watch.SETTLE = 0.4
    if asked.get("classes"):
        import frida

        device = LocalFrida(Path(asked["classes"]), Path(asked["phone"]))
        running.open_frida = lambda *_: Hooking(
            device, (frida.InvalidOperationError, frida.TransportError, RuntimeError)
        )
    steps = tuple(STEPS[name](value) for name, value in asked["steps"])
    options = DeviceOptions(
        Path(asked["out"]), Scenario("test", "测试", "test", steps), asked["serial"], minutes=1, root=bool(asked.get("root")),
        traffic=bool(asked.get("traffic")), trust=bool(asked.get("trust")), authority=Path(asked["phone"]) / "authority", canaries=PLANTED, every=0.1,
    )  # fmt: skip
    told: list[str] = []

    def tell(step: str) -> None:
        told.append(step)
        if step == asked.get("interrupt_in"):
            threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()

    try:
        with open_package(Path(asked["package"])) as package:
            run = running.run_on_device(package, options, tell)
    except DeviceError as error:
        return {"error": error.en, "told": told}
    return {
        "told": told, "asked": run.played.asked, "answered": run.played.answered, "starts": run.played.starts,
        "unanswered": run.played.unanswered, "records": run.records, "pinned": run.pinned, "ended_by": run.ended_by,
        "pictures": run.pictures, "notes": [en for _, en in run.notes], "not_restored": [n.what for n in run.not_restored],
    }  # fmt: skip


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests in background ignores it
    print(json.dumps(main(json.loads(sys.argv[1]))))
