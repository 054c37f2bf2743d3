from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.dex.text import decode_mutf8


def encode(text: str) -> bytes:
    out = b""
    for at in range(0, len(raw := text.encode("utf-16-be", "surrogatepass")), 2):
        unit = int.from_bytes(raw[at : at + 2], "big")
        if unit == 0 or 0x80 <= unit < 0x800:
            out += bytes([0xC0 | unit >> 6, 0x80 | unit & 0x3F])
        elif unit < 0x80:
            out += bytes([unit])
        else:
            out += bytes([0xE0 | unit >> 12, 0x80 | unit >> 6 & 0x3F, 0x80 | unit & 0x3F])
    return out


@given(st.text())
def test_reads_what_the_format_writes(text: str) -> None:
    assert decode_mutf8(encode(text)) == text


@given(st.binary(max_size=40))
def test_any_bytes_give_text(data: bytes) -> None:
    decode_mutf8(data).encode("utf-8")
