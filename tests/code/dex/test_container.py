import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.dex.container import MalformedDex, read_layouts
from tests.builders.dex import RETURN_VOID, Class, Method, write_container, write_dex

A = Class("La/A;", methods=[Method("m", "()V", [RETURN_VOID])])
B = Class("Lb/B;", methods=[Method("m", "()V", [RETURN_VOID])])


@pytest.mark.parametrize("version", [35, 37, 38, 39, 40, 41])
def test_every_version_is_read(version: int) -> None:
    (layout,) = read_layouts(write_dex([A, B], version))
    assert layout.version == version
    assert layout.classes.count == 2


def test_container_gives_each_logical_file() -> None:
    first, second = read_layouts(write_container([[A], [B]]))
    assert (first.header_offset, second.header_offset) == (0, first.file_size)
    assert second.strings.offset >= second.header_offset


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda d: d[:50], "header needs"),
        (lambda d: b"PK\x03\x04" + d[4:], "magic"),
        (lambda d: d[:4] + b"099" + d[7:], "not known"),
        (lambda d: d[:40] + b"\0\0\0\0" + d[44:], "little-endian"),
        (lambda d: d[:56] + struct.pack("<I", 0xFFFFFF) + d[60:], "string table"),
        (lambda d: d[:60] + struct.pack("<I", 3) + d[64:], "string table"),
    ],
)
def test_malformed_headers_say_what_is_wrong(spoil, sentence: str) -> None:
    with pytest.raises(MalformedDex, match=sentence):
        read_layouts(spoil(write_dex([A])))


@given(st.binary(max_size=300))
def test_never_anything_but_a_sentence(data: bytes) -> None:
    with contextlib.suppress(MalformedDex):
        assert read_layouts(b"dex\n035\0" + data)
