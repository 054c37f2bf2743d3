"""Initial values of static fields: strings, where libraries write their version, and numbers such as BuildConfig's.

Reads class_data_item and encoded_array_item; nested values end the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.code.dex.leb128 import uleb
from kanhe.code.dex.tables import DexTables

_STRING, _ARRAY, _ANNOTATION, _NULL, _BOOLEAN = 0x17, 0x1C, 0x1D, 0x1E, 0x1F
_MAX_VALUES = 65_536


def static_strings(dex: DexTables, class_row: int) -> Iterator[tuple[int, int]]:
    """(field index, string index) of every static field of a class whose initial value is a string.

    ``class_row`` counts the rows of ``dex.classes``.  A malformed list ends early.
    """
    data_at, values_at = int(dex.classes[class_row, 6]), int(dex.classes[class_row, 7])
    if data_at == 0 or values_at == 0:
        return
    data = memoryview(dex.image.data)
    try:
        fields, at = uleb(data, data_at)
        for _ in range(3):
            _, at = uleb(data, at)
        count, value_at = uleb(data, values_at)
        index = 0
        for _ in range(min(fields, count, _MAX_VALUES)):
            delta, at = uleb(data, at)
            _, at = uleb(data, at)
            index += delta
            head = data[value_at]
            kind, size = head & 0x1F, (head >> 5) + 1
            value_at += 1
            if kind in (_ARRAY, _ANNOTATION):
                return  # nested values are not followed; no version is written behind one
            if kind in (_NULL, _BOOLEAN):
                continue
            if kind == _STRING and index < len(dex.field_name):
                string = int.from_bytes(data[value_at : value_at + size], "little")
                if string < len(dex.string_start):
                    yield index, string
            value_at += size
    except IndexError:
        return


def defined_fields(dex: DexTables, class_row: int) -> Iterator[int]:
    """Field indices of all fields that a class defines, static ones first; a malformed list ends early."""
    data_at = int(dex.classes[class_row, 6])
    if data_at == 0:
        return
    data = memoryview(dex.image.data)
    try:
        statics, at = uleb(data, data_at)
        instances, at = uleb(data, at)
        for _ in range(2):
            _, at = uleb(data, at)
        for count in (statics, instances):
            index = 0
            for _ in range(min(count, _MAX_VALUES)):
                delta, at = uleb(data, at)
                _, at = uleb(data, at)
                index += delta
                if index >= len(dex.field_name):
                    return
                yield index
    except IndexError:
        return


_INTEGERS = {0x00: True, 0x02: True, 0x03: False, 0x04: True, 0x06: True}
"""Value types that are integers (byte, short, char, int, long), and whether they are signed."""


def static_fields(dex: DexTables, class_row: int) -> Iterator[tuple[int, tuple[str, int] | None]]:
    """(field index, initial value) of every static field of a class.

    The value is ("string", string index), ("integer", number), ("other", 0), or None for zero and null.  A malformed
    list ends early; fields behind the last value begin as zero.
    """
    data_at, values_at = int(dex.classes[class_row, 6]), int(dex.classes[class_row, 7])
    if data_at == 0:
        return
    data = memoryview(dex.image.data)
    try:
        fields, at = uleb(data, data_at)
        for _ in range(3):
            _, at = uleb(data, at)
        values = _encoded(data, values_at) if values_at else iter(())
        index = 0
        for _ in range(min(fields, _MAX_VALUES)):
            delta, at = uleb(data, at)
            _, at = uleb(data, at)
            index += delta
            if index >= len(dex.field_name):
                return
            known = next(values, None)
            if known is not None and known[0] == "string" and known[1] >= len(dex.string_start):
                known = ("other", 0)
            yield index, known
    except IndexError:
        return


def _encoded(data: memoryview, at: int) -> Iterator[tuple[str, int] | None]:
    count, at = uleb(data, at)
    for _ in range(min(count, _MAX_VALUES)):
        head = data[at]
        kind, size = head & 0x1F, (head >> 5) + 1
        at += 1
        if kind == _BOOLEAN:
            yield ("integer", head >> 5) if head >> 5 else None
        elif kind == _NULL:
            yield None
        elif kind in (_ARRAY, _ANNOTATION):
            return
        else:
            raw = bytes(data[at : at + size])
            at += size
            if kind == _STRING:
                yield "string", int.from_bytes(raw, "little")
            elif kind in _INTEGERS:
                yield "integer", int.from_bytes(raw, "little", signed=_INTEGERS[kind])
            else:
                yield "other", 0
