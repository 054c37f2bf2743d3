"""LEB128 numbers as dex files write them: at most five bytes.  The kernels have a twin over arrays."""

from __future__ import annotations


def uleb(data: memoryview, at: int) -> tuple[int, int]:
    """(unsigned number, offset behind it); raises IndexError behind the end of the data."""
    value = 0
    for shift in range(0, 35, 7):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return value, at


def sleb(data: memoryview, at: int) -> tuple[int, int]:
    """(signed number, offset behind it); raises IndexError behind the end of the data."""
    value = 0
    shift = 0
    while shift < 35:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            if byte & 0x40:
                value -= 1 << shift
            break
    return value, at
