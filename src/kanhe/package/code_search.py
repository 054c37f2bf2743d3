"""Where the code of a package lies: the dex files the platform loads, and those hidden in assets, resources and archives.

All code together is bounded, in memory and by what a file of this size can honestly hold.  Knows nothing of what is in
a dex file but how it begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.package.archive import Archive
from kanhe.package.bounds import Bounds
from kanhe.package.errors import PackageError
from kanhe.package.model import DexImage, Obstacle

DEX_MAGIC, ZIP_MAGIC = b"dex\n", b"PK\x03\x04"
_PLACES = ("assets/", "res/raw/", "lib/")
_ENDINGS = (".dex", ".jar", ".apk", ".zip", ".dat", ".bin")
_SMALLEST = 100
"""Bytes; a dex file's header alone has 112."""


class CodeSearch:
    """Collects dex images from the members of one package."""

    def __init__(self, bounds: Bounds, package_size: int) -> None:
        self._bounds = bounds
        self._allowed = min(bounds.code_bytes, bounds.code_floor + bounds.code_ratio * package_size)
        self._left = self._allowed
        self.found: list[DexImage] = []
        self.obstacles: list[Obstacle] = []

    def platform(self, archive: Archive, split: str, prefix: str) -> None:
        """The files that the platform loads; ``prefix`` goes before their names where they are told of."""
        for name in _platform_dex(archive):
            where = f"{prefix}{name}"
            if not self._affords(archive, name, where):
                continue
            try:
                data = self._read(archive, name)
            except PackageError as error:
                self.obstacles.append(Obstacle("damaged-code", where, error.en))
                continue
            if data[:4] == DEX_MAGIC:
                self.found.append(DexImage(where, data, "primary", split))
            else:
                self.obstacles.append(Obstacle("encrypted-code", where, "it does not begin like a dex file"))

    def elsewhere(self, archive: Archive, split: str, prefix: str) -> None:
        """Files that are code by their first bytes, whatever they are called."""
        for name, row in archive.members.items():
            if row.size > _SMALLEST and name.startswith(_PLACES):
                self._look_into(archive, split, name, f"{prefix}{name}", 1)

    def _look_into(self, archive: Archive, split: str, name: str, where: str, depth: int) -> None:
        try:
            magic = archive.read(name, 8)[:4]
            if magic == DEX_MAGIC:
                if self._affords(archive, name, where):
                    self.found.append(DexImage(where, self._read(archive, name), "secondary", split))
            elif magic == ZIP_MAGIC and name.endswith((*_ENDINGS, ".so")):
                if depth >= self._bounds.nesting:
                    self.obstacles.append(Obstacle("bound", where, "archives are nested too deeply"))
                elif self._affords(archive, name, where):
                    inner = Archive(memoryview(self._read(archive, name)), where, self._bounds)
                    for path in inner.members:
                        if path.endswith(_ENDINGS):
                            self._look_into(inner, split, path, f"{where}!{path}", depth + 1)
        except PackageError as error:
            if name.endswith((".dex", ".jar", ".apk")):
                self.obstacles.append(Obstacle("archive", where, error.en))

    def _affords(self, archive: Archive, name: str, where: str) -> bool:
        if archive.members[name].size <= self._left:
            return True
        self.obstacles.append(Obstacle("bound", where, f"more than {self._allowed >> 20} MiB of code"))
        return False

    def _read(self, archive: Archive, name: str) -> bytes:
        data = archive.read(name)
        self._left -= len(data)
        return data


def _platform_dex(archive: Archive) -> Iterator[str]:
    """classes.dex, classes2.dex… as the platform loads them: it stops at the first number that is missing."""
    number = 1
    while (name := "classes.dex" if number == 1 else f"classes{number}.dex") in archive.members:
        yield name
        number += 1
