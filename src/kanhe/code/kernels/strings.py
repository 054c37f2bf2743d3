"""Kernels over the string table of a dex file: lengths, hashes, and search for many patterns at once."""

from __future__ import annotations

import numba as nb
import numpy as np


@nb.njit(cache=True, nogil=True)
def locate_strings(image, offsets):
    """Start and byte length of every string's characters.

    ``image`` uint8[n]; ``offsets`` uint32[s] of string_data_item.  Returns (start int64[s], length int32[s]); an item
    outside the image has length -1, and so have those that follow when strings lie in one another so much that they
    are longer than the image four times over.
    """
    size = image.size
    count = offsets.size
    start = np.empty(count, np.int64)
    length = np.empty(count, np.int32)
    left = np.int64(4) * size
    for i in range(count):
        at = np.int64(offsets[i])
        limit = min(at + 5, size)
        while at < limit and image[at] >= 0x80:  # the length in UTF-16 units, a ULEB128, is passed over
            at += 1
        at += 1
        start[i] = at
        end = at
        while end < size and image[end] != 0 and end - at <= left:
            end += 1
        left -= end - at
        if left < 0 or end >= size or end - at > 0x7FFFFFFF:
            start[i] = 0
            length[i] = -1
        else:
            length[i] = end - at
    return start, length


@nb.njit(cache=True, nogil=True)
def mix(state, value):
    """One step of the 64-bit hash used for names; not cryptographic, seeded against prepared collisions."""
    state = (state ^ value) * np.uint64(0x9E3779B97F4A7C15)
    return state ^ (state >> np.uint64(29))


@nb.njit(cache=True, nogil=True)
def hash_strings(image, start, length, seed):
    """uint64[s]: hash of every string's bytes; strings of length -1 hash as empty."""
    count = start.size
    result = np.empty(count, np.uint64)
    for i in range(count):
        state = np.uint64(seed)
        at = start[i]
        for k in range(max(length[i], 0)):
            state = mix(state, np.uint64(image[at + k]))
        result[i] = state
    return result


@nb.njit(cache=True, nogil=True)
def longest_prefix(image, start, length, seed, keys, values):
    """For every type descriptor, the value of the longest known package prefix on a segment boundary.

    ``keys`` uint64 and ``values`` int32: an open-addressing table whose size is a power of two (0 = free), of prefixes
    such as ``cn/jpush/android``.  Returns int32[s], -1 where no prefix is known.  The cost of a name does not depend on
    the number of prefixes.
    """
    count = start.size
    mask = np.uint64(keys.size - 1)
    result = np.full(count, np.int32(-1), np.int32)
    for i in range(count):
        n = length[i]
        if n < 3 or image[start[i]] != 0x4C:  # 'L'
            continue
        at = start[i] + 1
        state = np.uint64(seed)
        for k in range(n - 1):
            byte = image[at + k]
            if byte == 0x2F or byte == 0x24 or byte == 0x3B:  # '/', '$', ';'
                slot = state & mask
                while keys[slot] != 0:
                    if keys[slot] == state:
                        result[i] = values[slot]
                        break
                    slot = (slot + np.uint64(1)) & mask
            state = mix(state, np.uint64(byte))
    return result


@nb.njit(cache=True, nogil=True)
def hash_dotted(image, start, length, seed):
    """uint64[s]: hash of the dotted class name of each descriptor ``La/b/C;``, as ``a.b.C`` would hash."""
    result = np.empty(start.size, np.uint64)
    for i in range(start.size):
        state = np.uint64(seed)
        at = start[i]
        for k in range(1, max(length[i] - 1, 1)):
            byte = np.uint64(image[at + k])
            state = mix(state, np.uint64(0x2E) if byte == np.uint64(0x2F) else byte)
        result[i] = state
    return result
