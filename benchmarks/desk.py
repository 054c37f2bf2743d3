"""The desk device on real apps and on the pairs for phases: clean activities, a day in background, the same answers as the truth.

    python benchmarks/desk.py sweep [APK …]     every activity of an app, from onCreate to onDestroy
    python benchmarks/desk.py launch [APK …]    start, consent, use, then 24 virtual hours
    python benchmarks/desk.py pairs [NAME …]    every app of the pairs for phases: what is read when nobody agreed, and at all

Wall time depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from real_apps import by_name  # noqa: E402

from kanhe.knowledge.items import items  # noqa: E402
from kanhe.runtime.desk.machine import Bounds  # noqa: E402
from kanhe.runtime.desk.run import Desk  # noqa: E402
from kanhe.runtime.driving.scenarios import (  # noqa: E402
    Answer,
    Background,
    Boot,
    ColdStart,
    Exercise,
    Scenario,
    Wait,
    scenarios,
)
from kanhe.runtime.problem import Problems, RunError  # noqa: E402
from kanhe.runtime.trace.reading import read_trace  # noqa: E402
from kanhe.runtime.trace.records import Burst, Call  # noqa: E402
from tests.specimens.pairs.truth import Variant, table  # noqa: E402

APPS = ("apidemos", "settings", "uiautomator2-server", "yosemite")
APPS_A_DESK = 40
"""A JVM keeps something of every app that it has played."""
START = Scenario("start", "", "", (ColdStart(), Wait(60)))
USE = Scenario("use", "", "", (ColdStart(), Wait(60), Exercise(), Background(24), Boot(), Wait(60)))
REFUSE = Scenario("refuse", "", "", (ColdStart(), Wait(30), Answer("decline"), Wait(30), ColdStart(), Wait(30)))
AGREE = Scenario(
    "agree", "", "",
    (ColdStart(), Wait(30), Answer("accept"), Wait(30), Exercise(), ColdStart(), Wait(30), Background(24), Boot(), Wait(30)),
)  # fmt: skip


def sweep(apps: Sequence[Path]) -> None:
    for app in apps:
        with Desk(Bounds(seconds=1200)) as desk:
            begun = time.perf_counter()
            found = desk.sweep(app)
            took = time.perf_counter() - begun
        clean = sum(not uncaught for uncaught in found.values())
        print(
            f"{app.name}: {clean} of {len(found)} activities clean ({clean / max(len(found), 1):.1%}) in {took:.1f} s"
        )
        for name, uncaught in found.items():
            if uncaught:
                print(f"  {name}: {uncaught[0][:160]}")


def launch(apps: Sequence[Path]) -> None:
    for app in apps:
        with tempfile.TemporaryDirectory() as folder, Desk(Bounds(seconds=1200)) as desk:
            first = desk.play(app, START, Path(folder) / "start")
            whole = desk.play(app, scenarios()["accept-background"], Path(folder) / "day")
        print(
            f"{app.name}: launch {len(first.uncaught)} uncaught, {first.seconds:.1f} s; "
            f"24 hours {whole.background:.1f} s, cut {whole.hours_cut:g} h, all of it {whole.seconds:.1f} s"
        )
        for line in first.uncaught:
            print(f"  {line[:160]}")


def pairs(names: Sequence[str]) -> None:
    chosen = [v for v in table("phases") if not names or any(name in v.id for name in names)]
    same = 0
    for first in range(0, len(chosen), APPS_A_DESK):
        with tempfile.TemporaryDirectory() as folder, Desk(Bounds(seconds=3600)) as desk:
            for variant in chosen[first : first + APPS_A_DESK]:
                differences = list(_differences(desk, variant, Path(folder) / variant.id))
                same += not differences
                for line in differences:
                    print(f"{variant.id}: {line}", flush=True)
    print(f"{same} of {len(chosen)} apps give the answer of the table")


def _differences(desk: Desk, variant: Variant, out: Path) -> Iterator[str]:
    granted = "permission" in variant.id
    try:
        start, use, refuse, agree = (
            _read(desk.play(variant.path, scenario, out / scenario.id, granted).trace)
            for scenario in (START, USE, REFUSE, AGREE)
        )
    except RunError as error:
        yield error.en
        return
    rows = [fact[1:] for fact in variant.facts if fact[0] == "read"]
    early = {item for item, _, phase, guarded in rows if phase == "startup" and not guarded}
    later = {item for item, _, phase, guarded in rows if phase == "background" and not guarded}
    free = {item for item, _, phase, guarded in rows if phase != "unreached" and not guarded}
    known = {item for item, _, phase, _ in rows if phase != "unreached"}
    # What the table calls background (a job, an alarm) may well come within the first minute.
    if not early <= start <= early | later:
        yield f"before anybody touched it: {sorted(start)}, by the table {sorted(early)}"
    if use | refuse != free:
        yield f"without consent: {sorted(use | refuse)}, by the table {sorted(free)}"
    # A flag that nothing in an app sets is never set here: what stands behind it is not read.
    if not agree | use <= known:
        yield f"ever: {sorted(agree | use)}, by the table {sorted(known)}"


def _read(trace: Path) -> set[str]:
    return {
        record.kind
        for line in read_trace(trace, Problems())
        if isinstance(record := line.record, (Call, Burst))
        and record.kind in items()
        and items()[record.kind].weight != "state"
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("sweep", "launch", "pairs"))
    parser.add_argument("given", nargs="*")
    told = parser.parse_args()
    if told.what == "pairs":
        pairs(told.given)
        return
    given = [Path(name) for name in told.given]
    if told.what == "sweep":
        sweep(given or [by_name("apidemos")])
    else:
        launch(given or [by_name(name) for name in APPS])


if __name__ == "__main__":
    main()
