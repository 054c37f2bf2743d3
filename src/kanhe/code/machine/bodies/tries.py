"""Try ranges and their handlers, which stand behind a body's instructions.

Reads bytes; knows no instructions.
"""

from __future__ import annotations

from kanhe.code.dex.tables import DexTables
from kanhe.code.machine.bodies.blocks import Malformed

TryRange = tuple[int, int, tuple[tuple[int, int], ...]]
"""(first unit, end, handlers as (type or -1 for all, unit))."""


def read_tries(tables: DexTables, code: int, count: int, tries: int, types: list[int]) -> list[TryRange]:
    """Every try range of the body at ``code``, which has ``count`` code units."""
    at = code + 16 + 2 * count + (2 if count & 1 else 0)
    image = tables.image
    lists = at + 8 * tries
    if lists > len(image):
        raise Malformed
    found: list[TryRange] = []
    data = memoryview(image.data)
    for k in range(tries):
        row = at + 8 * k
        start = int.from_bytes(data[row : row + 4], "little")
        length = int.from_bytes(data[row + 4 : row + 6], "little")
        where = lists + int.from_bytes(data[row + 6 : row + 8], "little")
        size, where = _sleb(data, where)
        handlers = []
        for _ in range(abs(size)):
            index, where = _uleb(data, where)
            unit, where = _uleb(data, where)
            if index >= len(types):
                raise Malformed
            handlers.append((types[index], unit))
        if size <= 0:
            unit, where = _uleb(data, where)
            handlers.append((-1, unit))
        found.append((start, start + length, tuple(handlers)))
    return found


def _uleb(data: memoryview, at: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        byte = data[at]
        at += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80 or shift > 28:
            return result & 0xFFFFFFFF, at
        shift += 7


def _sleb(data: memoryview, at: int) -> tuple[int, int]:
    start = at
    result, at = _uleb(data, at)
    bits = 7 * (at - start)
    return (result - (1 << bits) if bits < 32 and result >> (bits - 1) & 1 else result), at
