"""`Package`: an app as it was handed in, one APK or a set of splits, opened within bounds and read lazily."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kanhe.package.archive import Archive
from kanhe.package.bounds import DEFAULT_BOUNDS, Bounds
from kanhe.package.code_search import CodeSearch
from kanhe.package.errors import DamagedPackage
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
        search = CodeSearch(self.bounds, self.size)
        for member in self.members:
            search.platform(member.archive, member.name, self._prefix(member))
        for member in self.members:
            search.elsewhere(member.archive, member.name, self._prefix(member))
        return tuple(search.found), tuple(search.obstacles)

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
