"""The hashes under which names, signatures, methods and fields of all dex files and of the knowledge are compared.

A name is compared by 64 bits, so that a million identifiers of fifty dex files are made one by sorting numbers.  The
seed is drawn anew in every process: nobody can prepare two names that collide, and by chance a million names collide
once in some tens of millions of runs.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kanhe.code.kernels.strings import hash_strings

Hashes = npt.NDArray[np.uint64]

SEED = np.uint64(int.from_bytes(os.urandom(8), "little") | 1)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def hash_texts(texts: Sequence[str]) -> Hashes:
    """uint64[n]: the hash of each text's UTF-8 bytes, the same as a dex file's string of these bytes has."""
    if not texts:
        return np.empty(0, np.uint64)
    encoded = [text.encode() for text in texts]
    length = np.fromiter(map(len, encoded), np.int32, len(encoded))
    start = np.zeros(len(encoded), np.int64)
    np.cumsum(length[:-1], out=start[1:])
    image = np.frombuffer(b"".join(encoded) or b"\0", np.uint8)
    hashes: Hashes = hash_strings(image, start, length, SEED)
    return hashes


def combine(left: Hashes, right: Hashes | np.uint64) -> Hashes:
    """uint64[n]: hash of the ordered pair, element by element (vectorised twin of the kernel's ``mix``)."""
    with np.errstate(over="ignore"):
        state = (left ^ right) * _GOLDEN
    return state ^ (state >> _SHIFT)


def signature_hashes(names: Hashes, protos: Hashes) -> Hashes:
    """Hash of (name, prototype); the prototype's hash is that of its descriptor text ``(args)ret``."""
    return combine(combine(names, SEED), protos)


def member_hashes(classes: Hashes, signatures: Hashes) -> Hashes:
    """Hash of (class, signature), for methods, or (class, name and type), for fields."""
    return combine(combine(classes, SEED), signatures)


class Lookup:
    """A set of 64-bit hashes with the position each was given at; finds many at once."""

    __slots__ = ("_order", "_sorted")

    def __init__(self, hashes: Hashes) -> None:
        self._order = np.argsort(hashes, kind="stable")
        self._sorted = hashes[self._order]

    def find(self, wanted: Hashes) -> npt.NDArray[np.int64]:
        """int64[n]: position of each wanted hash, -1 where it is not there."""
        if not len(self._sorted):
            return np.full(len(wanted), -1, np.int64)
        at = np.searchsorted(self._sorted, wanted)
        at[at == len(self._sorted)] = 0
        return np.where(self._sorted[at] == wanted, self._order[at], -1)
