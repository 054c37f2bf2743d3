import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.traffic.protobuf import fields


def varint(number: int) -> bytes:
    out = b""
    while True:
        byte, number = number & 127, number >> 7
        out += bytes([byte | (128 if number else 0)])
        if not number:
            return out


def message(*values: bytes | int | float) -> bytes:
    out = b""
    for number, value in enumerate(values, 1):
        if isinstance(value, bytes):
            out += varint(number << 3 | 2) + varint(len(value)) + value
        elif isinstance(value, int):
            out += varint(number << 3) + varint(value)
        else:
            out += varint(number << 3 | 1) + struct.pack("<d", value)
    return out


@settings(deadline=None)
@given(st.lists(st.binary(max_size=20) | st.integers(0, 2**60) | st.floats(allow_nan=False), min_size=1, max_size=8))
def test_what_is_written_is_read_again(values: list) -> None:
    assert fields(message(*values)) == list(enumerate(values, 1))


def test_what_is_no_message() -> None:
    for data in (b"", b"hello there", b"\x0a\xff", b"\x00\x00", b"\x0a", b"\x80" * 20, message(b"x")[:-1]):
        assert fields(data) is None


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    fields(data)
