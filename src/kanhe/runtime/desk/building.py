"""The desk's own Java classes, compiled once with the JDK's compiler and kept in the user's cache.

The key is a digest over sources and jars, so that neither can change unnoticed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from kanhe.knowledge.store import cache_folder
from kanhe.runtime.desk.lacking import empty_class, lacking
from kanhe.runtime.problem import RunError

JAVA_VERSION = 17
EXPORTED = tuple(
    word
    for name in ("jdk.internal.misc", "sun.security.x509", "sun.security.util", "sun.nio.ch")
    for word in ("--add-exports", f"java.base/{name}=ALL-UNNAMED")
)
"""Packages of the JDK that the desk's classes use."""
_TIMEOUT = 300
_PACKAGES = ("agent", "watch", "stage")
_BOOT = ("clock",)
"""Packages that classes of the JDK itself call."""
_MANIFEST = "Manifest-Version: 1.0\nPremain-Class: kanhe.desk.agent.Premain\nCan-Retransform-Classes: true\n\n"
_VERSION = re.compile(r"version \"(\d+)")


@dataclass(frozen=True, slots=True)
class Built:
    """The desk's classes."""

    desk: Path
    boot: Path
    """For the boot class path."""
    lacking: Path
    """Classes that only newer frameworks have."""


def java_home() -> Path:
    """The folder of a JDK of the right version.  Raises :class:`RunError`."""
    for candidate in _candidates():
        java = candidate / "bin" / "java"
        if java.is_file() and (candidate / "bin" / "javac").is_file() and _version(java) == JAVA_VERSION:
            return candidate
    raise RunError(
        f"桌面设备需要 JDK {JAVA_VERSION}（设置 JAVA_HOME，或安装 openjdk-{JAVA_VERSION}-jdk-headless）",
        f"the desk device needs JDK {JAVA_VERSION} (set JAVA_HOME, or install openjdk-{JAVA_VERSION}-jdk-headless)",
    )


def _candidates() -> list[Path]:
    found = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    if (compiler := shutil.which("javac")) is not None:
        found.append(Path(compiler).resolve().parent.parent)
    return [*found, *sorted(Path("/usr/lib/jvm").glob(f"*{JAVA_VERSION}*"))]


def _version(java: Path) -> int | None:
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=False).stderr
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _VERSION.search(told)
    return int(match.group(1)) if match else None


def sources() -> dict[str, bytes]:
    """Path below the source folder → text, of all packages of the desk."""
    top = resources.files("kanhe.runtime.desk") / "java"
    return {
        f"{package}/{entry.name}": entry.read_bytes()
        for package in (*_PACKAGES, *_BOOT)
        for entry in sorted((top / package).iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".java")
    }


def build(jars: Sequence[Path], home: Path) -> Built:
    """The classes, compiled if they are not in the cache.  Raises :class:`RunError`."""
    texts = sources()
    digest = hashlib.blake2b(digest_size=12)
    for name in sorted(texts):
        digest.update(name.encode() + b"\0" + texts[name] + b"\0")
    for jar in jars:
        digest.update(jar.name.encode() + b"\0")
    folder = cache_folder() / "desk" / "classes" / digest.hexdigest()
    built = Built(folder / "desk.jar", folder / "boot.jar", folder / "lacking.jar")
    if not built.desk.is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            _compile(texts, jars, home, Path(scratch))
            made = Path(scratch) / "made"
            made.mkdir()
            _jar(made / "desk.jar", Path(scratch) / "classes", _PACKAGES)
            _jar(made / "boot.jar", Path(scratch) / "classes", _BOOT)
            _lacking(made / "lacking.jar", jars)
            try:
                made.rename(folder)
            except OSError:
                if not built.desk.is_file():  # else another process was first
                    raise
    return built


def _compile(texts: dict[str, bytes], jars: Sequence[Path], home: Path, scratch: Path) -> None:
    for name, text in texts.items():
        path = scratch / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    command = [
        str(home / "bin" / "javac"), "-nowarn", "-proc:none", "-g", "-source", str(JAVA_VERSION), "-target", str(JAVA_VERSION),
        "-XDignore.symbol.file", *EXPORTED, "-encoding", "UTF-8",
        "-d", str(scratch / "classes"), "-cp", os.pathsep.join(map(str, jars)),
        *(str(scratch / "sources" / name) for name in texts),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    if done.returncode:
        problems = [line for line in done.stderr.splitlines() if "error:" in line] or ["?"]
        raise RunError(
            f"无法编译桌面设备：{problems[0][-200:]}", f"the desk device does not compile: {problems[0][-200:]}"
        )


def _lacking(path: Path, jars: Sequence[Path]) -> None:
    framework = next(jar for jar in jars if jar.name.startswith("android-all"))
    shadows = next(jar for jar in jars if jar.name.startswith("shadows-framework"))
    with zipfile.ZipFile(path, "w") as archive:
        for name in lacking(shadows, framework):
            archive.writestr(f"{name}.class", empty_class(name))


def _jar(path: Path, classes: Path, packages: Sequence[str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", _MANIFEST)
        for package in packages:
            for file in sorted((classes / "kanhe" / "desk" / package).rglob("*.class")):
                archive.write(file, file.relative_to(classes).as_posix())
