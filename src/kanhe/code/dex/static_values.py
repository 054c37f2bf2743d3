"""Initial values of static fields that are string constants: where libraries write their version.

Reads encoded_array_item; every other value type is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.code.dex.debug_info import _uleb
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
        fields, at = _uleb(data, data_at)
        for _ in range(3):
            _, at = _uleb(data, at)
        count, value_at = _uleb(data, values_at)
        index = 0
        for _ in range(min(fields, count, _MAX_VALUES)):
            delta, at = _uleb(data, at)
            _, at = _uleb(data, at)
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
