"""Flows found in a public suite of leaking apps: per case, precision, recall and F1, time and memory; one core, warm.

    python benchmarks/suites.py --suite droidbench|iccbench|ubcbench --path DIR [--flowdroid-tests DIR] [--verbose]

A leak is an instruction that gives personal information away to the outside or to the log; what stays in the app's own
storage is none.  Per case, leaks found up to the true number are true positives, more are false positives, missing ones
false negatives.  ``--flowdroid-tests``: a checkout of FlowDroid, to print the figures over the cases its own tests run.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
import traceback
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from suite_truth import SUITES, Case, tested_by_flowdroid

os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
os.environ["NUMBA_NUM_THREADS"] = "1"

from kanhe.inspection import code_analysis, uncollected  # noqa: E402
from kanhe.package import open_package  # noqa: E402

KEPT = frozenset({"preferences", "database", "stream"})
"""Kinds of sink in which data stays with the app."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in one case."""

    case: Case
    found: int
    seconds: float
    rows: tuple[str, ...] = ()
    failure: str | None = None

    @property
    def counts(self) -> tuple[int, int, int]:
        """True positives, false positives, false negatives."""
        hit = min(self.found, self.case.leaks)
        return hit, self.found - hit, self.case.leaks - hit


@dataclass(frozen=True, slots=True)
class Score:
    """Sum over cases."""

    hits: int
    alarms: int
    missed: int

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return (
            f"TP {self.hits}  FP {self.alarms}  FN {self.missed}  "
            f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
        )


def run(case: Case) -> Outcome:
    """Analyse one app."""
    start = time.perf_counter()
    try:
        with uncollected(), open_package(case.path) as package:
            rows = code_analysis(package).evidence.rows("flows")
    except Exception:  # noqa: BLE001 - a crash is a result here
        return Outcome(case, 0, time.perf_counter() - start, (), traceback.format_exc())
    seconds = time.perf_counter() - start
    places = {(r["sink_caller"], r["sink_offset"]) for r in rows if r["sink"] not in KEPT}
    told = tuple(
        f"{r['item']} {r['source']} in {r['source_caller']} -> {r['sink']} {r['sink_api']} in {r['sink_caller']}"
        for r in rows
    )
    return Outcome(case, len(places), seconds, told)


def score(outcomes: list[Outcome]) -> Score:
    """Sum of the counts."""
    return Score(*(sum(column) for column in zip(*(o.counts for o in outcomes), strict=True)))


def _tell(outcomes: list[Outcome], *, verbose: bool) -> None:
    for o in outcomes:
        hit, alarms, missed = o.counts
        mark = "ok  " if not (alarms or missed) and not o.failure else "FAIL"
        print(f"{mark} {o.case.name:62} leaks {o.case.leaks}  found {o.found}  {o.seconds * 1000:7.0f} ms")
        if o.failure:
            print("     " + o.failure.strip().replace("\n", "\n     "))
        elif verbose and mark == "FAIL":
            for row in o.rows:
                print(f"       {row}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", choices=sorted(SUITES), required=True)
    parser.add_argument("--path", type=Path, required=True, help="folder of the suite")
    parser.add_argument("--flowdroid-tests", type=Path, help="checkout of FlowDroid")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="show the flows of cases that differ")
    options = parser.parse_args()
    cases = [case for case in SUITES[options.suite](options.path) if options.only in case.name]
    if not cases:
        parser.error(f"no apps of {options.suite} below {options.path}")
    run(cases[0])  # compile
    start = time.perf_counter()
    outcomes = [run(case) for case in cases]
    seconds = time.perf_counter() - start
    _tell(outcomes, verbose=options.verbose)
    groups = defaultdict(list)
    for o in outcomes:
        groups[o.case.group].append(o)
    print()
    for group, inside in sorted(groups.items()):
        print(f"{group or '(top)':32} {len(inside):4} cases  {score(inside)}")
    print(f"\n{'all':32} {len(outcomes):4} cases  {score(outcomes)}")
    if options.flowdroid_tests:
        names = tested_by_flowdroid(options.flowdroid_tests)
        tested = [o for o in outcomes if o.case.name in names]
        print(f"{'tested by FlowDroid itself':32} {len(tested):4} cases  {score(tested)}")
    for tool in sorted({t for case in cases for t in case.others}):
        missed = sum(case.others[tool][0] for case in cases if tool in case.others)
        alarms = sum(case.others[tool][1] for case in cases if tool in case.others)
        print(f"{tool + ' (as the suite reports)':32} {len(cases):4} cases  "
              f"{Score(sum(c.leaks for c in cases) - missed, alarms, missed)}")  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    failures = sum(o.failure is not None for o in outcomes)
    print(f"time {seconds:.1f} s on one core, peak memory {peak:.0f} MB, crashes {failures}")


if __name__ == "__main__":
    main()
