"""Real SDKs in host apps: is the SDK named, and are dependency, start at launch and start after consent told apart?

    python benchmarks/real_sdks.py                      # all of sdk_table.py
    python benchmarks/real_sdks.py --only wechat,bugly --verbose
    python benchmarks/real_sdks.py --list

Each host is inspected in a process of its own, so that time and memory are its own.  A row is right when the SDK is
found, `initialised_at` is as built, the items its start is known to read have the phase as built, and no read of the
SDK is said to happen at launch when nothing starts it there.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sdk_hosts import VARIANTS, host_path
from sdk_table import SDKS, RealSdk, by_name

from kanhe.inspection import code_analysis, uncollected
from kanhe.knowledge.items import items as known_items
from kanhe.package import open_package

LIMIT = 120
"""Seconds that one inspection may take."""
PHASES = ("startup", "startup-guarded", "event", "background")
WAITS = frozenset({"startup-guarded", "event", "background"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in one host."""

    seconds: float = 0.0
    """Of the processor."""
    megabytes: float = 0.0
    reads: tuple[dict[str, Any], ...] = ()
    """Rows of ``calls`` by the SDK."""
    found: bool = False
    initialised_at: str | None = None
    limits: tuple[str, ...] = ()
    failure: str | None = None

    def items(self, phase: str) -> frozenset[str]:
        return frozenset(row["item"] for row in self.reads if row["phase"] == phase)

    @property
    def first(self) -> dict[str, Any] | None:
        """The read with the shortest path, of the earliest phase."""
        timed = [row for row in self.reads if row["phase"] in PHASES and row["path"]]
        return min(timed, key=lambda r: (PHASES.index(r["phase"]), len(r["path"])), default=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an outcome."""

    faults: tuple[str, ...] = ()
    accusations: frozenset[str] = field(default_factory=frozenset)
    """Items said to be read at launch though nothing reads them there."""

    @property
    def right(self) -> bool:
        return not self.faults


def look(path: Path, sdk: RealSdk) -> Outcome:
    """Inspect the code of one host."""
    began = time.process_time()
    with uncollected(), open_package(path) as package:
        evidence = code_analysis(package).evidence
    seconds = time.process_time() - began
    own = {sdk.sdk, *sdk.also}
    weighty = {name for name, item in known_items().items() if item.weight != "state"}
    reads = tuple(r for r in evidence.rows("calls") if r["actor"] in own and r["item"] in weighty)
    rows = [r for r in evidence.rows("sdks") if r["sdk"] == sdk.sdk]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Outcome(
        seconds, memory, reads, bool(rows), rows[0]["initialised_at"] if rows else None,
        tuple(f"{r['kind']}:{r['where']}" for r in evidence.rows("limits") if r["kind"] in ("unfinished-run", "analysis-bound", "damaged-code")),
    )  # fmt: skip


def _work(path: Path, sdk: RealSdk, answer: Any) -> None:
    answer.send(look(path, sdk))


def observe(path: Path, sdk: RealSdk) -> Outcome:
    """The same in a process of its own, which is ended when it takes too long."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_work, args=(path, sdk, theirs))
    process.start()
    theirs.close()
    try:
        if ours.poll(LIMIT):
            return ours.recv()  # type: ignore[no-any-return]
        return Outcome(seconds=float(LIMIT), failure=f"no answer within {LIMIT} s")
    except EOFError:
        return Outcome(failure="the analysis died")
    finally:
        process.kill()
        process.join()


def judge(sdk: RealSdk, variant: str, outcome: Outcome) -> Verdict:
    """Compare an outcome with what was built."""
    if outcome.failure is not None:
        return Verdict((outcome.failure,))
    faults = [] if outcome.found else ["SDK not named"]
    at_launch = sdk.provider | (sdk.startup if variant == "startup" else frozenset())
    said = outcome.items("startup")
    accusations = said - at_launch - (sdk.possible if variant == "startup" else frozenset())
    faults += [f"said to be read at launch: {' '.join(sorted(accusations))}"] if accusations else []
    missed = at_launch - said
    faults += [f"not seen at launch: {' '.join(sorted(missed))}"] if missed else []
    if variant == "consent":
        lost = sdk.startup - at_launch - frozenset().union(*map(outcome.items, WAITS))
        faults += [f"not seen after consent: {' '.join(sorted(lost))}"] if lost else []
    started = outcome.initialised_at
    if variant == "startup" or sdk.starts_itself:
        right = started == "startup"
    elif variant == "consent":
        right = started in ("startup-guarded", "event")
    else:
        # Its receivers, services and exported screens of the manifest may still be started by others.
        right = started in (None, "event", "background")
    faults += [] if right else [f"initialised_at {started}"]
    return Verdict(tuple(faults), accusations)


def measure(sdks: Iterable[RealSdk]) -> Iterator[tuple[RealSdk, str, Outcome, Verdict]]:
    """All variants of some SDKs, one after the other."""
    for sdk in sdks:
        for variant in VARIANTS:
            try:
                outcome = observe(host_path(sdk, variant), sdk)
            except (RuntimeError, SystemExit) as error:
                outcome = Outcome(failure=f"not built: {error}")
            yield sdk, variant, outcome, judge(sdk, variant, outcome)


def _phases(outcome: Outcome) -> str:
    counted = [
        (p, len({(r["item"], r["caller"], r["offset"]) for r in outcome.reads if r["phase"] == p})) for p in PHASES
    ]
    rest = sum(r["phase"] not in PHASES for r in outcome.reads)
    return " ".join(f"{p}:{n}" for p, n in [*counted, ("never", rest)] if n) or "-"


def _short(method: str) -> str:
    owner, _, name = method.partition("->")
    return f"{owner.strip('L;').rpartition('/')[2]}.{name.partition('(')[0]}"


def print_row(sdk: RealSdk, variant: str, outcome: Outcome, verdict: Verdict, *, verbose: bool) -> None:
    """One line, and on demand what lies behind it."""
    first = outcome.first
    way = f"{first['item']}: {' > '.join(map(_short, first['path'][:3] + first['path'][3:][-1:]))}" if first else "-"
    state = "OK" if verdict.right else f"WRONG ({'; '.join(verdict.faults)})"
    print(
        f"{sdk.name:17} {variant:8} {outcome.seconds:6.1f} {outcome.megabytes:6.0f}  {_phases(outcome):42} "
        f"{outcome.initialised_at or 'None':15} {state}\n{'':44}{way}",
        flush=True,
    )
    if verbose:
        by_phase: dict[str, set[str]] = defaultdict(set)
        for row in outcome.reads:
            by_phase[row["phase"] or "unknown"].add(row["item"])
        for phase, names in sorted(by_phase.items()):
            print(f"{'':44}{phase}: {' '.join(sorted(names))}")
        if outcome.limits:
            print(f"{'':44}limits: {' '.join(outcome.limits)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="names of SDKs, separated by commas")
    parser.add_argument("--verbose", action="store_true", help="items by phase, and what the run cut short")
    parser.add_argument("--list", action="store_true", help="print the table of SDKs and end")
    options = parser.parse_args()
    wanted = [by_name(name) for name in options.only.split(",")] if options.only else list(SDKS)
    if options.list:
        for sdk in wanted:
            print(f"{sdk.name:17} {sdk.sdk:18} {', '.join(a.coordinates for a in sdk.archives)}")
        return
    print(f"{'SDK':17} {'variant':8} {'s':>6} {'MB':>6}  {'reads by phase':42} {'initialised_at':15} verdict")
    right: dict[str, list[bool]] = defaultdict(list)
    accused = rows = 0
    for sdk, variant, outcome, verdict in measure(wanted):
        print_row(sdk, variant, outcome, verdict, verbose=options.verbose)
        right[sdk.name].append(verdict.right)
        accused += len(verdict.accusations)
        rows += 1
    print(f"told apart {sum(map(all, right.values()))} of {len(right)}; rows right {sum(map(sum, right.values()))} of {rows}; "
          f"false accusations {accused}")  # fmt: skip


if __name__ == "__main__":
    main()
