"""The knowledge of sources, matched against one program: which of its methods and fields are reads of which item.

Finds a source also when code names it on a subclass (``MyActivity.getSystemService``), as compilers do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from kanhe.code.hierarchy import Hierarchy
from kanhe.code.naming import Hashes, Lookup, hash_texts, signature_hashes
from kanhe.code.program import Program


class MethodPattern(Protocol):
    """What any knowledge entry about a method has in common."""

    @property
    def class_name(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def proto(self) -> str | None: ...


P = TypeVar("P", bound=MethodPattern)


@dataclass(frozen=True, slots=True)
class _Hashed:
    classes: npt.NDArray[np.uint64]
    names: npt.NDArray[np.uint64]
    signatures: npt.NDArray[np.uint64]
    any_proto: npt.NDArray[np.bool_]


def _hash(patterns: Sequence[MethodPattern]) -> _Hashed:
    names = hash_texts([p.name for p in patterns])
    protos = hash_texts([p.proto or "" for p in patterns])
    return _Hashed(
        hash_texts([p.class_name for p in patterns]),
        names,
        signature_hashes(names, protos),
        np.array([p.proto is None for p in patterns], np.bool_),
    )


def match_methods(program: Program, hierarchy: Hierarchy, patterns: Sequence[P]) -> dict[int, tuple[P, ...]]:
    """Method number → the patterns it stands for: named on the pattern's class, or on a subclass that inherits it."""
    if not patterns or not len(program.methods):
        return {}
    hashed = _hash(patterns)
    classes = program.find_types(hashed.classes)
    by_signature: dict[int, list[int]] = {}
    by_name: dict[int, list[int]] = {}
    for k in np.flatnonzero(classes >= 0).tolist():
        key = int(hashed.names[k] if hashed.any_proto[k] else hashed.signatures[k])
        (by_name if hashed.any_proto[k] else by_signature).setdefault(key, []).append(k)
    # A definition of the package is not the platform's method; the call inside it will be found by itself.
    outside = program.method_dex < 0
    constructor = program.method_name == hash_texts(["<init>"])[0]
    wanted_class = np.zeros(len(program.types), np.bool_)
    wanted_class[classes[classes >= 0]] = True
    exact = wanted_class[program.method_class]
    named = _among(program.method_signature, by_signature) | _among(program.method_name, by_name)
    likely = np.flatnonzero(outside & named & (exact | ~constructor))  # constructors are not inherited
    found: dict[int, tuple[P, ...]] = {}
    above: dict[int, set[int]] = {}
    for number in likely.tolist():
        candidates = by_signature.get(int(program.method_signature[number]), []) + by_name.get(
            int(program.method_name[number]), []
        )
        owner = int(program.method_class[number])
        hit = [patterns[k] for k in candidates if int(classes[k]) == owner]
        if not hit and not constructor[number]:
            if owner not in above:
                above[owner] = set(hierarchy.ancestors(owner))
            hit = [patterns[k] for k in candidates if int(classes[k]) in above[owner]]
            hit = [] if hit and _redefined(program, hierarchy, number) else hit
        if hit:
            found[number] = tuple(hit)
    return found


def _among(hashes: Hashes, wanted: Iterable[int]) -> npt.NDArray[np.bool_]:
    """bool[n]: which of many hashes are in a small set."""
    return Lookup(np.array(list(wanted), np.uint64)).find(hashes) >= 0


def match_overrides(program: Program, hierarchy: Hierarchy, patterns: Iterable[P]) -> dict[int, tuple[P, ...]]:
    """Definitions of the package that override a platform callback."""
    chosen = list(patterns)
    if not chosen or not len(program.methods):
        return {}
    hashed = _hash(chosen)
    classes = program.find_types(hashed.classes)
    found: dict[int, tuple[P, ...]] = {}
    for k, pattern in enumerate(chosen):
        if classes[k] < 0:
            continue
        same = program.method_name == hashed.names[k] if hashed.any_proto[k] else (
            program.method_signature == hashed.signatures[k]
        )  # fmt: skip
        for number in np.flatnonzero(same & (program.method_dex >= 0)).tolist():
            if int(classes[k]) in hierarchy.ancestors(int(program.method_class[number])):
                found[number] = (*found.get(number, ()), pattern)
    return found


def _redefined(program: Program, hierarchy: Hierarchy, number: int) -> bool:
    """Whether a class of the package between the named class and the platform defines the method itself."""
    owner = int(program.method_class[number])
    if not hierarchy.in_app[owner]:
        return False
    same = np.flatnonzero((program.method_signature == program.method_signature[number]) & (program.method_dex >= 0))
    lineage = set(hierarchy.ancestors(owner))
    return any(int(program.method_class[m]) in lineage for m in same.tolist())
