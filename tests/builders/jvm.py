"""Java programs for tests: compiled, dexed by D8 or R8, and run; D8 comes from Maven Central by its digest.

Skip tests that use it where there is no JDK: ``pytestmark = jvm.MARKS``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kanhe.knowledge.store import cache_folder

R8 = "https://repo1.maven.org/maven2/com/android/tools/r8/9.5.28/r8-9.5.28.jar"
R8_SHA512 = (
    "33365b026f8f344b8acbaaf15a5cb910e9fcfed1d5245825ce8a3eae440e68bc"
    "0c74577b7a138f197233da1817c27020918b90343c5c363a146f132bfad341c0"
)
MARKS = [
    pytest.mark.jdk,
    pytest.mark.skipif(not (shutil.which("javac") and shutil.which("java")), reason="needs a JDK"),
]
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
SECONDS = 120


@cache
def r8() -> Path:
    """The jar of D8 and R8, fetched once."""
    jar = cache_folder() / "test-tools" / "r8-9.5.28.jar"
    if not jar.is_file():
        try:
            with urllib.request.urlopen(R8, timeout=60) as answer:
                data = answer.read()
        except OSError as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"R8 could not be fetched: {error}")
        assert hashlib.sha512(data).hexdigest() == R8_SHA512
        jar.parent.mkdir(parents=True, exist_ok=True)
        part = jar.with_name(f"{jar.name}.{os.getpid()}")
        part.write_bytes(data)
        part.replace(jar)
    return jar


def run(*command: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end; with ``check`` it must succeed."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert not check or done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done


def compile_java(sources: Sequence[Path], into: Path, *classpath: Path, release: int = 8) -> Path:
    into.mkdir(parents=True, exist_ok=True)
    path = os.pathsep.join(map(str, classpath)) or "."
    run("javac", "--release", release, "-g", "-nowarn", "-Xlint:none", "-cp", path, "-d", into, *sources)
    return into


def dex(classes: Path, into: Path, *options: object, tool: str = "D8") -> list[bytes]:
    """The dex files that D8 or R8 makes of a folder of classes; both take the JDK for the platform."""
    into.mkdir(parents=True, exist_ok=True)
    home = Path(shutil.which("javac") or "").resolve().parent.parent
    files = sorted(classes.rglob("*.class"))
    run("java", *QUICK, "-cp", r8(), f"com.android.tools.r8.{tool}", "--lib", home, "--output", into, *options, *files)
    return [path.read_bytes() for path in sorted(into.glob("*.dex"))]


def java(
    main: str, *arguments: object, classpath: Sequence[Path], check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Runs a class.  What it verifies is what any class would be: nothing is switched off."""
    return run("java", *QUICK, "-cp", os.pathsep.join(map(str, classpath)), main, *arguments, check=check)


_KEEP = """
-keep class programs.Main { public static void main(java.lang.String[]); }
-keepattributes SourceFile,LineNumberTable
-dontobfuscate
-allowaccessmodification
-dontwarn **
"""


def optimise(programs: Path) -> bytes:
    """The programs of a folder as R8 leaves them: inlined, merged and with their constructors taken apart."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "keep.txt").write_text(_KEEP)
        classes = compile_java(sorted(programs.glob("*.java")), place / "classes")
        options = ("--release", "--min-api", 28, "--pg-conf", place / "keep.txt")
        return dex(classes, place / "dex", *options, tool="R8")[0]


if __name__ == "__main__":
    target = Path(__file__).parents[1] / "runtime/desk/java/programs"
    (target / "optimised.dex").write_bytes(optimise(target))
