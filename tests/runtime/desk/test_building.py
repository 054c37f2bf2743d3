"""The desk's classes are compiled once for their sources and jars, by the right JDK."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kanhe.runtime.desk import building
from kanhe.runtime.desk.building import build, java_home, sources
from kanhe.runtime.problem import RunError
from tests.builders import jvm

pytestmark = jvm.MARKS


def test_sources_are_those_of_the_desk() -> None:
    names = set(sources())
    assert {"watch/Main.java", "stage/Stage.java", "clock/VirtualTime.java", "agent/Premain.java"} <= names
    assert not [name for name in names if name.startswith("translat")]


def test_another_jdk_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "JAVA_VERSION", 12)
    with pytest.raises(RunError, match="needs JDK 12"):
        java_home()


def test_the_jdk_of_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known = java_home()
    (tmp_path / "bin").mkdir()
    for name in ("java", "javac"):
        (tmp_path / "bin" / name).symlink_to(known / "bin" / name)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java_home() == tmp_path


def test_what_does_not_compile_is_said_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KANHE_CACHE", str(tmp_path))
    monkeypatch.setattr(building, "sources", lambda: {"watch/Broken.java": b"class Broken { int x = ; }"})
    with pytest.raises(RunError, match=r"does not compile: .*illegal start"):
        build([], java_home())
    assert list((tmp_path / "desk" / "classes").iterdir()) == []


def test_a_second_process_finds_what_the_first_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KANHE_CACHE", str(tmp_path))
    monkeypatch.setattr(building, "sources", lambda: {"watch/Fine.java": b"package kanhe.desk.watch; class Fine {}"})
    monkeypatch.setattr(building, "_lacking", lambda path, jars: path.touch())
    first = build([], java_home())
    times = [os.stat(path).st_mtime_ns for path in (first.desk, first.boot, first.lacking)]
    assert build([], java_home()) == first
    assert [os.stat(path).st_mtime_ns for path in (first.desk, first.boot, first.lacking)] == times
    listed = subprocess.run(
        [java_home() / "bin" / "jar", "tf", first.desk], capture_output=True, text=True, check=True, timeout=60
    )
    assert "kanhe/desk/watch/Fine.class" in listed.stdout
