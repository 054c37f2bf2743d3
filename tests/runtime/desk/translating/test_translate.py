"""Translations are made once, within bounds, and end in one sentence when they fail."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from kanhe.package.model import DexImage
from kanhe.runtime.desk.translating import Allowance, translate, translate_images
from kanhe.runtime.desk.translating.toolchain import toolchain
from kanhe.runtime.problem import RunError
from tests.builders import jvm
from tests.builders.dex import Class, write_container, write_dex
from tests.builders.smali import define

pytestmark = jvm.MARKS
SPECIMENS = Path(__file__).parents[3] / "specimens"


def image(*names: str) -> DexImage:
    return DexImage("classes.dex", write_dex([Class(name, methods=[define("m()V", "return-void")]) for name in names]))


def names(jar: Path) -> set[str]:
    with zipfile.ZipFile(jar) as archive:
        return {n.removesuffix(".class") for n in archive.namelist() if not n.startswith("kanhe/")}


def test_an_app_is_translated_once() -> None:
    app = SPECIMENS / "phases/apk/guard-mmkv-complies.apk"
    first = translate(app)
    again = translate(app)
    assert again.seconds == 0
    assert again.jar == first.jar
    assert first.classes == len(names(first.jar)) > 3
    assert first.untranslated == ()


def test_all_dex_files_count_and_the_first_of_a_name() -> None:
    twice = write_dex([Class("La/A;", "La/B;"), Class("La/C;")])
    container = DexImage("classes3.dex", write_container([[Class("La/D;")], [Class("La/E;")]]))
    made = translate_images([image("La/A;", "La/B;"), DexImage("classes2.dex", twice), container])
    assert names(made.jar) == {"a/A", "a/B", "a/C", "a/D", "a/E"}
    assert made.classes == 5
    assert made.methods == 2


def test_the_same_bytes_each_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = SPECIMENS / "phases/apk/guard-mmkv-complies.apk"
    first = translate(app).jar.read_bytes()
    monkeypatch.setenv("KANHE_CACHE", str(tmp_path))
    assert translate(app).jar.read_bytes() == first


def test_what_cannot_be_read_is_told_and_the_rest_is_translated() -> None:
    made = translate_images([image("La/A;"), DexImage("x\n.dex", b"no")])
    assert names(made.jar) == {"a/A"}
    assert [(u.kind, u.where) for u in made.untranslated] == [("damaged", "x?.dex")]


@pytest.mark.parametrize(
    ("allowance", "said"),
    [(Allowance(seconds=0.01), "within 0.01 s"), (Allowance(megabytes=4), "4 MB")],
    ids=["time", "memory"],
)
def test_bounds_end_in_one_sentence(allowance: Allowance, said: str) -> None:
    many = DexImage(
        "classes.dex", write_dex([Class(f"La/A{k};", methods=[define("m()V", "return-void")]) for k in range(9000)])
    )
    with pytest.raises(RunError, match=said):
        translate_images([many], allowance=allowance)


def test_the_cache_forgets_what_was_not_used_for_longest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    toolchain()  # compiled in the cache that everybody shares
    monkeypatch.setenv("KANHE_CACHE", str(tmp_path))
    first, second = translate_images([image("La/A;")]), translate_images([image("La/B;")])
    os.utime(second.jar, (1, 1))
    monkeypatch.setattr(
        sys.modules["kanhe.runtime.desk.translating.translate"], "KEPT", 2 * first.jar.stat().st_size + 100
    )
    third = translate_images([image("La/C;")])
    assert {p.name for p in first.jar.parent.glob("*.*")} == {
        name for made in (first, third) for name in (made.jar.name, made.jar.with_suffix(".tsv").name)
    }
