"""Call sites of invoke-custom: which method a lambda or a method reference stands for.

Reads map_list, call_site_id_item and method_handle_item; a malformed one stands for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.code.dex.leb128 import uleb
from kanhe.code.dex.tables import DexTables

_CALL_SITES, _METHOD_HANDLES = 0x0007, 0x0008
_METHOD_TYPE, _METHOD_HANDLE, _STRING = 0x15, 0x16, 0x17
INVOKE_STATIC = 4
"""Kind of method handle that names a static method; below it stand field accesses."""
_MAX_ENTRIES = 64


@dataclass(frozen=True, slots=True)
class CallSite:
    """What an invoke-custom makes: an object whose one method calls another."""

    name: str
    """Of the object's one method."""
    proto: int
    """Index of the factory's prototype: what is captured, and the type of the object."""
    kind: int
    """Kind of the method handle."""
    method: int
    """Index of the method that is called."""


def call_site(dex: DexTables, index: int) -> CallSite | None:
    """A call site by index; None for one that is malformed or makes no such object."""
    image = memoryview(dex.image.data)
    try:
        sections = _sections(dex, image)
        start, count = sections.get(_CALL_SITES, (0, 0))
        if index >= count:
            return None
        at = int.from_bytes(image[start + 4 * index : start + 4 * index + 4], "little")
        values = _values(image, at)
        strings = [v for k, v in values if k == _STRING]
        types = [v for k, v in values if k == _METHOD_TYPE]
        handles = [v for k, v in values if k == _METHOD_HANDLE]
        if not strings or not types or len(handles) < 2:
            return None
        first, many = sections.get(_METHOD_HANDLES, (0, 0))
        if handles[1] >= many or strings[0] >= len(dex.string_start) or types[0] >= len(dex.proto_returns):
            return None
        row = first + 8 * handles[1]
        kind, method = (
            int.from_bytes(image[row : row + 2], "little"),
            int.from_bytes(image[row + 4 : row + 6], "little"),
        )
        if kind < INVOKE_STATIC or method >= len(dex.method_name):
            return None
        return CallSite(dex.string(strings[0]), types[0], kind, method)
    except IndexError:
        return None


def _sections(dex: DexTables, image: memoryview) -> dict[int, tuple[int, int]]:
    """Type of section → (offset, number of entries)."""
    header = dex.layout.header_offset
    at = int.from_bytes(image[header + 52 : header + 56], "little")
    count = int.from_bytes(image[at : at + 4], "little")
    found = {}
    for k in range(min(count, _MAX_ENTRIES)):
        row = at + 4 + 12 * k
        kind = int.from_bytes(image[row : row + 2], "little")
        found[kind] = (
            int.from_bytes(image[row + 8 : row + 12], "little"),
            int.from_bytes(image[row + 4 : row + 8], "little"),
        )
    return found


def _values(image: memoryview, at: int) -> list[tuple[int, int]]:
    """(type, number) of the simple values of an encoded array."""
    count, at = uleb(image, at)
    found = []
    for _ in range(min(count, _MAX_ENTRIES)):
        head = image[at]
        kind, size = head & 0x1F, (head >> 5) + 1
        at += 1
        if kind in (0x1E, 0x1F):
            continue
        if kind in (0x1C, 0x1D):
            break
        found.append((kind, int.from_bytes(image[at : at + size], "little")))
        at += size
    return found
