"""Makes hostile packages out of good ones, the same from the same number each time.

A package is damaged on one of three floors: its raw bytes, the structure of the archive, or the contents of one entry
(dex, binary XML, resource table, library), which is then packed again properly so that the reader behind is reached.
"""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.builders.elf import build_elf

Chance = random.Random
_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
MAX_INFLATED = 8 << 20
"""A mutated entry is not made larger than this."""


@dataclass(frozen=True)
class Case:
    """One hostile file."""

    seed: int
    kind: str
    """What was done to which sample, for the report of a failure."""
    suffix: str
    data: bytes


@dataclass(frozen=True)
class Member:
    """An entry as it is written: what the headers say need not be so."""

    name: bytes
    data: bytes
    """Stored bytes, compressed already."""
    method: int
    size: int
    crc: int
    flags: int = 0
    extra: bytes = b""


@dataclass(frozen=True)
class Sample:
    name: str
    data: bytes
    contents: dict[str, bytes]
    """Entry → inflated bytes."""


def read_samples(paths: Sequence[Path]) -> list[Sample]:
    """Packages to start from; those with few and small entries make the most cases a second."""
    samples = []
    for path in sorted(paths):
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            samples.append(Sample(path.name, data, {name: archive.read(name) for name in archive.namelist()}))
    return samples


def make_case(samples: Sequence[Sample], seed: int) -> Case:
    """The case of a number."""
    chance = random.Random(seed)
    sample = chance.choice(samples)
    way = chance.choices(tuple(_WAYS), tuple(_WAYS.values()))[0]
    return Case(seed, f"{way.__name__} {sample.name}", Path(sample.name).suffix, way(chance, sample))


