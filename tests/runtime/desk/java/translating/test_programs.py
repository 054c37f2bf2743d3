"""Programs do the same before and after: compiled by javac, dexed, translated back, and run on the same JVM."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kanhe.package.model import DexImage
from kanhe.runtime.desk.translating import translate_images
from tests.builders import jvm

pytestmark = jvm.MARKS
PROGRAMS = Path(__file__).parents[1] / "programs"
OPTIMISED = PROGRAMS / "optimised.dex"
"""Made by R8, which takes ten seconds: ``python -m tests.builders.jvm`` makes it again when the programs change."""


@dataclass(frozen=True)
class Way:
    """A way from classes to dex."""

    name: str
    version: bytes
    options: tuple[object, ...]
    """Of D8; none for what lies beside the sources."""
    programs: tuple[str, ...]


ALL = ("numbers", "flowing", "objects", "reflecting")
WAYS = (
    Way("old", b"035", ("--release", "--min-api", 21), ALL),
    Way("invoke-custom", b"039", ("--debug", "--min-api", 28, "--no-desugaring"), (*ALL, "handles")),
    Way("optimised", b"039", (), ALL[:3]),
)


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return jvm.compile_java(sorted(PROGRAMS.glob("*.java")), tmp_path_factory.mktemp("classes"))


@pytest.fixture(scope="module")
def before(classes: Path) -> list[str]:
    """What all programs tell, each of them introduced by its name."""
    return jvm.java("programs.Main", *ALL, "handles", classpath=[classes]).stdout.splitlines()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_programs_do_the_same(way: Way, classes: Path, before: list[str], tmp_path: Path) -> None:
    images = jvm.dex(classes, tmp_path / "dex", *way.options) if way.options else [OPTIMISED.read_bytes()]
    assert images[0][4:7] == way.version
    translation = translate_images([DexImage(f"classes{k}.dex", data) for k, data in enumerate(images)])
    assert translation.untranslated == ()
    after = jvm.java("programs.Main", *way.programs, classpath=[translation.jar]).stdout.splitlines()
    assert after == _of(before, way.programs)
    assert len(after) > 600


def _of(lines: list[str], programs: tuple[str, ...]) -> list[str]:
    found, wanted = [], False
    for line in lines:
        if line.startswith("program "):
            wanted = line.removeprefix("program ") in programs
        if wanted:
            found.append(line)
    return found
