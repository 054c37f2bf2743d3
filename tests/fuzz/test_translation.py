"""Damaged code is translated, or each method that is not has its sentence; what is written are well-formed classes that pass
the JVM's verifier, whatever the code was.  Nothing hangs.

``KANHE_FUZZ_CODE_CASES`` sets how many cases the long form runs (``-m fuzz``), ``KANHE_FUZZ_CODE_SEED`` where it begins.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kanhe.package.model import DexImage
from kanhe.runtime.desk.translating import Allowance, translate_images
from kanhe.runtime.desk.translating.toolchain import toolchain
from tests.builders import jvm
from tests.fuzz.amplifiers import class_data_of_all, interfaces_of_all
from tests.fuzz.code_mutator import SAMPLES, make_code_case, read_sample

pytestmark = jvm.MARKS
SOURCES = Path(__file__).parents[1] / "runtime/desk/java/loading"
SHORT, SHORT_SAMPLES = 120, 12
LONG = int(os.environ.get("KANHE_FUZZ_CODE_CASES", "3000"))
FIRST = int(os.environ.get("KANHE_FUZZ_CODE_SEED", "5000000"))
MILLISECONDS = 6000
"""A case that takes longer hangs: a good sample takes ten, and the first of a process half a second."""
FAMILIAR = {
    "loaded", "NoClassDefFoundError", "ClassNotFoundException", "ClassCircularityError", "IncompatibleClassChangeError", "IllegalAccessError",
}  # fmt: skip
"""How classes may fare: what they name is not there, or is no class to be above them.  Whatever is written is well formed."""


def attempt(first: int, count: int, samples: int, place: Path) -> tuple[list[str], Counter[str]]:
    """What must not be, and how many classes fared which way."""
    read = [read_sample(path) for path in SAMPLES[:: len(SAMPLES) // samples]]
    kinds = {}
    for seed in range(first, first + count):
        case = make_code_case(read[seed % len(read)], seed)
        (place / f"{seed}.dex").write_bytes(case.images[0].data)
        kinds[f"{seed}.dex"] = case.kind
    tools = toolchain().classpath
    classes = jvm.compile_java(sorted(SOURCES.glob("*.java")), place / "classes", *tools, release=17)
    told = jvm.java("loading.Batch", place, classpath=[*tools, classes]).stdout.splitlines()
    fared: Counter[str] = Counter()
    wrong = [] if len(told) == count else [f"{len(told)} of {count} cases were told of"]
    for line in told:
        name, took, untranslated, loaded = line.split("\t")
        found = {how: int(many) for how, many in re.findall(r"(\w+)=(\d+)", loaded)}
        fared.update(found)
        fared["untranslated"] += int(untranslated)
        if int(took) > MILLISECONDS or not found.keys() <= FAMILIAR or not loaded.startswith("{"):
            wrong.append(f"case {name} ({kinds[name]}): {took} ms, {loaded}")
    return wrong, fared


@pytest.mark.timeout(200)
def test_damaged_code_is_translated_or_told(tmp_path: Path) -> None:
    wrong, fared = attempt(0, SHORT, SHORT_SAMPLES, tmp_path)
    assert wrong == []
    assert fared["untranslated"] > SHORT
    assert fared["loaded"] > SHORT


@pytest.mark.timeout(120)
@pytest.mark.parametrize("make", [interfaces_of_all, class_data_of_all], ids=["interfaces", "class data"])
def test_code_that_takes_more_work_than_its_size_allows(make: Callable[[], bytes]) -> None:
    """Sixty thousand classes that share what they name."""
    made = translate_images([DexImage("classes.dex", make())], allowance=Allowance(60, 2048))
    assert made.classes == 0
    assert "the app's code takes more work than its size allows" in {u.why for u in made.untranslated}
    made.jar.unlink()


@pytest.mark.fuzz
@pytest.mark.timeout(12 * 3600)
def test_much_damaged_code_is_translated_or_told(tmp_path: Path) -> None:
    for first in range(FIRST, FIRST + LONG, 500):
        folder = tmp_path / str(first)
        folder.mkdir()
        wrong, _ = attempt(first, min(500, FIRST + LONG - first), len(SAMPLES), folder)
        assert wrong == [], "\n".join(wrong[:10])
