"""The whole inspection with JSON report: in a warm worker, as a cold command, and at the first run ever.

python benchmarks/inspect_speed.py [--runs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

from real_apps import APPS, by_name, path_of

os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})

from kanhe.inspection import inspect  # noqa: E402
from kanhe.report.json import render_json  # noqa: E402


def warm(path: str) -> float:
    start = time.perf_counter()
    render_json(inspect(path))
    return time.perf_counter() - start


def cold(path: str, **environment: str) -> float:
    command = [sys.executable, "-m", "kanhe", "inspect", path, "--quiet", "--json", os.devnull]
    start = time.perf_counter()
    subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print("| app | warm worker s | cold command s |")
    print("| --- | --- | --- |")
    for app in APPS:
        path = str(path_of(app))
        warm(path)
        cold(path)
        hot = statistics.median(warm(path) for _ in range(options.runs))
        new = statistics.median(cold(path) for _ in range(options.runs))
        print(f"| {app.name} | {hot:.2f} | {new:.2f} |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        first = cold(str(by_name("uiautomator2-server")), NUMBA_CACHE_DIR=folder, KANHE_CACHE=folder)
    print(f"\nfirst run ever (nothing compiled or cached), uiautomator2-server: {first:.1f} s")


if __name__ == "__main__":
    main()
