"""`Patterns`: a set of texts to look for in all strings of a program, compiled once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kanhe.code.dex.tables import DexTables
from kanhe.code.kernels.automaton import build_automaton, search


@dataclass(frozen=True, slots=True)
class Hits:
    """Occurrences in one dex file: string index, pattern index, offset behind the occurrence (bytes)."""

    string: npt.NDArray[np.int32]
    pattern: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]


class Patterns:
    """Texts to look for.  The cost of a search does not depend on how many there are."""

    __slots__ = ("_classes", "_output", "_shorter", "_transitions", "texts")

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(dict.fromkeys(texts))
        encoded = [text.encode() for text in self.texts]
        length = np.array([len(e) for e in encoded], np.int64)
        start = np.concatenate([[0], np.cumsum(length)])[:-1].astype(np.int64)
        joined = np.frombuffer(b"".join(encoded), np.uint8)
        used = np.unique(joined)
        self._classes = np.zeros(256, np.uint8)
        self._classes[used] = np.arange(1, len(used) + 1)
        self._transitions, self._output, self._shorter = build_automaton(
            joined, start, length, self._classes, len(used) + 1
        )

    def search(self, dex: DexTables, strings: npt.NDArray[np.int32]) -> Hits:
        """Every occurrence in the given strings (indices) of a dex file."""
        found, pattern, end = search(
            dex.image, dex.string_start[strings], dex.string_length[strings],
            self._classes, self._transitions, self._output, self._shorter,
        )  # fmt: skip
        return Hits(strings[found], pattern, end)
