"""The process that opens hostile packages; it may be killed, and tells on standard output how far it came.

    python -m tests.fuzz.victim FIRST COUNT FOLDER SAMPLE…

Prints one JSON line before and one after each case.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kanhe.inspection import collect
from kanhe.package import Bounds, PackageError, open_package
from tests.fuzz.mutator import make_case, read_samples

MEGABYTES = 2048
BOUNDS = Bounds()


@contextmanager
def stage(name: str) -> Iterator[None]:
    yield


def attempt(path: Path) -> str:
    """'inspected', the name of a package error, or a traceback, which is what must never come."""
    try:
        with open_package(path, BOUNDS) as package:
            collect(package, stage)
    except PackageError as error:
        return type(error).__name__ if error.en and error.zh else "an error without its sentences"
    except BaseException:  # noqa: BLE001 - whatever else comes out is the find
        return traceback.format_exc()
    return "inspected"


def peak() -> int:
    """The most memory this process has held, in kilobytes.

    Not ``ru_maxrss``: Linux keeps that across exec, so it is at least what the test runner held when it started us.
    """
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))


def tell(**what: object) -> None:
    print(json.dumps(what), flush=True)


def main(first: int, count: int, folder: Path, samples: list[Path]) -> None:
    limit = MEGABYTES << 20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    read = read_samples(samples)
    for sample in samples[:1]:
        attempt(sample)  # compiled code is loaded once, outside any case's time
    tell(ready=True)
    for seed in range(first, first + count):
        case = make_case(read, seed)
        path = folder / f"case{case.suffix}"
        path.write_bytes(case.data)
        tell(start=seed, kind=case.kind)
        began = time.perf_counter()
        outcome = attempt(path)
        seconds = time.perf_counter() - began
        path.unlink()
        tell(seed=seed, outcome=outcome, seconds=seconds)
    tell(done=True, peak=peak())


if __name__ == "__main__":
    os.environ.setdefault("NUMBA_NUM_THREADS", "1")
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), [Path(p) for p in sys.argv[4:]])
