"""The wire format of protocol buffers without a schema: numbered fields, or nothing when bytes are no message."""

from __future__ import annotations

import struct

MAX_FIELDS = 2000
MAX_FIELD_NUMBER = 1 << 20

Field = tuple[int, bytes | int | float]


def fields(data: bytes) -> list[Field] | None:
    """(number, value) of each field; of fixed numbers the value as float, as coordinates are sent.  None for no message."""
    found: list[Field] = []
    at, end = 0, len(data)
    while at < end:
        if len(found) >= MAX_FIELDS:
            return None
        tag, at = _varint(data, at)
        number, wire = tag >> 3, tag & 7
        if at < 0 or not 0 < number < MAX_FIELD_NUMBER:
            return None
        if wire == 0:
            value, at = _varint(data, at)
            if at < 0:
                return None
            found.append((number, value))
        elif wire == 2:
            length, at = _varint(data, at)
            if at < 0 or at + length > end:
                return None
            found.append((number, data[at : at + length]))
            at += length
        elif wire in (1, 5):
            width = 8 if wire == 1 else 4
            if at + width > end:
                return None
            found.append((number, struct.unpack_from("<d" if wire == 1 else "<f", data, at)[0]))
            at += width
        else:
            return None
    return found or None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """(value, position behind it); the position is -1 where there is none."""
    value = shift = 0
    while at < len(data) and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    return 0, -1
