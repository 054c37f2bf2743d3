"""The specimens of runs: for each rule over runs one that violates and one that complies, with what else they show.

``python -m tests.specimens.runs.cases`` writes them down as traces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kanhe.runtime.trace.records import Gaps
from tests.specimens.runs.tape import JPUSH, PACKAGE, Tape

FOLDER = Path(__file__).parent / "traces"
CAMERA = "android.permission.CAMERA"
JHOST = "stats.jpush.cn"
"""A host of a known SDK."""
COUNTRIES = "203.0.113.0/24,US\n198.51.100.0/24,CN\n"


@dataclass(frozen=True)
class Case:
    name: str
    tape: Callable[[], Tape]
    also: frozenset[str] = frozenset()
    """Other rules that fail too."""
    countries: bool = False
    declared: bool = False
    """A policy declares what JPush takes."""

    @property
    def rule(self) -> str:
        return self.name.rpartition("-")[0]

    @property
    def violates(self) -> bool:
        return self.name.endswith("-violates")

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.jsonl"


def _launches(reads: int, paste: bool = False) -> Tape:
    tape = Tape()
    for k in range(3):
        at = k * 100
        tape.start(at).show(at + 0.5)
        if k == 0:
            tape.ask(1).agree(1.5)
        if paste:
            tape.click(at + 2, "粘贴", "paste")
        if k < reads:
            tape.read(at + 2.5, "clipboard")
        tape.home(at + 40).die(at + 50)
    return tape


def _background() -> Tape:
    return Tape().accepted().home(10)


def _every(seconds: int, times: int, item: str = "location-precise", start: int = 20) -> Tape:
    tape = _background()
    for k in range(times):
        tape.read(start + seconds * k, item)
    return tape


def _uneven() -> Tape:
    tape = Tape().accepted()
    for at in (20, 95, 400, 430, 1200, 1290, 3000):
        tape.read(at, "contacts")
    return tape


def _probes(count: int) -> Tape:
    tape = Tape().accepted()
    for k in range(count):
        tape.read(10 + k, "single-app-probe", shown=[f"com.other.app{k}"])
    return tape


_PAIRS: Mapping[str, tuple[Callable[[], Tape], Callable[[], Tape]]] = {
    "run-read-before-consent": (
        lambda: Tape().start().read(0.2, "imei").show(0.5).ask(1).agree(4),
        lambda: Tape().accepted().read(6, "imei"),
    ),
    "run-sdk-read-before-consent": (
        lambda: Tape().start().show(0.5).ask(1).read(2, "android-id", JPUSH, shown=["android_id"]).agree(4),
        lambda: Tape().accepted().read(4.1, "android-id", JPUSH, shown=["android_id"]),
    ),
    "run-sent-before-consent": (
        lambda: Tape().start().show(0.5).sent(0.8, "log.example.com", "imei").ask(1).agree(4),
        lambda: Tape().accepted().sent(8, "log.example.com", "imei"),
    ),
    "run-read-after-refusal": (
        lambda: Tape().start().show(0.5).ask(1).refuse(3).read(6, "contacts"),
        lambda: Tape().start().show(0.5).ask(1).refuse(3),
    ),
    "run-sent-after-refusal": (
        lambda: Tape().start().show(0.5).ask(1).refuse(3).sent(6, "log.example.com", "imei"),
        lambda: Tape().start().show(0.5).ask(1).refuse(3).sent(6, "log.example.com"),
    ),
    "run-background-read": (
        lambda: _background().read(20, "contacts"),
        lambda: _background().read(11, "contacts").home(60),
    ),
    "run-read-periodic": (lambda: _every(300, 20, "contacts"), _uneven),
    "run-read-too-often": (
        lambda: Tape().accepted().burst(10, 70, 600, "contacts", Gaps(0.05, 0.1, 0.15)),
        lambda: Tape().accepted().read(10, "imei").read(11, "contacts"),
    ),
    "run-location-around-the-clock": (lambda: _every(300, 288), lambda: _background().read(20, "contacts").home(86500)),
    "run-album-in-background": (
        lambda: _background().read(20, "photos").read(200, "photos"),
        lambda: _background().read(11, "photos").home(300),
    ),
    "run-clipboard-at-launch": (lambda: _launches(2), lambda: _launches(3, paste=True)),
    "run-self-start": (
        lambda: Tape().accepted().home(10).die(20).start(4000, "broadcast", comp="com.example.specimen.BootReceiver"),
        lambda: Tape().accepted().home(10).die(20).click(3990, "打开").start(4000, "activity"),
    ),
    "run-self-start-before-consent": (
        lambda: Tape().start(0, "broadcast", comp="com.example.specimen.BootReceiver").start(100).show(101).ask(102).agree(105),
        lambda: Tape().accepted().home(10),
    ),
    "run-chain-start": (
        lambda: Tape().accepted().home(10).start(60, "service", "com.other.app", caller=PACKAGE),
        lambda: Tape().accepted().home(10).start(60, "service", "com.other.app", caller="com.another"),
    ),
    "run-scan-others": (lambda: Tape().accepted().read(10, "installed-apps"), lambda: _probes(5)),
    "run-permission-before-consent": (
        lambda: Tape().start().show(0.5).ask(1).request(2).agree(4),
        lambda: Tape().accepted().click(30, "扫一扫").request(31),
    ),
    "run-permission-early": (
        lambda: Tape().accepted().request(6),
        lambda: Tape().accepted().click(30, "扫一扫").request(31),
    ),
    "run-permission-repeated": (
        lambda: Tape().accepted().click(30, "扫一扫").request(31).denied(33).request(60),
        lambda: Tape().accepted().click(30, "扫一扫").request(31).denied(33).click(60, "扫一扫").request(61),
    ),
    "run-permission-on-restart": (
        lambda: Tape().accepted().click(30, "扫一扫").request(31).denied(33).die(50).start(400000).show(400001).request(400002),
        lambda: Tape().accepted().click(30, "扫一扫").request(31).denied(33).die(50).start(400000).show(400001),
    ),
    "run-sent-in-clear": (
        lambda: Tape().accepted().sent(8, "log.example.com", "imei", scheme="http"),
        lambda: Tape().accepted().sent(8, "log.example.com", "imei").sent(9, "cdn.example.com", scheme="http"),
    ),
    "run-sent-abroad": (
        lambda: Tape().accepted().sent(8, "log.example.com", "imei", ip="203.0.113.9"),
        lambda: Tape().accepted().sent(8, "log.example.com", "imei", ip="198.51.100.9").sent(9, "x.example.com", ip="203.0.113.9"),
    ),
    "run-sent-to-third-party": (
        lambda: Tape().accepted().sent(8, JHOST, "imei", how="canary/md5"),
        lambda: Tape().accepted().sent(8, "log.example.com", "imei").sent(9, JHOST),
    ),
    "run-sent-undeclared": (
        lambda: Tape().accepted().sent(8, JHOST, "contacts"),
        lambda: Tape().accepted().sent(8, JHOST, "imei"),
    ),
    "run-no-consent-dialog": (
        lambda: Tape().start().show(0.5).click(20, "首页"),
        lambda: Tape().accepted().click(20, "首页"),
    ),
    "run-camera-mic-without-user": (
        lambda: Tape().accepted().read(30, "camera"),
        lambda: Tape().accepted().click(29, "拍照").read(30, "camera"),
    ),
    "run-ids-linked": (
        lambda: Tape().accepted().sent(8, "log.example.com", "imei", "oaid"),
        lambda: Tape().accepted().sent(8, "log.example.com", "imei").sent(9, "log.example.com", "oaid"),
    ),
}  # fmt: skip

_ALSO: Mapping[str, frozenset[str]] = {
    "run-read-periodic-violates": frozenset({"run-background-read"}),
    "run-background-read-complies": frozenset(),
    "run-location-around-the-clock-violates": frozenset({"run-background-read", "run-read-periodic"}),
    "run-location-around-the-clock-complies": frozenset({"run-background-read"}),
    "run-permission-before-consent-violates": frozenset({"run-permission-early"}),
    "run-permission-on-restart-violates": frozenset({"run-permission-early"}),
    "run-sent-to-third-party-violates": frozenset(),
    "run-sent-undeclared-violates": frozenset({"run-sent-to-third-party"}),
    "run-sent-undeclared-complies": frozenset({"run-sent-to-third-party"}),
    "run-self-start-before-consent-violates": frozenset({"run-self-start"}),
    "run-self-start-violates": frozenset(),
}


def cases() -> list[Case]:
    """Every specimen of a run."""
    return [
        Case(
            name, tape, _ALSO.get(name, frozenset()), countries=rule == "run-sent-abroad", declared=rule == "run-sent-undeclared"
        )
        for rule, pair in _PAIRS.items()
        for name, tape in zip((f"{rule}-violates", f"{rule}-complies"), pair, strict=True)
    ]  # fmt: skip


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for case in cases():
        case.path.write_bytes(case.tape().bytes())


if __name__ == "__main__":
    main()
