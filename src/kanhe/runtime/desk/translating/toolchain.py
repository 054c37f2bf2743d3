"""The translator, compiled: its sources, the one library it needs (ASM), and the JDK that compiles and runs it.

Its classes lie in the user's cache under the digest of their sources.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from kanhe.knowledge.store import cache_folder
from kanhe.runtime.desk import jars
from kanhe.runtime.desk.building import java_home
from kanhe.runtime.problem import RunError

PACKAGES = ("translating", "translated")
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Toolchain:
    """What runs the translator."""

    java: Path
    classpath: tuple[Path, ...]
    digest: str
    """16 hex digits that change with the sources and the library."""


@cache
def toolchain() -> Toolchain:
    """The translator, compiled the first time it is needed.  Raises :class:`RunError`."""
    programs = java_home() / "bin"
    library = jars.fetch_one("asm")
    digest = hashlib.sha256(library.name.encode() + b"".join(text for _, text in sources())).hexdigest()[:16]
    classes = cache_folder() / "desk" / f"translator-{digest}"
    if not classes.is_dir():
        _compile(programs / "javac", library, classes)
    return Toolchain(programs / "java", (classes, library), digest)


def sources() -> tuple[tuple[str, bytes], ...]:
    """(path below ``desk/java``, text) of the translator's sources, sorted."""
    root = resources.files("kanhe.runtime.desk") / "java"
    return tuple(
        (f"{package}/{entry.name}", entry.read_bytes())
        for package in PACKAGES
        for entry in sorted((root / package).iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".java")
    )


def _compile(javac: Path, library: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        root = Path(folder)
        files = []
        for name, text in sources():
            file = root / "src" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
            files.append(file)
        out = root / "out"
        command = [str(javac), "--release", "17", "-encoding", "UTF-8", "-nowarn", "-cp", str(library), "-d", str(out)]
        try:
            done = subprocess.run(
                [*command, *map(str, files)], capture_output=True, text=True, check=False, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            raise RunError("编译转换器超时", "compiling the translator took too long") from None
        if done.returncode:
            first = done.stderr.strip().partition("\n")[0].replace(f"{root / 'src'}/", "")
            raise RunError(
                f"转换器无法编译（需要 JDK 17）：{first}",
                f"the translator does not compile (JDK 17 is needed): {first}",
            )
        try:
            out.rename(target)
        except OSError:
            if not target.is_dir():  # another process was faster
                raise
