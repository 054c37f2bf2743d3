"""The string pool of Android's binary XML and resource tables (ResStringPool)."""

from __future__ import annotations

import struct

_UTF8_FLAG = 1 << 8


class StringPool:
    """Strings by index, decoded on demand; an index or offset out of range is an empty string."""

    __slots__ = ("_cache", "_data", "_offsets", "_start", "_utf8", "size")

    def __init__(self, data: memoryview, at: int) -> None:
        """``at``: offset of the pool's chunk header.  A malformed header gives an empty pool."""
        self._cache: dict[int, str] = {}
        self._data = data
        self._start = 0
        self._utf8 = False
        self._offsets = memoryview(b"").cast("B")
        self.size = 0
        if at + 28 > len(data):
            return
        header, chunk, count, _styles, flags, strings, _ = struct.unpack_from("<HIIIIII", data, at + 2)
        # The counted strings must fit between header and data; hostile files claim more, and the platform stops there.
        room = max(0, (min(at + chunk, len(data)) - at - header) // 4)
        self.size = min(count, room)
        self._offsets = data[at + header : at + header + 4 * self.size]
        self._start = at + strings
        self._utf8 = bool(flags & _UTF8_FLAG)

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < self.size:
            return ""
        found = self._cache.get(index)
        if found is None:
            found = self._cache[index] = self._decode(index)
        return found

    def all(self) -> list[str]:
        """Every string of the pool."""
        return [self[k] for k in range(self.size)]

    def _decode(self, index: int) -> str:
        (offset,) = struct.unpack_from("<I", self._offsets, 4 * index)
        at = self._start + offset
        data = self._data
        try:
            if self._utf8:
                at += 2 if data[at] & 0x80 else 1
                length = data[at]
                at += 1
                if length & 0x80:
                    length = (length & 0x7F) << 8 | data[at]
                    at += 1
                return bytes(data[at : at + length]).decode("utf-8", "replace")
            (length,) = struct.unpack_from("<H", data, at)
            at += 2
            if length & 0x8000:
                length = (length & 0x7FFF) << 16 | struct.unpack_from("<H", data, at)[0]
                at += 2
            return bytes(data[at : at + 2 * length]).decode("utf-16-le", "replace")
        except (IndexError, struct.error):
            return ""
