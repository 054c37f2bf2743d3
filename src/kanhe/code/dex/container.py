"""Finding the dex files inside a dex image: one in versions 035–040, any number in a version 041 container.

Knows headers only.  Every offset and count in a :class:`DexLayout` has been checked to lie inside the image, so that the
tables built on it need no further checks of their own.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

KNOWN_VERSIONS = frozenset({35, 36, 37, 38, 39, 40, 41})
_HEADER = struct.Struct("<8sI20s20I")
_HEADER_SIZE = 0x70
_CONTAINER_HEADER_SIZE = 0x78
_ENDIAN_CONSTANT = 0x12345678
MAX_DEX_IN_CONTAINER = 1000
"""A container of more logical files than this is read up to here; real ones hold a few dozen."""


class MalformedDex(ValueError):
    """A dex image that cannot be read; the message says which part and why."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of fixed-size records: byte offset in the image and number of records."""

    offset: int
    count: int


@dataclass(frozen=True, slots=True)
class DexLayout:
    """Where the tables of one logical dex file lie in its image."""

    version: int
    header_offset: int
    file_size: int
    strings: Section
    types: Section
    protos: Section
    fields: Section
    methods: Section
    classes: Section


def read_layouts(image: bytes) -> tuple[DexLayout, ...]:
    """The logical dex files of an image, in order.

    Checksums are not verified: the platform's installer does not insist on them either, and a wrong one must not hide
    code.  Raises :class:`MalformedDex` when not even one header can be read.
    """
    layouts: list[DexLayout] = []
    offset = 0
    while len(layouts) < MAX_DEX_IN_CONTAINER:
        try:
            layout = _read_layout(image, offset)
        except MalformedDex:
            if layouts:
                break
            raise
        layouts.append(layout)
        if layout.version < 41:
            break
        offset += max(layout.file_size, _CONTAINER_HEADER_SIZE)
        if offset + _CONTAINER_HEADER_SIZE > len(image):
            break
    return tuple(layouts)


def _read_layout(image: bytes, at: int) -> DexLayout:
    if len(image) - at < _HEADER_SIZE:
        raise MalformedDex(f"the dex header needs {_HEADER_SIZE} bytes, {len(image) - at} are there")
    magic, _checksum, _signature, *words = _HEADER.unpack_from(image, at)
    if magic[:4] != b"dex\n" or magic[7] != 0 or not magic[4:7].isdigit():
        raise MalformedDex("the file does not start with the dex magic number")
    version = int(magic[4:7])
    if version not in KNOWN_VERSIONS:
        raise MalformedDex(f"dex version {version:03d} is not known")
    (file_size, _header_size, endian, _link_size, _link_off, _map_off, *tables) = words
    if endian != _ENDIAN_CONSTANT:
        raise MalformedDex("the dex file is not little-endian")
    pairs = list(zip(tables[0:12:2], tables[1:12:2], strict=True))
    sizes = (4, 4, 12, 8, 8, 32)
    names = ("string", "type", "proto", "field", "method", "class")
    sections = []
    for name, record, (count, offset) in zip(names, sizes, pairs, strict=True):
        if count == 0:
            sections.append(Section(0, 0))
            continue
        # In a container the offsets count from its first byte; writers that count from their own header are tolerated.
        start = offset if version < 41 or offset >= at else at + offset
        if start % 4 or start + count * record > len(image) or count > len(image) // record:
            raise MalformedDex(f"the {name} table ({count} entries at {start:#x}) does not fit into the file")
        sections.append(Section(start, count))
    return DexLayout(version, at, file_size, *sections)
