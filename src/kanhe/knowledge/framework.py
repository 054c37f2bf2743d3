"""The class hierarchy of the Android platform, and the method signatures an app may override.

Facts about AOSP 14, taken by ``scripts/build_framework_facts.py`` from ``org.robolectric:android-all`` (Apache-2.0).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

Texts = Callable[[Sequence[str]], npt.NDArray[np.uint64]]
Pairs = Callable[[npt.NDArray[np.uint64], npt.NDArray[np.uint64]], npt.NDArray[np.uint64]]


@dataclass(frozen=True, slots=True)
class Framework:
    """n public classes of the platform."""

    names: tuple[str, ...]
    """Descriptors, sorted."""
    super_index: npt.NDArray[np.int32]
    """int32[n]: position of the superclass, -1 for none."""
    interface_first: npt.NDArray[np.int64]
    """int64[n + 1] into ``interface_of``."""
    interface_of: npt.NDArray[np.int32]
    method_names: tuple[str, ...]
    protos: tuple[str, ...]
    signatures: npt.NDArray[np.int32]
    """int32[2, s]: position of name and prototype of every overridable signature of any class."""

    def signature_hashes(self, hash_texts: Texts, combine: Pairs) -> npt.NDArray[np.uint64]:
        """uint64[s]: hash of every overridable signature, by the caller's own hash functions."""
        return combine(hash_texts(self.method_names)[self.signatures[0]], hash_texts(self.protos)[self.signatures[1]])


class _Facts(msgspec.Struct):
    names: tuple[str, ...]
    supers: list[int]
    interfaces: list[list[int]]
    method_names: tuple[str, ...]
    protos: tuple[str, ...]
    signatures: tuple[list[int], list[int]]


@cache
def framework() -> Framework:
    """The platform's classes."""
    packed = (resources.files("kanhe.knowledge") / "data" / "framework.bin").read_bytes()
    facts: Any = msgspec.msgpack.decode(zlib.decompress(packed), type=_Facts)
    sizes = np.array([len(i) for i in facts.interfaces], np.int64)
    return Framework(
        facts.names,
        np.array(facts.supers, np.int32),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array([k for many in facts.interfaces for k in many], np.int32),
        facts.method_names,
        facts.protos,
        np.array(facts.signatures, np.int32),
    )
