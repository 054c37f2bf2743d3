"""Peak memory of the whole inspection against the size of the dex files, each app in a process of its own.

python benchmarks/memory.py
"""

from __future__ import annotations

import subprocess
import sys
import zipfile

from real_apps import APPS, path_of

PROGRAM = """
import resource, sys
from kanhe.inspection import inspect
from kanhe.report.json import render_json
render_json(inspect(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(path: str) -> int:
    """Bytes."""
    subprocess.run([sys.executable, "-c", PROGRAM, path], capture_output=True, check=True)  # kernels are compiled now
    done = subprocess.run([sys.executable, "-c", PROGRAM, path], capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024


def main() -> None:
    print("| app | dex MB | peak MB | bound MB (10 × dex + 200) |")
    print("| --- | --- | --- | --- |")
    for app in APPS:
        path = str(path_of(app))
        with zipfile.ZipFile(path) as archive:
            dex = sum(i.file_size for i in archive.infolist() if i.filename.endswith(".dex"))
        print(f"| {app.name} | {dex / 1e6:.1f} | {peak(path) / 1e6:.0f} | {(10 * dex) / 1e6 + 200:.0f} |", flush=True)


if __name__ == "__main__":
    main()
