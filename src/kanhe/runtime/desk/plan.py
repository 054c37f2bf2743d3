"""The plan of a run as the desk's JVM reads it: lines of a name, a tab and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kanhe.knowledge.items import items
from kanhe.package.model import Manifest
from kanhe.runtime.desk import points
from kanhe.runtime.joining.attribution import HOOKS, PLATFORM
from kanhe.runtime.trace.records import Run
from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.watched.constants import SHARED_ROOTS

QUALIFIERS = "zh-rCN-w411dp-h891dp-normal-long-notround-port-notnight-xxhdpi-finger-keyshidden-nokeys-navhidden-nonav"
_BOOT = "android.intent.action.BOOT_COMPLETED"
"""Sent when the device starts, and then only."""
_BREAKS = {ord("\n"): " ", ord("\r"): " "}
"""A name in a manifest may hold anything; a line of the plan holds one fact."""
_MOST_LACKING = 100
MOST_BYTES = 256 << 20
"""Of a trace."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run and how."""

    apk: Path
    jar: Path
    trace: Path
    flows: Path
    """What leaves the app, with its content: it is looked through and forgotten."""
    root: Path
    """A folder that stands for the file system of the device."""
    manifest: Manifest
    run: Run
    canaries: tuple[Canary, ...]
    lacking: tuple[str, ...] = ()
    """What of the app cannot be run, each with the reason."""
    splits: tuple[Path, ...] = ()
    """The other APKs of the app, beside its base."""


def plan_text(plan: Plan) -> str:
    """The plan, one fact a line."""
    return "".join(f"{name}\t{str(value).translate(_BREAKS)}\n" for name, value in _lines(plan))


def _lines(plan: Plan) -> Iterator[tuple[str, object]]:
    manifest = plan.manifest
    yield from (
        ("apk", plan.apk), ("jar", plan.jar), ("trace", plan.trace), ("flows", plan.flows), ("root", plan.root),
        ("bytes", MOST_BYTES), ("target", min(manifest.target_sdk or 1, 10_000)), ("package", manifest.package_id),
        ("application", manifest.application_class or "android.app.Application"), ("factory", manifest.component_factory or ""),
        ("epoch", plan.run.clock.epoch_ms), ("qualifiers", QUALIFIERS), ("run", msgspec.json.encode(plan.run).decode()),
    )  # fmt: skip
    for split in plan.splits:
        yield "split", split
    for why in plan.lacking[:_MOST_LACKING]:
        yield "lacks", why
    for canary in plan.canaries:
        yield "canary", f"{canary.id}\t{canary.item}\t{canary.value}"
    for item in items().values():
        if item.permissions:
            yield "opens", "\t".join((item.id, *item.permissions))
    for component in manifest.components:
        if component.kind == "receiver" and component.enabled:
            for action in sorted({a for f in component.filters for a in f.actions} - {_BOOT}):
                yield "receives", f"{_word(component.name)}\t{_word(action)}"
    for root in SHARED_ROOTS:
        yield "shared", root
    for package in sorted({*PLATFORM, *HOOKS}):
        yield "platform", package
    for line in points.lines():
        yield "point", line


def _word(text: str) -> str:
    return text.replace("\t", " ")
