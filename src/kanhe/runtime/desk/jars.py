"""The jars on which the desk device runs: fetched once, by pinned digest, into the user's cache.

Knows coordinates and files; not what they are for.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from kanhe.knowledge.store import cache_folder
from kanhe.runtime.problem import RunError

HOSTS = ("https://repo1.maven.org/maven2", "https://dl.google.com/android/maven2")
"""Asked in this order."""
_TIMEOUT = 60
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Jar:
    """A file of a Maven repository."""

    sha512: str
    size: int
    group: str
    artifact: str
    version: str
    type: str

    @property
    def path(self) -> str:
        """Below a repository."""
        folder = f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}"
        return f"{folder}/{self.artifact}-{self.version}.{self.type}"

    @property
    def name(self) -> str:
        """Of the jar in the cache; the classes of an ``aar`` are a jar too."""
        return f"{self.artifact}-{self.version}.jar"


def locked() -> tuple[Jar, ...]:
    """All, as pinned."""
    text = (resources.files("kanhe.runtime.desk") / "jars.lock").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            digest, size, coordinates = line.split()
            found.append(Jar(digest, int(size), *coordinates.split(":")))
    return tuple(found)


def folder() -> Path:
    """Where the jars lie."""
    return cache_folder() / "desk" / "jars"


def present() -> bool:
    """Whether nothing needs to be fetched."""
    return all((folder() / jar.name).is_file() for jar in locked())


def fetch(told: Callable[[str, int], None] = lambda name, size: None) -> tuple[Path, ...]:
    """The jars, fetched as far as they are missing; ``told`` hears of each before.  Raises :class:`RunError`."""
    return tuple(_fetched(jar, told) for jar in locked())


def fetch_one(artifact: str) -> Path:
    """The one jar of an artifact, for what needs no more.  Raises :class:`RunError`."""
    return _fetched(next(jar for jar in locked() if jar.artifact == artifact), lambda name, size: None)


def _fetched(jar: Jar, told: Callable[[str, int], None]) -> Path:
    path = folder() / jar.name
    if not path.is_file():
        folder().mkdir(parents=True, exist_ok=True)
        told(jar.name, jar.size)
        _fetch(jar, path)
    return path


def _fetch(jar: Jar, path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            digest = _download(jar, file)
        if digest != jar.sha512:
            raise RunError(f"{jar.name} 与固定的摘要不符", f"{jar.name} is not what its pinned digest says")
        if jar.type == "aar":
            with zipfile.ZipFile(name) as archive:
                classes = archive.read("classes.jar")
            Path(name).write_bytes(classes)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _download(jar: Jar, file: io.BufferedWriter) -> str:
    """Hex digest of what was written."""
    reasons = []
    for host in HOSTS:
        file.seek(0)
        file.truncate()
        digest = hashlib.sha512()
        try:
            with urllib.request.urlopen(f"{host}/{jar.path}", timeout=_TIMEOUT) as answer:
                left = jar.size
                while left > 0 and (chunk := answer.read(min(_CHUNK, left))):
                    digest.update(chunk)
                    file.write(chunk)
                    left -= len(chunk)
            return digest.hexdigest()
        except (urllib.error.URLError, OSError) as error:
            reasons.append(str(getattr(error, "reason", error)))
    raise RunError(
        f"无法下载 {jar.name}（{reasons[0][:80]}）；桌面设备首次使用需要联网",
        f"cannot fetch {jar.name} ({reasons[0][:80]}); the desk device needs the network once",
    )


def framework() -> Path:
    """The jar of the platform's framework."""
    return next(folder() / jar.name for jar in locked() if jar.artifact.startswith("android-all"))
