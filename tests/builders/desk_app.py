"""Apps for the desk in tests: Java sources as the code of a specimen, whose manifest and resources they take over."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kanhe.runtime.desk import jars
from kanhe.runtime.desk.machine import Bounds, enclosure
from kanhe.runtime.desk.run import Desk
from kanhe.runtime.problem import RunError
from tests.builders import jvm

LEVEL = 26
_MARKS_OF_SANDBOX = ("ShadowedObject", "InstrumentedInterface")
"""What the framework's classes bear in the sandbox; empty, so that an app's class need not have it."""


@contextmanager
def a_desk(seconds: float) -> Iterator[Desk]:
    """A desk device with everything it needs; a test is left out where that cannot be had, but not in continuous integration."""
    try:
        jars.fetch()
        enclosure()
    except RunError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"left out: {error}")
    with Desk(Bounds(seconds=seconds)) as desk:
        yield desk


def java_app(sources: Path, like: Path, work: Path) -> Path:
    """The APK, unsigned: the classes of a folder of sources in place of those of the APK ``like``."""
    jars.fetch()
    marks = []
    for name in _MARKS_OF_SANDBOX:
        marks.append(work / "marks" / f"{name}.java")
        marks[-1].parent.mkdir(exist_ok=True)
        marks[-1].write_text(f"package org.robolectric.internal.bytecode; public interface {name} {{}}", "utf-8")
    platform = jvm.compile_java(marks, work / "platform")
    classes = jvm.compile_java(sorted(sources.glob("*.java")), work / "classes", platform, jars.framework())
    (code,) = jvm.dex(classes, work / "dex", "--min-api", LEVEL)
    app = work / f"{sources.name}.apk"
    with zipfile.ZipFile(like) as old, zipfile.ZipFile(app, "w") as new:
        for name in old.namelist():
            new.writestr(name, code if name == "classes.dex" else old.read(name))
    return app
