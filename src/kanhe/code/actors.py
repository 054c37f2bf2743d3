"""Who the code belongs to: the SDK whose package prefix a class has, or the app itself."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from kanhe.code.kernels.strings import longest_prefix
from kanhe.code.naming import SEED, hash_texts
from kanhe.code.program import Program
from kanhe.knowledge.sdk_index import index

APP = "app"


@cache
def _table() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32], tuple[str, ...]]:
    prefixes = index().prefixes
    names = tuple(dict.fromkeys(sdk for _, sdk in prefixes))
    number = {sdk: k for k, sdk in enumerate(names)}
    hashes = hash_texts([prefix for prefix, _ in prefixes])
    size = 1 << max(4, (2 * len(prefixes)).bit_length())
    keys = np.zeros(size, np.uint64)
    values = np.full(size, -1, np.int32)
    for key, (_, sdk) in zip(hashes.tolist(), prefixes, strict=True):
        slot = key & (size - 1)
        while keys[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], values[slot] = key, number[sdk]
    return keys, values, names


class Actors:
    """The owner of every type of a program."""

    __slots__ = ("names", "of_type")

    def __init__(self, program: Program) -> None:
        keys, values, self.names = _table()
        self.of_type = np.full(len(program.types), -1, np.int32)
        """int32[T]: position in ``names``, -1 for the app."""
        for k in reversed(range(len(program.dexes))):
            dex = program.dexes[k]
            strings = dex.type_strings
            self.of_type[program.types.of[k]] = longest_prefix(
                dex.image, dex.string_start[strings], dex.string_length[strings], SEED, keys, values
            )

    def of(self, type_number: int) -> str:
        """'app' or the id of an SDK."""
        owner = int(self.of_type[type_number])
        return APP if owner < 0 else self.names[owner]
