"""A short way to write a run down: what happened at which second, as records of kanhe-trace/1."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from kanhe.runtime.trace.records import (
    App,
    Arguments,
    Burst,
    Call,
    Clock,
    FlowRecord,
    Found,
    GapRecord,
    Gaps,
    Hooks,
    Proc,
    Record,
    Run,
    ScreenState,
    Ui,
)
from kanhe.runtime.trace.writing import TraceWriter

APP = "5" * 64
PACKAGE = "com.example.specimen"
BEGIN = 1_767_225_600
"""The first second of 2026, UTC."""
APIS = {
    "imei": "android.telephony.TelephonyManager.getDeviceId",
    "android-id": "android.provider.Settings$Secure.getString",
    "clipboard": "android.content.ClipboardManager.getPrimaryClip",
    "location-precise": "android.location.LocationManager.getLastKnownLocation",
    "contacts": "android.content.ContentResolver.query",
    "photos": "android.content.ContentResolver.query",
    "installed-apps": "android.content.pm.PackageManager.getInstalledPackages",
    "single-app-probe": "android.content.pm.PackageManager.getPackageInfo",
    "camera": "android.hardware.Camera.open",
}
OWN = ("com.example.specimen.MainActivity.work:20", "android.os.Handler.dispatchMessage:102")
JPUSH = ("cn.jpush.android.api.JPushInterface.a:11", "com.example.specimen.App.onCreate:9")


@dataclass
class Tape:
    """A run being written down; each method adds what happened at a second and gives the tape back."""

    early: bool = True
    missing: tuple[str, ...] = ()
    source: Any = "desk"
    digest: str | None = APP
    records: list[tuple[float, Any, tuple[str, ...]]] = field(default_factory=list)

    def add(self, record: Record, at: float, frames: tuple[str, ...] = ()) -> Tape:
        self.records.append((at, record, frames))
        return self

    def read(self, at: float, item: str, frames: tuple[str, ...] = OWN, api: str | None = None, **told: Any) -> Tape:
        name = api or APIS[item]
        shown = told.pop("shown", [])
        call = Call(len(self.records) + 1, BEGIN + at, name, kind=item, args=Arguments(shown), proc=PACKAGE, **told)
        return self.add(call, at, (f"{name}:1", *frames))

    def burst(self, at: float, until: float, count: int, item: str, gaps: Gaps, frames: tuple[str, ...] = OWN) -> Tape:
        record = Burst(len(self.records) + 1, APIS[item], count, BEGIN + at, BEGIN + until, gaps, kind=item)
        return self.add(record, at, (f"{APIS[item]}:1", *frames))

    def start(self, at: float = 0, host: Any = "activity", name: str = PACKAGE, **told: Any) -> Tape:
        return self.add(Proc(BEGIN + at, "start", name, host=host, **told), at)

    def die(self, at: float, name: str = PACKAGE) -> Tape:
        return self.add(Proc(BEGIN + at, "die", name), at)

    def show(self, at: float, screen: str = "MainActivity") -> Tape:
        return self.add(ScreenState(BEGIN + at, "resumed", PACKAGE, screen), at)

    def home(self, at: float, screen: str = "MainActivity") -> Tape:
        return self.add(ScreenState(BEGIN + at, "stopped", PACKAGE, screen), at)

    def ask(self, at: float) -> Tape:
        return self.add(Ui(BEGIN + at, "dialog", "请您阅读并同意《用户协议》和《隐私政策》"), at)

    def click(self, at: float, text: str, role: Any = None) -> Tape:
        return self.add(Ui(BEGIN + at, "click", text, role, "auto"), at)

    def agree(self, at: float) -> Tape:
        return self.click(at, "同意并继续")

    def refuse(self, at: float) -> Tape:
        return self.click(at, "不同意")

    def request(self, at: float, permission: str = "android.permission.CAMERA") -> Tape:
        return self.add(Ui(BEGIN + at, "perm_request", permission), at)

    def denied(self, at: float, permission: str = "android.permission.CAMERA") -> Tape:
        return self.add(Ui(BEGIN + at, "perm_result", permission, by="user", granted=False), at)

    def sent(self, at: float, host: str, *items: str, how: str = "canary/plain", **told: Any) -> Tape:
        found = [Found(item, how, f"body.json.{item}") for item in items]
        scheme = told.pop("scheme", "https")
        return self.add(
            FlowRecord(BEGIN + at, host, len(self.records) + 1, scheme=scheme, method="POST", pi=found, **told), at
        )

    def gap(self, at: float, until: float) -> Tape:
        return self.add(GapRecord(BEGIN + at, BEGIN + until, "disconnected"), at)

    def accepted(self) -> Tape:
        """The usual beginning: shown, asked, agreed to after four seconds."""
        return self.start().show(0.5).ask(1).agree(4)

    def bytes(self) -> bytes:
        """The trace as a file."""
        file = io.BytesIO()
        run = Run(
            "run", self.source, App(PACKAGE, "1.0", self.digest), clock=Clock(BEGIN * 1000, self.source == "desk"),
            hooks=Hooks(100, list(self.missing)), early=self.early,
        )  # fmt: skip
        writer = TraceWriter(file, run)
        for _, record, frames in sorted(self.records, key=lambda r: r[0]):
            if frames:
                import msgspec

                record = msgspec.structs.replace(record, stk=writer.stack(frames))
            writer.write(record)
        return file.getvalue()
