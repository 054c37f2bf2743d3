"""Kernel over method prototypes: the hash of the descriptor ``(args)ret`` without building its text."""

from __future__ import annotations

import numba as nb
import numpy as np

from kanhe.code.kernels.strings import mix


@nb.njit(cache=True, nogil=True)
def hash_protos(image, returns, parameters, type_strings, start, length, seed):
    """Hash of every prototype's descriptor text: (uint64[p], whether all are whole).

    ``returns`` uint32[p] type index; ``parameters`` uint32[p] offset of the type_list or 0; ``type_strings`` uint32[t]
    string index of each type; ``start``/``length`` of the strings.  Indices out of range hash as nothing.  Types are named
    over and over, but a file whose descriptors are longer than itself many times over is made to waste time: its
    remaining prototypes hash as something that nothing else does.
    """
    left = np.int64(64) * image.size
    result = np.empty(returns.size, np.uint64)
    for p in range(returns.size):
        state = mix(np.uint64(seed), np.uint64(0x28))
        if left < 0:
            result[p] = mix(mix(state, np.uint64(0)), np.uint64(p))
            continue
        at = np.int64(parameters[p])
        if at != 0 and at + 4 <= image.size:
            count = np.int64(image[at]) | np.int64(image[at + 1]) << 8 | np.int64(image[at + 2]) << 16
            at += 4
            for _ in range(min(count, 256)):  # a method has at most 255 argument words
                if at + 2 > image.size:
                    break
                index = np.int64(image[at]) | np.int64(image[at + 1]) << 8
                at += 2
                if index < type_strings.size:
                    text = type_strings[index]
                    left -= length[text]
                    if left < 0:
                        break
                    for k in range(max(length[text], 0)):
                        state = mix(state, np.uint64(image[start[text] + k]))
        state = mix(state, np.uint64(0x29))
        if returns[p] < type_strings.size:
            text = type_strings[returns[p]]
            for k in range(max(length[text], 0)):
                state = mix(state, np.uint64(image[start[text] + k]))
        result[p] = state
    return result, left >= 0
