"""Apps for the desk in tests: Java sources as the code of a specimen, whose manifest and resources they take over."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kanhe.runtime.desk import jars
from tests.builders import jvm

LEVEL = 26


def java_app(sources: Path, like: Path, work: Path) -> Path:
    """The APK, unsigned: the classes of a folder of sources in place of those of the APK ``like``."""
    classes = jvm.compile_java(sorted(sources.glob("*.java")), work / "classes", *jars.fetch())
    (code,) = jvm.dex(classes, work / "dex", "--min-api", LEVEL)
    app = work / f"{sources.name}.apk"
    with zipfile.ZipFile(like) as old, zipfile.ZipFile(app, "w") as new:
        for name in old.namelist():
            new.writestr(name, code if name == "classes.dex" else old.read(name))
    return app