def damage(chance: Chance, data: bytes) -> bytes:
    """Damage any bytes: flipped bits, odd numbers, copied, dropped, repeated and cut pieces."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not found:
            break
        at = chance.randrange(len(found))
        size = chance.choice((1, 2, 4, 8, 64, 1024))
        match chance.randrange(7):
            case 0:
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                found[at : at + 1] = chance.randbytes(1)
            case 2 | 3:
                _put(chance, found, at - at % chance.choice((1, 2, 4)))
            case 4:
                other = chance.randrange(len(found))
                found[at : at + size] = found[other : other + size]
            case 5:
                del found[at : at + size]
            case 6:
                found[at:at] = found[at : at + size] * chance.choice((1, 2, 50))
    if chance.random() < 0.05:
        del found[chance.randrange(len(found) + 1) :]
    return bytes(found[:MAX_INFLATED])


def _put(chance: Chance, found: bytearray, at: int) -> None:
    """Overwrite two or four bytes with a number that readers stumble over."""
    kind = chance.choice(("<H", "<I", "<I"))
    near = chance.choice((*_NUMBERS, len(found), len(found) - 1, len(found) + 1, chance.randrange(len(found))))
    if 0 <= at <= len(found) - struct.calcsize(kind):
        struct.pack_into(kind, found, at, near & (0xFFFF if kind == "<H" else 0xFFFFFFFF))


def raw_bytes(chance: Chance, sample: Sample) -> bytes:
    return damage(chance, sample.data)


def archive_structure(chance: Chance, sample: Sample) -> bytes:
    """Headers that lie: methods, flags, sizes, names, doubled entries, a directory that is somewhere else."""
    members = [_member(name, data, chance.random() < 0.3) for name, data in sample.contents.items()]
    for _ in range(chance.choice((1, 1, 2, 5))):
        k = chance.randrange(len(members))
        match chance.randrange(7):
            case 0:
                members[k] = replace(members[k], method=chance.choice((0, 1, 8, 9, 12, 14, 93, 99, 0xFFFF)))
            case 1:
                members[k] = replace(members[k], flags=chance.choice((1, 8, 9, 0x41, 0x800, 0xFFFF)))
            case 2:
                members[k] = replace(members[k], size=chance.choice((*_NUMBERS, 1 << 30)) & 0xFFFFFFFF)
            case 3:
                members[k] = replace(members[k], name=chance.choice(_NAMES) or members[k].name * 300)
            case 4:
                members.insert(chance.randrange(len(members) + 1), replace(members[k], data=chance.randbytes(20)))
            case 5:
                members[k] = replace(members[k], extra=chance.randbytes(chance.choice((1, 4, 40))))
            case 6:
                bomb = bytes(MAX_INFLATED)
                members[k] = replace(_member("", bomb, False), name=members[k].name)
    data = bytearray(_write(members))
    for _ in range(chance.choice((0, 0, 1, 3))):
        _put(chance, data, data.rfind(b"PK\x05\x06") + chance.randrange(22))
    for _ in range(chance.choice((0, 0, 1, 3))):
        _put(chance, data, max(0, data.find(b"PK\x01\x02", chance.randrange(len(data)))) + chance.randrange(46))
    return chance.choice((b"", b"", chance.randbytes(100))) + bytes(data) + chance.choice((b"", b"", bytes(70_000)))


_NAMES = (
    b"", b"../../outside", b"/etc/outside", b"a\0b", b"\\\\host\\x", b"\xff\xfe\xfd", b"assets/" * 500, b"classes.dex",
    b"classes2.dex", b"AndroidManifest.xml", b"META-INF/MANIFEST.MF", b"res/", "\u202egpj.exe".encode(),
)  # fmt: skip


def any_entry(chance: Chance, sample: Sample) -> bytes:
    name = chance.choice(sorted(sample.contents))
    return _packed(chance, sample, {name: damage(chance, sample.contents[name])})


def signatures(chance: Chance, sample: Sample) -> bytes:
    """The signing block in place, or the certificates and digests of the old scheme."""
    block = sample.data.rfind(b"APK Sig Block 42")
    if block >= 0 and chance.random() < 0.6:
        (size,) = struct.unpack_from("<Q", sample.data, block - 8)
        start = max(0, block + 16 - size)
        changed = damage(chance, sample.data[start:block])[: block - start]
        return sample.data[:start] + changed.ljust(block - start, b"\0") + sample.data[block:]
    names = sorted(name for name in sample.contents if name.startswith("META-INF/"))
    changes = {name: damage(chance, sample.contents[name]) for name in names if chance.random() < 0.4}
    return _packed(chance, sample, changes)


def _of_kind(*endings: str, alter: Callable[[Chance, bytes], bytes]) -> Callable[[Chance, Sample], bytes]:
    def way(chance: Chance, sample: Sample) -> bytes:
        names = sorted(name for name in sample.contents if name.endswith(endings))
        if not names:
            return any_entry(chance, sample)
        name = chance.choice(names)
        return _packed(chance, sample, {name: alter(chance, sample.contents[name])})

    way.__name__ = alter.__name__
    return way


def dex_fields(chance: Chance, data: bytes) -> bytes:
    """Numbers of the dex header and of the identifier tables, which every other part trusts."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        header = chance.random() < 0.5 or len(data) < 0x70
        at = chance.randrange(0x20, 0x70, 4) if header else _in_a_table(chance, data)
        _put(chance, found, at)
    return _sealed(chance, found)


