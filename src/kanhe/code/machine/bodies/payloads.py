"""Data that lies among a body's instructions: the tables of switches and the elements of arrays; and signed numbers.

Reads code units; knows no blocks.
"""

from __future__ import annotations

from kanhe.code.machine.bodies.blocks import Malformed

MAX_ELEMENTS = 64
"""Elements of an array filled from data up to which each is known."""


def signed(number: int, bits: int) -> int:
    """An unsigned number of so many bits, read in two's complement."""
    return number - (1 << bits) if number >> (bits - 1) else number


def payload_size(units: list[int], at: int) -> int:
    """Code units of the payload at ``at``; 0 when it is none or does not fit."""
    word, count = units[at], len(units)
    if at + 2 > count:
        return 0
    if word == 0x100:
        size = 4 + 2 * units[at + 1]
    elif word == 0x200:
        size = 2 + 4 * units[at + 1]
    elif word == 0x300 and at + 4 <= count:
        size = 4 + ((units[at + 2] | units[at + 3] << 16) * units[at + 1] + 1) // 2
    else:
        return 0 if word in (0x100, 0x200, 0x300) else 1
    return size if at + size <= count else 0


def switch(units: list[int], at: int) -> tuple[list[int], list[int]]:
    """(keys, targets relative to the switch) of the switch instruction at ``at``."""
    where = at + signed(units[at + 1] | units[at + 2] << 16, 32)
    if not 0 <= where < len(units) - 1:
        raise Malformed
    count = units[where + 1]
    if payload_size(units, where) <= 0 or units[where] not in (0x100, 0x200):
        raise Malformed

    def word(k: int) -> int:
        return signed(units[k] | units[k + 1] << 16, 32)

    if units[where] == 0x100:
        first = word(where + 2)
        keys = [first + k for k in range(count)]
        base = where + 4
    else:
        keys = [word(where + 2 + 2 * k) for k in range(count)]
        base = where + 2 + 2 * count
    return keys, [word(base + 2 * k) for k in range(count)]


def elements(units: list[int], where: int) -> tuple[int, ...]:
    """Elements of a fill-array-data payload; none for one that is malformed or long."""
    if not 0 <= where < len(units) - 3 or units[where] != 0x300:
        return ()
    width, count = units[where + 1], units[where + 2] | units[where + 3] << 16
    if width not in (1, 2, 4, 8) or not 0 < count <= MAX_ELEMENTS:
        return ()
    raw = b"".join(unit.to_bytes(2, "little") for unit in units[where + 4 : where + 4 + (width * count + 1) // 2])
    if len(raw) < width * count:
        return ()
    return tuple(int.from_bytes(raw[k * width : (k + 1) * width], "little", signed=width != 2) for k in range(count))
