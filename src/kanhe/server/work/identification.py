"""What an uploaded file says it is: package id, version, signer; read in a process of its own, because nobody knows the file.

Knows no ledger; whose app it is, is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kanhe.server.work.apart import run_apart
from kanhe.worker import Allowance, WorkerDied

ALLOWANCE = Allowance(seconds=60, megabytes=2048)
_LONGEST_ID, _LONGEST = 255, 200
"""Characters of a package id, and of other names."""


@dataclass(frozen=True, slots=True)
class Identified:
    """What the file says, or why it says nothing."""

    sha256: str = ""
    package_id: str = ""
    label: str = ""
    version_name: str = ""
    version_code: int | None = None
    signer: str | None = None
    """SHA-256 of the certificate; None when the package is not signed."""
    zh: str = ""
    en: str = ""
    """Why it is no package that can be inspected; empty when it is one."""


class NoPackage(ValueError):
    """The file is no app package that can be inspected; one sentence in either language."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def identify(file: Path, allowance: Allowance = ALLOWANCE) -> Identified:
    """Raises :class:`NoPackage`."""
    try:
        found = run_apart(read, Identified, allowance, str(file))
    except WorkerDied as death:
        raise NoPackage(
            "安装包无法在允许的时间和内存内读取", "the package cannot be read within the time and memory allowed"
        ) from death
    if found.en:
        raise NoPackage(found.zh, found.en)
    return found


def read(path: str) -> Identified:
    """Runs in the process of its own."""
    from kanhe.package import PackageError, open_package

    try:
        with open_package(Path(path)) as package:
            manifest = package.manifest
            if len(manifest.package_id) > _LONGEST_ID:
                return Identified(zh="包名过长，不是有效的应用", en="the package id is too long to be one of an app")
            signers = package.signatures.signer_sha256
            code = manifest.version_code if 0 <= (manifest.version_code or 0) < 1 << 63 else None
            return Identified(
                package.app, manifest.package_id, _shown(manifest.label or manifest.package_id),
                _shown(manifest.version_name or str(manifest.version_code or "?")), code,
                signers[0] if signers else None,
            )  # fmt: skip
    except PackageError as error:
        return Identified(zh=error.zh, en=error.en)


def _shown(text: str) -> str:
    """A name as it is kept: printable, on one line, not too long."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(plain.split())[:_LONGEST] or "?"
