"""`Package`: an app as it was handed in, one APK or a set of splits, opened within bounds and read lazily."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kanhe.package.archive import Archive
from kanhe.package.bounds import DEFAULT_BOUNDS, Bounds
from kanhe.package.errors import DamagedPackage, PackageError
from kanhe.package.model import (
    DexImage,
    Entry,
    Manifest,
    NetworkSecurity,
    Obstacle,
    PackageFormat,
    Signatures,
)
from kanhe.package.resources import ResourceTable

DEX_MAGIC, ZIP_MAGIC, ELF_MAGIC = b"dex\n", b"PK\x03\x04", b"\x7fELF"
_CODE_PLACES = ("assets/", "res/raw/", "lib/")
_CODE_ENDINGS = (".dex", ".jar", ".apk", ".zip", ".dat", ".bin")


@dataclass(frozen=True, slots=True)
class Split:
    """One member APK: the base, or a configuration or feature split."""

    name: str
    archive: Archive


@dataclass(frozen=True)
class Package:
    """An opened package.  Use as a context manager, or call :meth:`close`."""

    app: str
    """SHA-256 of the file; for a folder, of the sorted lines ``digest  name`` of its member APKs."""
    file_name: str
    format: PackageFormat
    size: int
    members: tuple[Split, ...]
    """Base first."""
    manifest: Manifest
    resources: ResourceTable
    signatures: Signatures
    network_security: NetworkSecurity
    obstacles: tuple[Obstacle, ...]
    bounds: Bounds = DEFAULT_BOUNDS
    _maps: tuple[mmap.mmap, ...] = field(default=(), repr=False)

    @property
    def splits(self) -> tuple[str, ...]:
        return tuple(member.name for member in self.members)

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the mapped files; whatever was read remains valid."""
        for member in self.members:
            member.archive.data.release()
        for mapped in self._maps:
            mapped.close()

    def entries(self) -> Iterator[Entry]:
        """Every file of every member."""
        for member in self.members:
            for name, row in member.archive.members.items():
                yield Entry(member.name, name, row.size, row.compressed)

    def read(self, entry: Entry, limit: int | None = None) -> bytes:
        """The bytes of a file, or its first ``limit``.  Raises the :class:`PackageError` family."""
        return self._archive(entry.split).read(entry.path, limit)

    def code_images(self) -> tuple[tuple[DexImage, ...], tuple[Obstacle, ...]]:
        """All dex files: those the platform loads, then those found elsewhere; and what could not be read."""
        found: list[DexImage] = []
        obstacles: list[Obstacle] = []
        budget = self.bounds.code_bytes
        for member in self.members:
            for name in _platform_dex(member.archive):
                budget -= self._take(member, name, budget, found, obstacles)
        for member in self.members:
            for name, row in member.archive.members.items():
                if row.size > 100 and name.startswith(_CODE_PLACES):
                    self._secondary(
                        member.archive, member.name, name, f"{self._prefix(member)}{name}", 1, found, obstacles
                    )
        return tuple(found), tuple(obstacles)

    def native_entries(self) -> tuple[Entry, ...]:
        """Native libraries of all members: ``lib/<abi>/*.so``, and ``.so`` files in assets."""
        return tuple(
            entry
            for entry in self.entries()
            if entry.path.endswith(".so") and entry.path.startswith(("lib/", "assets/")) and entry.size > 64
        )

    def _archive(self, split: str) -> Archive:
        return next(member.archive for member in self.members if member.name == split)

    def _prefix(self, member: Split) -> str:
        return "" if member is self.members[0] else f"{member.name}/"

    def _take(
        self, member: Split, name: str, budget: int, found: list[DexImage], obstacles: list[Obstacle]
    ) -> int:  # fmt: skip
        where = f"{self._prefix(member)}{name}"
        if member.archive.members[name].size > budget:
            obstacles.append(Obstacle("bound", where, f"more than {self.bounds.code_bytes >> 20} MiB of code"))
            return 0
        try:
            data = member.archive.read(name)
        except PackageError as error:
            obstacles.append(Obstacle("damaged-code", where, error.en))
            return 0
        if data[:4] != DEX_MAGIC:
            obstacles.append(Obstacle("encrypted-code", where, "it does not begin like a dex file"))
            return 0
        found.append(DexImage(where, data, "primary", member.name))
        return len(data)

    def _secondary(
        self, archive: Archive, split: str, name: str, where: str, depth: int,
        found: list[DexImage], obstacles: list[Obstacle],
    ) -> None:  # fmt: skip
        try:
            magic = archive.read(name, 8)
            if magic[:4] == DEX_MAGIC:
                found.append(DexImage(where, archive.read(name), "secondary", split))
            elif magic[:4] == ZIP_MAGIC and name.endswith((*_CODE_ENDINGS, ".so")):
                if depth >= self.bounds.nesting:
                    obstacles.append(Obstacle("bound", where, "archives are nested too deeply"))
                    return
                inner = Archive(memoryview(archive.read(name)), where, self.bounds)
                for path in inner.members:
                    if path.endswith(_CODE_ENDINGS):
                        self._secondary(inner, split, path, f"{where}!{path}", depth + 1, found, obstacles)
        except PackageError as error:
            if name.endswith((".dex", ".jar", ".apk")):
                obstacles.append(Obstacle("archive", where, error.en))


def _platform_dex(archive: Archive) -> Iterator[str]:
    """classes.dex, classes2.dex… as the platform loads them: it stops at the first number that is missing."""
    number = 1
    while (name := "classes.dex" if number == 1 else f"classes{number}.dex") in archive.members:
        yield name
        number += 1


def digest_of_folder(files: list[tuple[str, str]]) -> str:
    """The digest of a set of files from (name, SHA-256) pairs."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


def map_file(path: Path) -> mmap.mmap:
    """Map a file for reading.  Raises :class:`DamagedPackage` for an empty one."""
    with path.open("rb") as file:
        try:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise DamagedPackage(f"{path.name} is empty", f"{path.name} 是空文件") from error