def _in_a_table(chance: Chance, data: bytes) -> int:
    """An offset in string_ids, type_ids, proto_ids, field_ids, method_ids or class_defs."""
    header, row = chance.choice(((0x38, 4), (0x40, 4), (0x48, 12), (0x50, 8), (0x58, 8), (0x60, 32)))
    count, offset = struct.unpack_from("<II", data, header)
    return min(offset + row * chance.randrange(max(count, 1)) + 2 * chance.randrange(row // 2), len(data) - 4)


def dex_hierarchy(chance: Chance, data: bytes) -> bytes:
    """Classes that extend themselves, each other, or a type that is none."""
    found = bytearray(data)
    (count, offset), (types,) = struct.unpack_from("<II", data, 0x60), struct.unpack_from("<I", data, 0x40)
    for _ in range(chance.choice((1, count, count))):
        row = offset + 32 * chance.randrange(max(count, 1))
        other = offset + 32 * chance.randrange(max(count, 1))
        if max(row, other) + 32 <= len(found):
            above = chance.choice((struct.unpack_from("<I", data, other)[0], chance.randrange(types + 2)))
            struct.pack_into("<I", found, row + 8, above)
    return _sealed(chance, found)


def dex_lists(chance: Chance, data: bytes) -> bytes:
    """ULEB128 counts, code items and lists in the data part: huge, endless, or pointing anywhere."""
    found = bytearray(data)
    (first,) = struct.unpack_from("<I", data, 0x6C)
    first = min(max(first, 0x70), len(data) - 8)
    for _ in range(chance.choice((1, 2, 8, 32))):
        at = chance.randrange(first, len(data) - 8)
        if chance.random() < 0.5:
            found[at : at + 5] = chance.choice(
                (b"\xff\xff\xff\xff\x0f", b"\xff\xff\xff\xff\xff", b"\x80\x80\x80\x80\x00")
            )
        else:
            _put(chance, found, at)
    return _sealed(chance, found)


def _sealed(chance: Chance, found: bytearray) -> bytes:
    """The dex file with its digest and checksum made right, mostly."""
    if chance.random() < 0.9 and len(found) > 32:
        found[12:32] = hashlib.sha1(found[32:]).digest()
        struct.pack_into("<I", found, 8, zlib.adler32(found[12:]))
    return bytes(found)


def xml_chunks(chance: Chance, data: bytes) -> bytes:
    """Chunk types, header sizes, sizes and counts of binary XML and of the resource table."""
    found = bytearray(data)
    starts = [at for at in range(0, len(data) - 8, 4) if data[at + 1] in (0, 1, 2) and data[at + 2] in (8, 16, 28)]
    for _ in range(chance.choice((1, 1, 2, 4))):
        start = chance.choice(starts) if starts else 0
        _put(chance, found, start + chance.randrange(0, 36, 2))
    return bytes(found)


def library(chance: Chance, sample: Sample) -> bytes:
    """A native library among the others, its ELF structure damaged."""
    whole = build_elf(imports=["open"], exports=["Java_a_B_c"], strings=["https://a.example.cn/", "ro.serialno"])
    return _packed(chance, sample, {"lib/arm64-v8a/libmade.so": damage(chance, whole)})


def _packed(chance: Chance, sample: Sample, changed: dict[str, bytes]) -> bytes:
    contents = {**sample.contents, **changed}
    return _write([_member(name, data, chance.random() < 0.5) for name, data in contents.items()])


def _member(name: str, data: bytes, stored: bool) -> Member:
    engine = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = data if stored else engine.compress(data) + engine.flush()
    return Member(name.encode(), packed, 0 if stored else 8, len(data), zlib.crc32(data))


def _write(members: Sequence[Member]) -> bytes:
    out = bytearray()
    directory = bytearray()
    for m in members:
        name = m.name[:0xFFFF]
        sizes = struct.pack(
            "<HHHHHIIIHH", 20, m.flags, m.method, 0, 0x21, m.crc, len(m.data), m.size, len(name), len(m.extra)
        )
        directory += b"PK\x01\x02\x14\0" + sizes + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + name + m.extra
        out += b"PK\x03\x04" + sizes + name + m.extra + m.data
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(out), 0)
    return bytes(out + directory + b"PK\x05\x06" + end)


_WAYS: dict[Callable[[Chance, Sample], bytes], int] = {
    raw_bytes: 2,
    archive_structure: 4,
    any_entry: 3,
    library: 1,
    signatures: 3,
    _of_kind(".dex", alter=dex_fields): 5,
    _of_kind(".dex", alter=dex_hierarchy): 2,
    _of_kind(".dex", alter=dex_lists): 5,
    _of_kind(".xml", ".arsc", alter=xml_chunks): 5,
}
"""Way → how often."""
