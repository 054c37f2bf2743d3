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
KEEP = """
-keep class programs.Main { public static void main(java.lang.String[]); }
-keepattributes SourceFile,LineNumberTable
-dontobfuscate
-allowaccessmodification
-dontwarn **
"""


@dataclass(frozen=True)
class Way:
    """A way from classes to dex."""

    name: str
    version: bytes
    options: tuple[object, ...]
    programs: tuple[str, ...]
    tool: str = "D8"


ALL = ("numbers", "flowing", "objects", "reflecting")
WAYS = (
    Way("old", b"035", ("--release", "--min-api", 21), ALL),
    Way("invoke-custom", b"039", ("--debug", "--min-api", 28, "--no-desugaring"), (*ALL, "handles")),
    Way("optimised", b"039", ("--release", "--min-api", 28), ALL[:3], "R8"),
)


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return jvm.compile_java(sorted(PROGRAMS.glob("*.java")), tmp_path_factory.mktemp("classes"))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_programs_do_the_same(way: Way, classes: Path, tmp_path: Path) -> None:
    options = way.options
    if way.tool == "R8":
        (tmp_path / "keep.txt").write_text(KEEP)
        options = (*options, "--pg-conf", tmp_path / "keep.txt")
    images = jvm.dex(classes, tmp_path / "dex", *options, tool=way.tool)
    assert images[0][4:7] == way.version
    translation = translate_images([DexImage(f"classes{k}.dex", data) for k, data in enumerate(images)])
    assert translation.untranslated == ()
    before = jvm.java("programs.Main", *way.programs, classpath=[classes]).stdout
    after = jvm.java("programs.Main", *way.programs, classpath=[translation.jar]).stdout
    assert after.splitlines() == before.splitlines()
    assert len(before.splitlines()) > 600
