"""The translator, compiled: its sources, the one library it needs, and the JDK that compiles and runs it.

Library and classes lie in the user's cache, the library under its pinned digest and the classes under that of their sources.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from kanhe.knowledge.store import cache_folder
from kanhe.runtime.problem import RunError

ASM = "https://repo1.maven.org/maven2/org/ow2/asm/asm/9.11.1/asm-9.11.1.jar"
ASM_SHA512 = (
    "c31cb163f4a86df9f85e6ceeabb0f672080e1aed64c50aeffb84d5adadde7ad1"
    "9ec3d3e01b8adfc29677d7a5f2ce5a182e4c593fba72626bf9c2d6d7c36640af"
)
LARGEST = 16 << 20
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
    java, javac = _program("java"), _program("javac")
    digest = hashlib.sha256(ASM_SHA512.encode() + b"".join(text for _, text in sources())).hexdigest()[:16]
    classes = cache_folder() / "desk" / f"translator-{digest}"
    library = _library()
    if not classes.is_dir():
        _compile(javac, library, classes)
    return Toolchain(java, (classes, library), digest)


def sources() -> tuple[tuple[str, bytes], ...]:
    """(path below ``desk/java``, text) of the translator's sources, sorted."""
    root = resources.files("kanhe.runtime.desk") / "java"
    return tuple(
        (f"{package}/{entry.name}", entry.read_bytes())
        for package in PACKAGES
        for entry in sorted((root / package).iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".java")
    )


def _program(name: str) -> Path:
    home = os.environ.get("JAVA_HOME")
    found = Path(home) / "bin" / name if home else None
    if found is None or not found.is_file():
        on_path = shutil.which(name)
        found = Path(on_path) if on_path else None
    if found is None:
        raise RunError(
            f"桌面设备需要 JDK 17，但找不到 {name}（Debian：openjdk-17-jdk-headless）",
            f"the desk device needs a JDK 17, and there is no {name} (Debian: openjdk-17-jdk-headless)",
        )
    return found


def _library() -> Path:
    """ASM, fetched once."""
    target = cache_folder() / "desk" / f"asm-{ASM_SHA512[:16]}.jar"
    if target.is_file():
        return target
    try:
        with urllib.request.urlopen(ASM, timeout=60) as answer:
            data = answer.read(LARGEST)
    except (urllib.error.URLError, OSError) as error:
        raise RunError(
            f"桌面设备首次使用时须下载 {ASM}，但无法下载：{error}",
            f"the desk device fetches {ASM} at its first use, and could not: {error}",
        ) from error
    if hashlib.sha512(data).hexdigest() != ASM_SHA512:
        raise RunError(f"{ASM} 的摘要与预期不符", f"{ASM} does not have the digest it should have")
    with _beside(target) as folder:
        part = Path(folder) / target.name
        part.write_bytes(data)
        part.replace(target)
    return target


def _beside(target: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder on the target's file system: what is finished there appears at its place at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=target.parent)


def _compile(javac: Path, library: Path, target: Path) -> None:
    with _beside(target) as folder:
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
            first = done.stderr.strip().splitlines()[:1]
            raise RunError(
                f"转换器无法编译（需要 JDK 17 或更新）：{''.join(first)}",
                f"the translator does not compile (JDK 17 or newer): {''.join(first)}",
            )
        try:
            out.rename(target)
        except OSError:
            if not target.is_dir():  # another process was faster
                raise
