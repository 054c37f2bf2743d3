"""A zip archive as Android's installer sees it: by its central directory, tolerant where the platform is tolerant.

Nothing is ever written to disk.  The known tricks against analysis tools (bogus compression methods, a false encryption
flag, local headers that disagree, data before or behind the archive) do not hide an entry from the platform, and must not
hide it here; what makes an entry unreadable for the platform too becomes an obstacle.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from isal import isal_zlib

from kanhe.package.bounds import Bounds
from kanhe.package.errors import BoundExceeded, DamagedPackage, NotAPackage
from kanhe.package.model import Obstacle

_END = b"PK\x05\x06"
_END_SIZE = 22
_DIRECTORY = struct.Struct("<IHHHHHHIIIHHHHHII")
_STORED, _DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Member:
    """A central-directory entry."""

    name: str
    method: int
    flags: int
    compressed: int
    size: int
    offset: int
    """Of the local header, from the start of the archive's data."""
    crc: int


class Archive:
    """A read-only archive over a buffer (a mapped file or the bytes of a nested archive)."""

    __slots__ = ("_base", "_bounds", "data", "label", "members", "obstacles")

    def __init__(self, data: memoryview, label: str, bounds: Bounds) -> None:
        self.data = data
        self.label = label
        self._bounds = bounds
        obstacles: list[Obstacle] = []
        at, count, start, size = _find_directory(data, label)
        if count > bounds.entries:
            raise BoundExceeded(
                f"{label} holds {count} entries; at most {bounds.entries} are read",
                f"{label} 含有 {count} 个条目，超过上限 {bounds.entries}",
            )
        # Data may stand before the archive; offsets then count from where the archive begins.
        self._base = at - size - start if at - size - start >= 0 else 0
        self.members = self._read_directory(start + self._base, count, obstacles)
        self.obstacles = tuple(obstacles)

    def _read_directory(self, at: int, count: int, obstacles: list[Obstacle]) -> dict[str, Member]:
        members: dict[str, Member] = {}
        total = 0
        duplicates = 0
        for _ in range(count):
            if at + _DIRECTORY.size > len(self.data):
                obstacles.append(Obstacle("archive", self.label, "the directory of the archive is cut short"))
                break
            row = _DIRECTORY.unpack_from(self.data, at)
            if row[0] != 0x02014B50:
                obstacles.append(Obstacle("archive", self.label, "the directory of the archive is malformed"))
                break
            name_size, extra_size, comment_size = row[10], row[11], row[12]
            end = at + _DIRECTORY.size + name_size
            raw = bytes(self.data[at + _DIRECTORY.size : end])
            extra = bytes(self.data[end : end + extra_size])
            at = end + extra_size + comment_size
            if name_size > self._bounds.name_bytes:
                obstacles.append(Obstacle("archive", self.label, f"an entry has a name of {name_size} bytes"))
                continue
            name = raw.decode("utf-8", "replace")
            compressed, size, offset = _zip64(extra, row[8], row[9], row[16])
            total += size
            if name in members:
                duplicates += 1  # the platform refuses such a file or takes the first; the first counts here
                continue
            if name.endswith("/") and size == 0:
                continue
            members[name] = Member(name, row[4], row[3], compressed, size, offset, row[7])
        if duplicates:
            obstacles.append(
                Obstacle("archive", self.label, f"{duplicates} names stand in the directory more than once")
            )
        if total > self._bounds.total_bytes:
            raise BoundExceeded(
                f"{self.label} would inflate to {total >> 20} MiB; at most {self._bounds.total_bytes >> 20} are read",
                f"{self.label} 解压后将达 {total >> 20} MiB，超过上限 {self._bounds.total_bytes >> 20} MiB",
            )
        return members

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The bytes of an entry, at most ``limit`` when given (then possibly only its beginning).

        Raises :class:`DamagedPackage` or :class:`BoundExceeded`, with a sentence that names the entry.
        """
        member = self.members.get(name)
        if member is None:
            raise DamagedPackage(f"{self.label} has no entry {name}", f"{self.label} 中没有条目 {name}")
        if limit is None and member.size > self._bounds.entry_bytes:
            raise BoundExceeded(
                f"{name} would inflate to {member.size >> 20} MiB; at most {self._bounds.entry_bytes >> 20} are read",
                f"{name} 解压后将达 {member.size >> 20} MiB，超过上限 {self._bounds.entry_bytes >> 20} MiB",
            )
        if (
            member.size > 1 << 20
            and member.method == _DEFLATED
            and member.size > self._bounds.ratio * max(member.compressed, 1)
        ):
            raise BoundExceeded(
                f"{name} claims to inflate to {member.size // max(member.compressed, 1)} times its size",
                f"{name} 声称解压后为压缩大小的 {member.size // max(member.compressed, 1)} 倍",
            )
        raw = self._compressed(member)
        wanted = member.size if limit is None else min(limit, member.size)
        if member.method == _DEFLATED:
            return self._inflate(member, raw, wanted, limit is not None)
        # The platform takes an unknown method as stored.
        return bytes(raw[: min(wanted, len(raw))])

    def _compressed(self, member: Member) -> memoryview:
        header = member.offset + self._base
        if header + 30 > len(self.data) or bytes(self.data[header : header + 4]) != b"PK\x03\x04":
            raise DamagedPackage(
                f"the data of {member.name} is not where the directory says",
                f"{member.name} 的数据不在目录所示位置",
            )
        name_size, extra_size = struct.unpack_from("<HH", self.data, header + 26)
        start = header + 30 + name_size + extra_size
        # A stored entry's two sizes should agree; the platform maps the uncompressed one.
        length = member.compressed if member.method == _DEFLATED else max(member.compressed, member.size)
        if start + member.compressed > len(self.data):
            raise DamagedPackage(f"the data of {member.name} is cut short", f"{member.name} 的数据不完整")
        return self.data[start : start + length]

    def _inflate(self, member: Member, raw: memoryview, wanted: int, partial: bool) -> bytes:
        try:
            engine = isal_zlib.decompressobj(-zlib.MAX_WBITS)
            found = bytes(engine.decompress(raw, wanted + 1))
        except (isal_zlib.error, OverflowError) as error:  # type: ignore[misc]
            raise DamagedPackage(
                f"{member.name} cannot be inflated: its data is damaged or encrypted",
                f"{member.name} 无法解压：数据损坏或已加密",
            ) from error
        if partial:
            return found[:wanted]
        if len(found) != member.size:
            raise DamagedPackage(
                f"{member.name} inflates to a size other than its directory entry says",
                f"{member.name} 解压后的大小与目录不符",
            )
        return found

    def is_encrypted(self, name: str) -> bool:
        """Whether the entry carries the encryption flag (which the platform ignores)."""
        return bool(self.members[name].flags & 1)


def _find_directory(data: memoryview, label: str) -> tuple[int, int, int, int]:
    """(offset of the end record, entries, start and size of the directory)."""
    tail = bytes(data[max(0, len(data) - _END_SIZE - 0xFFFF) :])
    base = len(data) - len(tail)
    at = tail.rfind(_END)
    while at >= 0:
        if at + _END_SIZE <= len(tail):
            _, _, _, count, size, start = struct.unpack_from("<HHHHII", tail, at + 4)
            end = base + at
            if count == 0xFFFF or size == 0xFFFFFFFF or start == 0xFFFFFFFF:
                found = _zip64_end(data, end)
                if found is not None:
                    return found
            if size <= end:
                return end, count, start, size
        at = tail.rfind(_END, 0, at)
    if bytes(data[:4]) == b"PK\x03\x04":
        raise DamagedPackage(
            f"{label} is a truncated zip file: its directory is missing", f"{label} 是不完整的 zip 文件：缺少目录"
        )
    raise NotAPackage(
        f"{label} is not a zip file, so it is no app package", f"{label} 不是 zip 文件，因此不是应用安装包"
    )


def _zip64_end(data: memoryview, end: int) -> tuple[int, int, int, int] | None:
    locator = end - 20
    if locator < 0 or bytes(data[locator : locator + 4]) != b"PK\x06\x07":
        return None
    (record,) = struct.unpack_from("<Q", data, locator + 8)
    if record + 56 > len(data) or bytes(data[record : record + 4]) != b"PK\x06\x06":
        return None
    count, size, start = struct.unpack_from("<QQQ", data, record + 32)
    return record, count, start, size


def _zip64(extra: bytes, compressed: int, size: int, offset: int) -> tuple[int, int, int]:
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, at)
        if tag == 1:
            field = at + 4
            values = []
            for value in (size, compressed, offset):
                if value == 0xFFFFFFFF and field + 8 <= min(len(extra), at + 4 + length):
                    (value,) = struct.unpack_from("<Q", extra, field)
                    field += 8
                values.append(value)
            return values[1], values[0], values[2]
        at += 4 + length
    return compressed, size, offset
