"""Writes small ELF shared objects: a dynamic section, symbols, and whatever bytes a test wants among its data."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_DT_NEEDED, _DT_HASH, _DT_STRTAB, _DT_SYMTAB, _DT_STRSZ, _DT_SYMENT, _DT_SONAME = 1, 4, 5, 6, 10, 11, 14
_PT_LOAD, _PT_DYNAMIC = 1, 2
_AARCH64 = 183
_HEADER, _PROGRAM_HEADER, _SYMBOL = 64, 56, 24


def build_elf(
    soname: str | None = "libmade.so",
    needed: Sequence[str] = ("libc.so",),
    imports: Sequence[str] = (),
    exports: Sequence[str] = (),
    strings: Sequence[str] = (),
) -> bytes:
    """A 64-bit ARM shared object without section headers, as strippers leave them."""
    names = bytearray(b"\0")
    at: dict[str, int] = {}
    for name in (*([soname] if soname else []), *needed, *imports, *exports):
        at[name] = len(names)
        names += name.encode() + b"\0"
    symbols = bytes(_SYMBOL)
    for name in imports:
        symbols += struct.pack("<IBBHQQ", at[name], 0x12, 0, 0, 0, 0)
    for name in exports:
        symbols += struct.pack("<IBBHQQ", at[name], 0x12, 0, 1, 0x1000, 4)
    count = 1 + len(imports) + len(exports)
    hashes = struct.pack(f"<III{count}I", 1, count, 0, *([0] * count))
    data = b"\0" + b"".join(text.encode() + b"\0" for text in strings)

    offset = _HEADER + 2 * _PROGRAM_HEADER
    places = []
    for part in (symbols, bytes(names), hashes, data):
        places.append(offset)
        offset += -(-len(part) // 8) * 8
    entries = [(_DT_NEEDED, at[name]) for name in needed]
    entries += [(_DT_SONAME, at[soname])] if soname else []
    entries += [
        (_DT_SYMTAB, places[0]), (_DT_SYMENT, _SYMBOL), (_DT_STRTAB, places[1]), (_DT_STRSZ, len(names)),
        (_DT_HASH, places[2]), (0, 0),
    ]  # fmt: skip
    dynamic = b"".join(struct.pack("<QQ", *entry) for entry in entries)
    total = offset + len(dynamic)
    header = b"\x7fELF\x02\x01\x01" + bytes(9)
    header += struct.pack("<HHIQQQIHHHHHH", 3, _AARCH64, 1, 0, _HEADER, 0, 0, _HEADER, _PROGRAM_HEADER, 2, 64, 0, 0)
    load = struct.pack("<IIQQQQQQ", _PT_LOAD, 6, 0, 0, 0, total, total, 0x1000)
    load += struct.pack("<IIQQQQQQ", _PT_DYNAMIC, 6, offset, offset, offset, len(dynamic), len(dynamic), 8)
    body = b"".join(part + bytes(-len(part) % 8) for part in (symbols, bytes(names), hashes, data))
    return header + load + body + dynamic
