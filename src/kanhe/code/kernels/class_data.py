"""Kernel over class_data_item: which methods and fields the classes of a dex file define."""

from __future__ import annotations

import numba as nb
import numpy as np


@nb.njit(cache=True, nogil=True)
def read_uleb(image, at):
    """(value, next offset) of a ULEB128; the offset is -1 when it runs past the image or over five bytes."""
    value = np.uint64(0)
    for k in range(5):
        if at >= image.size:
            return np.uint64(0), np.int64(-1)
        byte = image[at]
        at += 1
        value |= np.uint64(byte & 0x7F) << np.uint64(7 * k)
        if byte < 0x80:
            return value & np.uint64(0xFFFFFFFF), at
    return np.uint64(0), np.int64(-1)


@nb.njit(cache=True, nogil=True)
def read_class_data(image, offsets, method_count, field_count):
    """Methods defined by the classes whose class_data offsets are given.

    ``offsets`` uint32[c], 0 for a class without data.  Returns (class int32[m], method int32[m], access uint32[m],
    code int64[m], damaged int32).  ``method`` is the index into method_ids, ``code`` the offset of the code item or 0.
    A class whose data is malformed contributes what was read before the fault and counts as damaged; no more than
    ``method_count`` definitions are returned and ``field_count`` passed over, since an identifier is defined once.
    """
    classes = np.empty(method_count, np.int32)
    methods = np.empty(method_count, np.int32)
    access = np.empty(method_count, np.uint32)
    code = np.empty(method_count, np.int64)
    found = 0
    damaged = 0
    counts = np.empty(4, np.uint64)
    fields = np.uint64(0)
    for c in range(offsets.size):
        at = np.int64(offsets[c])
        if at == 0:
            continue
        for k in range(4):
            if at >= 0:
                counts[k], at = read_uleb(image, at)
        if (
            at < 0
            or fields + counts[0] + counts[1] > np.uint64(field_count)
            or counts[2] + counts[3] > np.uint64(method_count)
        ):
            damaged += 1
            continue
        fields_left = counts[0] + counts[1]
        fields += fields_left
        while fields_left > 0 and at >= 0:
            _, at = read_uleb(image, at)
            if at >= 0:
                _, at = read_uleb(image, at)
            fields_left -= np.uint64(1)
        if at < 0:
            damaged += 1
            continue
        for kind in range(2):
            index = np.uint64(0)
            for _ in range(counts[2 + kind]):
                delta, at = read_uleb(image, at)
                flags = np.uint64(0)
                offset = np.uint64(0)
                if at >= 0:
                    flags, at = read_uleb(image, at)
                if at >= 0:
                    offset, at = read_uleb(image, at)
                index += delta
                if at < 0 or index >= np.uint64(method_count) or found >= method_count:
                    at = np.int64(-1)
                    break
                classes[found] = c
                methods[found] = index
                access[found] = flags
                code[found] = offset
                found += 1
            if at < 0:
                damaged += 1
                break
    return classes[:found], methods[:found], access[:found], code[:found], damaged
