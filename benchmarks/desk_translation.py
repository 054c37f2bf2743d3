"""Translating real apps to class files: seconds, what was not translated, and how the classes fare with a verifier.

    python benchmarks/desk_translation.py [APK …]

Wall time depends on what else the machine does; processor time is what the work itself takes, of all threads.  Every class is
loaded, linked and verified beside the framework, and none is run.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from real_apps import by_name  # noqa: E402

from kanhe.runtime.desk import jars  # noqa: E402
from kanhe.runtime.desk.translating import translate  # noqa: E402
from kanhe.runtime.desk.translating.toolchain import toolchain  # noqa: E402
from tests.builders import jvm  # noqa: E402

APPS = ("apidemos", "settings", "uiautomator2-server", "yosemite")
LOADING = ROOT / "tests/runtime/desk/java/loading"


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(app: Path, framework: Path, beside: Sequence[Path], loader: Path) -> str:
    before = processor_seconds()
    made = translate(app, frameworks=[framework])
    took = processor_seconds() - before
    loaded = jvm.java("loading.Loading", made.jar, "--", *beside, classpath=[loader]).stdout.strip()
    return (
        f"| {app.name} | {made.classes} | {made.seconds:.1f} | {took:.1f} | {len(made.untranslated)} | {len(made.missing)} | "
        f"{len(made.absent)} | {loaded} | {made.jar.stat().st_size >> 20} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("apps", nargs="*", type=Path, metavar="APK")
    given = parser.parse_args().apps or [by_name(name) for name in APPS]
    beside, framework = jars.fetch(), jars.framework()
    classpath = toolchain().classpath
    print(
        "| app | classes | wall s | processor s | not translated | classes made | members left out | loading | jar MB |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KANHE_CACHE"] = folder  # nothing is answered from the cache
        loader = jvm.compile_java(sorted(LOADING.glob("*.java")), Path(folder) / "loading", *classpath, release=17)
        for app in given:
            print(measure(app, framework, beside, loader), flush=True)


if __name__ == "__main__":
    main()
