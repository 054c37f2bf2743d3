"""Flows found in a public suite of leaking apps: per case, precision, recall and F1, time and memory; one core, warm.

    python benchmarks/suites.py --suite droidbench|iccbench|ubcbench --path DIR [--flowdroid-tests DIR] [--verbose]

A leak is an instruction that gives personal information away to the outside or to the log; what stays in the app's own
storage is none, and neither is a mere state such as whether one other app is installed.  An intent that the app itself
receives, but any other app may receive too, is a leak by the authors' count in ICC-Bench and none in the others.  ``--flowdroid-tests``: a checkout of FlowDroid, to print the figures over the cases its own tests run.
``flowdroid.py`` runs FlowDroid over the same suites.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
import traceback
from pathlib import Path

from suite_score import Outcome, summary, tell
from suite_truth import SUITES, Case

os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
os.environ["NUMBA_NUM_THREADS"] = "1"

from kanhe.inspection import code_analysis, uncollected  # noqa: E402
from kanhe.knowledge.items import items  # noqa: E402
from kanhe.package import open_package  # noqa: E402

KEPT = frozenset({"preferences", "database", "stream"})
"""Kinds of sink in which data stays with the app."""
SHARED = "ipc-shared"
SHARED_COUNTS = frozenset({"iccbench"})
"""Suites whose authors count intents that anybody may receive beside the leak in the component that does."""


def run(case: Case, kept: frozenset[str]) -> Outcome:
    """Analyse one app."""
    start = time.perf_counter()
    try:
        with uncollected(), open_package(case.path) as package:
            rows = code_analysis(package).evidence.rows("flows")
    except Exception:  # noqa: BLE001 - a crash is a result here
        return Outcome(case, 0, time.perf_counter() - start, (), traceback.format_exc())
    seconds = time.perf_counter() - start
    known = items()
    places = {
        (r["sink_caller"], r["sink_offset"])
        for r in rows
        if r["sink"] not in kept and known[r["item"]].weight != "state"
    }
    told = tuple(
        f"{r['item']} {r['source']} in {r['source_caller']} -> {r['sink']} {r['sink_api']} in {r['sink_caller']}"
        for r in rows
    )
    return Outcome(case, len(places), seconds, told)


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
    kept = KEPT if options.suite in SHARED_COUNTS else KEPT | {SHARED}
    run(cases[0], kept)  # compile
    start = time.perf_counter()
    outcomes = [run(case, kept) for case in cases]
    seconds = time.perf_counter() - start
    for outcome in outcomes:
        tell(outcome, verbose=options.verbose)
    summary(outcomes, options.flowdroid_tests)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    failures = sum(o.failure is not None for o in outcomes)
    print(f"time {seconds:.1f} s on one core, peak memory {peak:.0f} MB, crashes {failures}")


if __name__ == "__main__":
    main()
