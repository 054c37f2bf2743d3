"""Write the package of a case and run it in this process: ``python -m tests.fuzz.reproduce NUMBER [FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fuzz.mutator import make_case, read_samples
from tests.fuzz.samples import SAMPLES
from tests.fuzz.victim import attempt


def main(seed: int, folder: Path) -> None:
    case = make_case(read_samples(SAMPLES), seed)
    path = folder / f"case-{seed}{case.suffix}"
    path.write_bytes(case.data)
    print(f"{case.kind}: {len(case.data)} bytes in {path}")
    print(attempt(path))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "."))
