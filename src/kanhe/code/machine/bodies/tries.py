"""Try ranges and their handlers, which stand behind a body's instructions.

Reads bytes; knows no instructions.
"""

from __future__ import annotations

from kanhe.code.dex.leb128 import sleb, uleb
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
        size, where = sleb(data, where)
        handlers = []
        for _ in range(abs(size)):
            index, where = uleb(data, where)
            unit, where = uleb(data, where)
            if index >= len(types):
                raise Malformed
            handlers.append((types[index], unit))
        if size <= 0:
            unit, where = uleb(data, where)
            handlers.append((-1, unit))
        found.append((start, start + length, tuple(handlers)))
    return found
