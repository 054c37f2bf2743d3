"""Evidence of code against `unzip -p` of the same dex files, and against androguard's AnalyzeAPK; one core, warm.

What is compared is reading the code, without the abstract run, which neither of the others does; `inspect_speed.py` has
the whole.

    python benchmarks/code_speed.py [--androguard PYTHON] [--runs N]

Androguard is run by the interpreter given (one that has androguard installed; left out with a note otherwise).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import time

from real_apps import APPS, path_of

os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
os.environ["NUMBA_NUM_THREADS"] = "1"

from kanhe.inspection import code_analysis, uncollected  # noqa: E402
from kanhe.package import open_package  # noqa: E402

ANDROGUARD = """
import sys, time
from loguru import logger
logger.remove()
from androguard.misc import AnalyzeAPK
start = time.perf_counter()
AnalyzeAPK(sys.argv[1])
print(time.perf_counter() - start)
"""


def unzip(path: str) -> float:
    start = time.perf_counter()
    subprocess.run(["unzip", "-p", path, "classes*.dex"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def kanhe(path: str) -> float:
    """Inflating the dex files, tables, references, call graph, strings, SDKs, hosts, reads and their proof."""
    with open_package(path) as package, uncollected():
        start = time.perf_counter()
        code_analysis(package, budget=0)
        return time.perf_counter() - start


def androguard(python: str, path: str) -> float | None:
    done = subprocess.run([python, "-c", ANDROGUARD, path], capture_output=True, text=True, check=False)
    return float(done.stdout.split()[-1]) if done.returncode == 0 and done.stdout.strip() else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--androguard", metavar="PYTHON")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    print("| app | unzip -p s | Kanhe s | Kanhe / unzip | androguard s | androguard / Kanhe |")
    print("| --- | --- | --- | --- | --- | --- |")
    for app in APPS:
        path = str(path_of(app))
        kanhe(path)
        pairs = [(unzip(path), kanhe(path)) for _ in range(options.runs)]
        inflate, own = (statistics.median(p[k] for p in pairs) for k in (0, 1))
        ratio = statistics.median(b / a for a, b in pairs)
        peer = androguard(options.androguard, path) if options.androguard else None
        shown = f"{peer:.1f} | {peer / own:.0f}" if peer else "— | —"
        print(f"| {app.name} | {inflate:.3f} | {own:.3f} | {ratio:.1f} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
