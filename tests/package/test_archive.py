import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.package.archive import Archive
from kanhe.package.bounds import Bounds
from kanhe.package.errors import BoundExceeded, DamagedPackage, NotAPackage, PackageError


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def opened(data: bytes, **bounds: int) -> Archive:
    return Archive(memoryview(data), "t.apk", Bounds(**bounds))


PLAIN = zipped(("a.txt", b"hello" * 100), ("d/b.bin", bytes(300)))


def test_entries_are_read() -> None:
    archive = opened(PLAIN)
    assert set(archive.members) == {"a.txt", "d/b.bin"}
    assert archive.read("a.txt") == b"hello" * 100
    assert archive.read("a.txt", 7) == b"hellohe"
    assert opened(zipped(("s", b"stored"), method=zipfile.ZIP_STORED)).read("s") == b"stored"


def test_data_in_front_and_behind() -> None:
    assert opened(b"#!/bin/sh\n" * 9 + PLAIN + b"tail" * 20).read("a.txt") == b"hello" * 100


def directory(data: bytes) -> int:
    return struct.unpack_from("<I", data, data.rfind(b"PK\x05\x06") + 16)[0]


def test_tricks_that_the_platform_ignores() -> None:
    stored = bytearray(zipped(("s", b"stored"), method=zipfile.ZIP_STORED))
    at = directory(stored)
    struct.pack_into("<H", stored, at + 8, 1)  # encryption flag
    struct.pack_into("<H", stored, at + 10, 0x4D4D)  # unknown method: taken as stored
    archive = opened(bytes(stored))
    assert archive.read("s") == b"stored"
    assert archive.is_encrypted("s")
    local = bytearray(PLAIN)
    struct.pack_into("<II", local, 18, 0, 0)  # sizes in the local header
    assert opened(bytes(local)).read("a.txt") == b"hello" * 100


def test_duplicates_are_told_of_and_the_first_counts() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("x", b"first"), ("x", b"second"))
    archive = opened(data)
    assert archive.read("x") == b"first"
    assert "more than once" in archive.obstacles[0].why


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", NotAPackage),
        (b"plain text", NotAPackage),
        (PLAIN[:60], DamagedPackage),
        (b"PK\x03\x04" + bytes(500), DamagedPackage),
    ],
    ids=["empty", "text", "truncated", "zeros"],
)
def test_what_is_no_archive(data: bytes, kind: type[PackageError]) -> None:
    with pytest.raises(kind) as caught:
        opened(data)
    assert caught.value.en
    assert caught.value.zh


def test_bounds() -> None:
    with pytest.raises(BoundExceeded, match="entries"):
        opened(PLAIN, entries=1)
    with pytest.raises(BoundExceeded, match="inflate"):
        opened(PLAIN, total_bytes=100)
    with pytest.raises(BoundExceeded):
        opened(PLAIN, entry_bytes=100).read("a.txt")
    bomb = zipped(("b", bytes(3 << 20)))
    with pytest.raises(BoundExceeded, match="times"):
        opened(bomb, ratio=100).read("b")


def test_lying_sizes() -> None:
    for size in (10, 5000):
        data = bytearray(PLAIN)
        struct.pack_into("<I", data, directory(data) + 24, size)
        with pytest.raises(DamagedPackage, match="size other"):
            opened(bytes(data)).read("a.txt")


@given(st.data())
def test_any_change_of_bytes_gives_entries_or_a_sentence(data: st.DataObject) -> None:
    raw = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 10))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        archive = opened(bytes(raw))
        for name in archive.members:
            archive.read(name)
    except PackageError as error:
        assert error.en  # noqa: PT017 - either outcome is right
