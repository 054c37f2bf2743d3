"""The APKs of an app as files that the JVM can open: as they were given, or taken out of the set in which they came."""

from __future__ import annotations

from pathlib import Path

from kanhe.package.package import Package


def member_files(package: Package, given: Path, folder: Path) -> tuple[Path, ...]:
    """The base first.  ``folder``: exists, and takes what must be written.  Raises ``OSError``."""
    if given.is_file() and len(package.members) == 1 and package.format == "apk":
        return (given.resolve(),)
    files = []
    for number, member in enumerate(package.members):
        path = folder / f"{number}.apk"  # no name of the package's becomes a path
        path.write_bytes(member.archive.data)
        files.append(path)
    return tuple(files)
