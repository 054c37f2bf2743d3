"""The class hierarchy of the Android platform, and which of its methods an app may override.

Facts about the public API of Android 14 (level 34), with what only level 21 had and apps may still ask for (Apache
HTTP, the old test classes): AOSP, Apache-2.0, as ``com.toasttab.android:gummy-bears-api-*`` on Maven Central lists it.
Hidden classes are not among them: an app cannot extend what it cannot compile against.  Made by
``scripts/build_framework_facts.py``; knows nothing of dex files.
"""

from __future__ import annotations

import bisect
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt

Texts = Callable[[Sequence[str]], npt.NDArray[np.uint64]]
Pairs = Callable[[npt.NDArray[np.uint64], npt.NDArray[np.uint64]], npt.NDArray[np.uint64]]


@dataclass(frozen=True, slots=True)
class Framework:
    """n public classes of the platform, and s signatures of methods that an app may override."""

    names: tuple[str, ...]
    """Descriptors, sorted."""
    super_index: npt.NDArray[np.int32]
    """int32[n]: position of the superclass, -1 for java.lang.Object; an interface has Object, as in its class file."""
    interface_first: npt.NDArray[np.int64]
    """int64[n + 1] into ``interface_of``."""
    interface_of: npt.NDArray[np.int32]
    method_names: tuple[str, ...]
    protos: tuple[str, ...]
    signatures: npt.NDArray[np.int32]
    """int32[2, s]: position of name and of prototype of each distinct signature."""
    callback_first: npt.NDArray[np.int64]
    """int64[n + 1] into ``callback_of``."""
    callback_of: npt.NDArray[np.int32]
    """Signatures that each class itself declares: public or protected, neither static nor final."""

    def signature_hashes(self, hash_texts: Texts, combine: Pairs) -> npt.NDArray[np.uint64]:
        """uint64[s]: hash of every overridable signature, by the caller's own hash functions."""
        return combine(hash_texts(self.method_names)[self.signatures[0]], hash_texts(self.protos)[self.signatures[1]])

    def position(self, descriptor: str) -> int:
        """Position of a class in ``names``, -1 when it is not the platform's."""
        at = bisect.bisect_left(self.names, descriptor)
        return at if at < len(self.names) and self.names[at] == descriptor else -1

    def supers_of(self, descriptor: str) -> tuple[str, ...]:
        """Direct superclass and interfaces; none for an unknown class."""
        return tuple(self.names[k] for k in self._above(self.position(descriptor)))

    def ancestors(self, descriptor: str) -> frozenset[str]:
        """All superclasses and interfaces, the class itself not counted."""
        found: set[int] = set()
        queue = self._above(self.position(descriptor))
        while queue:
            if (current := queue.pop()) not in found:
                found.add(current)
                queue.extend(self._above(current))
        return frozenset(self.names[k] for k in found)

    def callbacks(self, descriptor: str) -> frozenset[str]:
        """``name(args)ret`` of the methods declared in the class itself that an app may override."""
        if (at := self.position(descriptor)) < 0:
            return frozenset()
        mine = self.callback_of[self.callback_first[at] : self.callback_first[at + 1]]
        return frozenset(
            self.method_names[name] + self.protos[proto] for name, proto in self.signatures[:, mine].T.tolist()
        )

    def _above(self, at: int) -> list[int]:
        if at < 0:
            return []
        above = self.interface_of[self.interface_first[at] : self.interface_first[at + 1]].tolist()
        return [int(self.super_index[at]), *above] if self.super_index[at] >= 0 else above


class _Facts(msgspec.Struct):
    """The data file: texts joined by line breaks, little-endian numbers."""

    names: str
    supers: bytes
    interface_count: bytes
    interface_of: bytes
    method_names: str
    protos: str
    signature_name: bytes
    signature_proto: bytes
    callback_count: bytes
    callback_of: bytes


@cache
def framework() -> Framework:
    """The platform's classes."""
    packed = (resources.files("kanhe.knowledge") / "data" / "framework.bin").read_bytes()
    facts = msgspec.msgpack.decode(zlib.decompress(packed), type=_Facts)
    return Framework(
        tuple(facts.names.split("\n")),
        np.frombuffer(facts.supers, "<i2").astype(np.int32),
        _first(facts.interface_count),
        _numbers(facts.interface_of),
        tuple(facts.method_names.split("\n")),
        tuple(facts.protos.split("\n")),
        np.stack([_numbers(facts.signature_name), _numbers(facts.signature_proto)]),
        _first(facts.callback_count),
        _numbers(facts.callback_of),
    )


def _numbers(raw: bytes) -> npt.NDArray[np.int32]:
    return np.frombuffer(raw, "<u2").astype(np.int32)


def _first(counts: bytes) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(_numbers(counts), dtype=np.int64)])
