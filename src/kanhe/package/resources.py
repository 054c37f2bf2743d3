"""The resource table (resources.arsc): texts, numbers and file names by resource id.

Reads the default configuration and the Chinese locales; other configurations are passed over, since nothing asks for
them.  Malformed parts are skipped.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kanhe.package.axml import TYPE_DYNAMIC_REFERENCE, TYPE_REFERENCE, TYPE_STRING, Value
from kanhe.package.strings_pool import StringPool

_TABLE, _STRING_POOL, _PACKAGE, _TYPE = 0x0002, 0x0001, 0x0200, 0x0201
_NO_ENTRY = 0xFFFFFFFF
_SPARSE, _OFFSET16 = 0x01, 0x02
_COMPLEX, _COMPACT = 0x0001, 0x0008
MAX_ENTRIES = 2_000_000
MAX_DEPTH = 20
"""References followed from one resource to the next."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One value of a resource."""

    id: int
    type: str
    """string, bool, layout, …"""
    name: str
    locale: str
    """'' for the default, else e.g. 'zh', 'zh-CN'."""
    value: Value


class ResourceTable:
    """All simple values of the configurations that matter."""

    __slots__ = ("_by_id", "faults", "package_name")

    def __init__(self, data: bytes = b"") -> None:
        self._by_id: dict[int, list[Resource]] = {}
        self.faults: tuple[str, ...] = ()
        self.package_name = ""
        if data:
            try:
                self._read(memoryview(data))
            except (struct.error, IndexError, ValueError) as error:
                self.faults = (f"the resource table is malformed ({error})",)

    def add(self, other: ResourceTable) -> None:
        """Take in the resources of another split."""
        for number, values in other._by_id.items():
            self._by_id.setdefault(number, []).extend(values)

    def __len__(self) -> int:
        return len(self._by_id)

    def all(self, kind: str) -> Iterator[Resource]:
        """Every value of the resources of a type, e.g. 'string'."""
        return (r for values in self._by_id.values() for r in values if r.type == kind)

    def get(self, number: int, locale: str = "") -> Resource | None:
        """The value of a resource in a locale, else in the default configuration, else any."""
        values = self._by_id.get(number)
        if not values:
            return None
        for wanted in dict.fromkeys((locale, "")):
            for value in values:
                if value.locale == wanted:
                    return value
        return values[0]

    def name(self, number: int) -> str | None:
        """'type/name' of a resource."""
        values = self._by_id.get(number)
        return f"{values[0].type}/{values[0].name}" if values else None

    def resolve(self, value: Value | None, locale: str = "") -> Value | None:
        """Follow references to the value they end in; None when they end in nothing known."""
        for _ in range(MAX_DEPTH):
            if value is None or value.kind not in (TYPE_REFERENCE, TYPE_DYNAMIC_REFERENCE):
                return value
            found = self.get(value.data, locale)
            value = found.value if found else None
        return None

    def text(self, value: Value | None, locale: str = "") -> str | None:
        """A value as text: strings resolved, numbers written out; None for what cannot be resolved."""
        resolved = self.resolve(value, locale)
        if resolved is None:
            return None
        if resolved.kind == TYPE_STRING:
            return resolved.text
        if resolved.kind == 0x12:
            return "true" if resolved.data else "false"
        return str(resolved.data - (1 << 32) if resolved.data >> 31 else resolved.data)

    def _read(self, data: memoryview) -> None:
        kind, header, _size = struct.unpack_from("<HHI", data, 0)
        if kind != _TABLE:
            raise ValueError("it does not begin like one")
        at = header
        texts: StringPool | None = None
        while at + 8 <= len(data):
            kind, header, size = struct.unpack_from("<HHI", data, at)
            if size < 8:
                break
            if kind == _STRING_POOL and texts is None:
                texts = StringPool(data, at)
            elif kind == _PACKAGE and texts is not None:
                self._package(data, at, header, min(size, len(data) - at), texts)
            at += size

    def _package(self, data: memoryview, start: int, header: int, size: int, texts: StringPool) -> None:
        number = data[start + 8]  # four bytes in the file, of which an id has room for one
        self.package_name = bytes(data[start + 12 : start + 268]).decode("utf-16-le", "replace").partition("\0")[0]
        type_at, _, key_at = struct.unpack_from("<III", data, start + 268)
        types, keys = StringPool(data, start + type_at), StringPool(data, start + key_at)
        at = start + header
        read = 0
        while at + 8 <= start + size:
            kind, head, chunk = struct.unpack_from("<HHI", data, at)
            if chunk < 8:
                break
            if kind == _TYPE and at + head <= len(data):
                read += self._type(data, at, head, min(chunk, len(data) - at), number, types, keys, texts)
                if read > MAX_ENTRIES:
                    raise ValueError("it has too many entries")
            at += chunk

    def _type(
        self, data: memoryview, at: int, head: int, size: int, package: int, types: StringPool, keys: StringPool,
        texts: StringPool,
    ) -> int:  # fmt: skip
        type_id, flags, _reserved, count, entries = struct.unpack_from("<BBHII", data, at + 8)
        locale = _locale(data, at + 20)
        if locale is None:
            return 0
        kind = types[type_id - 1]
        count = min(count, (size - head) // 2 + 1)
        width = 2 if flags & _OFFSET16 else 4
        count = min(count, max(0, size - head) // width)
        if flags & _SPARSE:
            pairs = np.frombuffer(data, "<u2", 2 * count, at + head).reshape(count, 2)
            indices, offsets = pairs[:, 0].tolist(), (pairs[:, 1].astype(np.int64) * 4).tolist()
        elif flags & _OFFSET16:
            raw = np.frombuffer(data, "<u2", count, at + head).astype(np.int64)
            present = np.flatnonzero(raw != 0xFFFF)
            indices, offsets = present.tolist(), (raw[present] * 4).tolist()
        else:
            raw = np.frombuffer(data, "<u4", count, at + head).astype(np.int64)
            present = np.flatnonzero(raw != _NO_ENTRY)
            indices, offsets = present.tolist(), raw[present].tolist()
        base = package << 24 | type_id << 16
        for index, offset in zip(indices, offsets, strict=True):
            place = at + entries + offset
            if place + 8 > len(data):
                continue
            length, entry_flags, key = struct.unpack_from("<HHI", data, place)
            if entry_flags & _COMPACT:
                value = Value(entry_flags >> 8, key, texts[key] if entry_flags >> 8 == TYPE_STRING else None)
                name = keys[length]
            elif entry_flags & _COMPLEX or place + length + 8 > len(data):
                continue
            else:
                _vs, _zero, value_kind, bits = struct.unpack_from("<HBBI", data, place + length)
                value = Value(value_kind, bits, texts[bits] if value_kind == TYPE_STRING else None)
                name = keys[key]
            number = base | index
            self._by_id.setdefault(number, []).append(Resource(number, kind, name, locale, value))
        return len(indices)


def _locale(data: memoryview, at: int) -> str | None:
    """'' for a configuration without locale, 'zh…' for a Chinese one, None for one that is passed over."""
    (size,) = struct.unpack_from("<I", data, at)
    if size < 12:
        return ""
    language, region = bytes(data[at + 8 : at + 10]), bytes(data[at + 10 : at + 12])
    if language == b"\0\0":
        return ""
    if language != b"zh":
        return None
    return f"zh-{region.decode('ascii', 'replace')}" if region != b"\0\0" else "zh"
