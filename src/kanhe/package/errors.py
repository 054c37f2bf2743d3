"""Why a file cannot be inspected at all: one small family, each with a sentence a user can act on.

::

    PackageError            a file that cannot be inspected; ``code`` is stable, the message is one sentence
    ├── NotAPackage         no file, not a zip, no manifest, unknown format
    ├── DamagedPackage      truncated or malformed beyond use
    └── BoundExceeded       larger than the bounds in force (zip bomb, too many entries, nesting)

What can be inspected in part is not an error but an :class:`~kanhe.package.model.Obstacle`.
"""

from __future__ import annotations


class PackageError(Exception):
    """A file that cannot be inspected.

    ``zh`` is the same sentence in Chinese; both name the file's part at fault, never a Python type.
    """

    exit_code = 10

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


class NotAPackage(PackageError):
    """The file is not an app package this program can read."""

    exit_code = 10


class DamagedPackage(PackageError):
    """The file is an app package, but too damaged to be inspected."""

    exit_code = 11


class BoundExceeded(PackageError):
    """Opening the file would exceed a bound on entries, size, ratio, nesting or time."""

    exit_code = 12
