"""Packers: whether the code that is in the package is the app's own, or a shell that decrypts it when it runs."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable
from dataclasses import dataclass

from kanhe.knowledge.packers import Packer, packers

UNKNOWN_SHELL = "unknown-shell"
_SHARE_MISSING = 0.5
"""Share of declared component classes absent from the code from which it cannot be the app's own."""
_MIN_COMPONENTS = 3


@dataclass(frozen=True, slots=True)
class Packed:
    """A packer found."""

    packer: str
    name: str
    proofs: tuple[str, ...]
    hides_code: bool
    """The shell hides the app's code: declared components, or most of them, are missing from it."""


def recognise(
    files: Iterable[str], application_class: str | None, declared: int, missing: int, loads_code: bool
) -> Packed | None:
    """The packer, if there is one.

    ``declared``/``missing``: component classes in the manifest, and those of them that no dex file defines;
    ``loads_code``: the application class loads code at run time.
    """
    paths = list(files)
    names = {path.rpartition("/")[2] for path in paths if path.endswith(".so")}
    hides = declared >= 1 and missing / max(declared, 1) >= _SHARE_MISSING
    best: tuple[int, Packer, tuple[str, ...]] | None = None
    for packer in packers().values():
        proofs = _proofs(packer, names, paths, application_class)
        if proofs and (best is None or len(proofs) > best[0]):
            best = (len(proofs), packer, proofs)
    if best is not None:
        _, packer, proofs = best
        by_application = any(p.startswith("application:") for p in proofs)
        return Packed(packer.id, packer.zh, proofs, hides or by_application)
    if declared >= _MIN_COMPONENTS and hides and loads_code:
        proof = f"{missing} of {declared} declared classes are missing, and the application class loads code"
        return Packed(UNKNOWN_SHELL, "未知壳", (proof,), True)
    return None


def _proofs(packer: Packer, libraries: set[str], paths: list[str], application: str | None) -> tuple[str, ...]:
    found = [f"library:{name}" for pattern in packer.libraries for name in sorted(fnmatch.filter(libraries, pattern))]
    for pattern in packer.assets:
        hits = fnmatch.filter(paths, pattern) if "*" in pattern else [pattern] if pattern in paths else []
        found.extend(f"asset:{hit}" for hit in hits[:2])
    if application and any(
        application == n or (n.endswith(".") and application.startswith(n)) for n in packer.applications
    ):
        found.append(f"application:{application}")
    return tuple(found)
