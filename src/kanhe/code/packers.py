"""Packers: whether the code that is in the package is the app's own, or a shell that decrypts it when it runs.

A vendor's library alone proves nothing, since vendors also sell SDKs that leave the code readable: an app counts as
packed when the shell's own Application class is in charge, or when the classes that its manifest declares are missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice

from kanhe.knowledge.packers import Packer, packers

UNKNOWN_SHELL = "unknown-shell"
_SHARE_MISSING = 0.5
"""Share of declared component classes absent from the code from which it cannot be the app's own."""
_FEW = 3
"""Fewer declared components than this prove a shell only when all are missing and all other signs are there."""
_PLACES = ("assets/", "lib/")
_SHOWN = 3
"""Files named as proof of one mark."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A packer found."""

    packer: str
    name: str
    proofs: tuple[str, ...]
    """Each as ``kind:value``: library, asset, application, missing (components, of how many), loads-code, opaque."""
    hides_code: bool
    """The shell hides the app's code: declared components, or most of them, are missing from it."""


def recognise(
    files: Iterable[str],
    application_class: str | None,
    declared: int,
    missing: int,
    loads_code: bool,
    opaque: Iterable[str] = (),
) -> Packed | None:
    """The packer, if there is one.

    ``declared``/``missing``: component classes in the manifest, and those of them that no dex file defines;
    ``loads_code``: code of the app itself loads code at run time; ``opaque``: files that look encrypted, asked for
    only when nothing else decides.
    """
    paths = {path: None for path in files if path.startswith(_PLACES)}
    names = {path.rpartition("/")[2]: None for path in paths}
    hides = declared > 0 and missing / declared >= _SHARE_MISSING
    absent = (f"missing:{missing}/{declared}",) if hides else ()
    known = [(_proofs(packer, names, paths, application_class), packer) for packer in packers().values()]
    proofs, packer = max(known, key=lambda pair: (_by_application(pair[0]), len(pair[0])))
    if proofs:
        return Packed(packer.id, packer.zh, proofs + absent, hides or _by_application(proofs))
    if not hides:
        return None
    payload = next(iter(opaque), None)
    signs = (("loads-code",) if loads_code else ()) + ((f"opaque:{payload}",) if payload else ())
    if len(signs) < (1 if declared >= _FEW else 2) or (declared < _FEW and missing < declared):
        return None
    return Packed(UNKNOWN_SHELL, "未知壳", absent + signs, True)


def _by_application(proofs: tuple[str, ...]) -> bool:
    return any(proof.startswith("application:") for proof in proofs)


def _proofs(
    packer: Packer, names: Collection[str], paths: Collection[str], application: str | None
) -> tuple[str, ...]:  # fmt: skip
    found = [
        f"application:{application}"
        for known in packer.applications
        if application is not None and (application.startswith(known) if known.endswith(".") else application == known)
    ]
    for pattern in packer.libraries:
        found += [f"library:{name}" for name in _like(names, pattern)]
    for pattern in packer.assets:
        found += [f"asset:{path}" for path in _like(paths, pattern)]
    return tuple(dict.fromkeys(found))


def _like(texts: Collection[str], pattern: str) -> list[str]:
    """The first few of the texts that match a pattern."""
    fixed, star, _ = pattern.partition("*")
    if not star:
        return [pattern] if pattern in texts else []
    return list(islice((t for t in texts if t.startswith(fixed) and fnmatchcase(t, pattern)), _SHOWN))
