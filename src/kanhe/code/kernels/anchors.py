"""Kernel that finds, in one pass over raw bytes, where a text of interest may begin: by its first four bytes.

Unlike the automaton a step does not wait for the one before it, so that large native libraries are searched at memory
speed; what stands behind an anchor is compared by the caller.
"""

from __future__ import annotations

import numba as nb
import numpy as np

_SLOTS = 1 << 16
_MULTIPLIER = np.uint32(2654435761)  # Knuth's, 2^32 divided by the golden ratio


@nb.njit(inline="always")
def _slot_of(gram):
    # The cast matters: a product of two 32-bit numbers is a 64-bit one here.
    return np.int64(np.uint32(gram * _MULTIPLIER) >> np.uint32(16))


@nb.njit(cache=True, nogil=True)
def build_slots(grams):
    """Hash table uint16[65536] over uint32[g] grams (g < 1000): number + 1 of the gram, 0 for an empty slot."""
    slots = np.zeros(_SLOTS, np.uint16)
    for k in range(grams.size):
        slot = _slot_of(grams[k])
        while slots[slot] != 0:
            slot = (slot + 1) & (_SLOTS - 1)
        slots[slot] = k + 1
    return slots


@nb.njit(cache=True, nogil=True)
def find_anchors(image, grams, slots, limit):
    """int64[h]: offsets in ``image`` uint8[n] at which one of the grams stands, the first ``limit`` of them.

    A gram is four bytes, little-endian.
    """
    found = np.empty(limit, np.int64)
    count = 0
    word = np.uint32(0)
    for at in range(image.size):
        word = (word >> np.uint32(8)) | (np.uint32(image[at]) << np.uint32(24))
        slot = _slot_of(word)
        number = slots[slot]
        while number != 0:
            if grams[number - 1] == word:
                if at >= 3:
                    found[count] = at - 3
                    count += 1
                    if count == limit:
                        return found
                break
            slot = (slot + 1) & (_SLOTS - 1)
            number = slots[slot]
    return found[:count]
