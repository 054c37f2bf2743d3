"""Damaged code is translated or said not to be, and what is translated is well formed: every class loads and verifies, or
refuses in words of the JVM; nothing hangs, and no failure is without its sentence.

``KANHE_FUZZ_CODE_CASES`` sets how many cases the long form runs (``-m fuzz``), ``KANHE_FUZZ_CODE_SEED`` where it begins.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kanhe.package.model import DexImage
from kanhe.runtime.desk.translating import Allowance, Linking, translate_images
from kanhe.runtime.problem import RunError
from tests.builders import jvm
from tests.fuzz.code_mutator import SAMPLES, Sample, make_code_case, read_sample

pytestmark = jvm.MARKS
SHORT = 60
LONG = int(os.environ.get("KANHE_FUZZ_CODE_CASES", "2000"))
FIRST = int(os.environ.get("KANHE_FUZZ_CODE_SEED", "5000000"))
PROBES = Path(__file__).parents[1] / "runtime/desk/java/probes"
AT_ONCE = 30
"""Cases that share a process: each is a dex file of an app of its own."""

sample = cache(read_sample)


@pytest.fixture(scope="module")
def loader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return jvm.compile_java([PROBES / "Loading.java"], tmp_path_factory.mktemp("loading"))


def attempt(first: int, count: int, samples: list[Sample], loader: Path) -> Counter[str]:
    """How classes of these cases fared: loaded, or the name of what the JVM said; ``case n: …`` for what must not be."""
    fared: Counter[str] = Counter()
    for seed in range(first, first + count):
        case = make_code_case(samples[seed % len(samples)], seed)
        try:
            made = translate_images([DexImage("classes.dex", bytes(case.images[0].data))], Linking(), Allowance(30, 512))
        except RunError as error:
            fared[f"case {seed} ({case.kind}): {error.en}"] += 1
            continue
        fared.update(f"case {seed}: without a reason" for u in made.untranslated if not u.why)
        fared["untranslated"] += len(made.untranslated)
        told = jvm.java("probes.Loading", made.jar, classpath=[loader], check=False)
        if told.returncode:
            fared[f"case {seed} ({case.kind}): {told.stderr[:200]}"] += 1
        for line in told.stdout.splitlines():
            name, _, number = line.rpartition(" ")
            fared[name] += int(number)
        made.jar.unlink()
    return fared
