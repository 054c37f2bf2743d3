from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.dex.leb128 import sleb, uleb


def written(number: int, *, signed: bool) -> bytes:
    out = bytearray()
    while True:
        low, number = number & 0x7F, number >> 7
        done = number == (-1 if signed and low & 0x40 else 0)
        out.append(low if done else low | 0x80)
        if done:
            return bytes(out)


@given(st.integers(0, 2**32 - 1))
def test_unsigned(number: int) -> None:
    data = written(number, signed=False)
    assert uleb(memoryview(b"x" + data), 1) == (number, 1 + len(data))


@given(st.integers(-(2**31), 2**31 - 1))
def test_signed(number: int) -> None:
    data = written(number, signed=True)
    assert sleb(memoryview(data), 0) == (number, len(data))


@pytest.mark.parametrize("read", [uleb, sleb])
def test_a_number_without_end(read: object) -> None:
    with pytest.raises(IndexError):
        read(memoryview(b"\x80\x80"), 0)  # type: ignore[operator]
