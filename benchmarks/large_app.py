"""Time and peak memory on the synthetic app of 1.5 million methods, in a process of its own.

python benchmarks/large_app.py [--methods 1500000]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from synthetic import write_app

PROGRAM = """
import resource, sys, time
from kanhe.inspection import inspect
start = time.perf_counter()
found = inspect(sys.argv[1])
reads = sum(1 for row in found.evidence.rows('calls') if row['item'] == 'android-id')
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, reads)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--methods", type=int, default=1_500_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.apk"
        methods = write_app(path, options.methods)
        done = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=True)
        seconds, peak, reads = (float(x) for x in done.stdout.split())
    expected = 10 * methods // 60_000
    print("| methods | seconds | peak MB | reads found | reads there |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| {methods:,} | {seconds:.1f} | {peak / 1e6:.0f} | {reads:.0f} | {expected} |")


if __name__ == "__main__":
    main()
