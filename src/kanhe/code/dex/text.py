"""Modified UTF-8, the encoding of strings in a dex file."""

from __future__ import annotations

import codecs

_ERRORS = "kanhe.mutf8"


def decode_mutf8(raw: bytes) -> str:
    """Decode the bytes of a string_data_item; what is not valid becomes U+FFFD, since the bytes may be hostile."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # Surrogates are written one by one, and NUL as two bytes; pairs are joined by way of UTF-16.
        plain = raw.decode("utf-8", _ERRORS)
        return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _resume(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    rest = error.object[error.start : error.start + 3]
    if rest[:2] == b"\xc0\x80":
        return "\x00", error.start + 2
    if len(rest) == 3 and rest[0] == 0xED and rest[1] & 0xE0 == 0xA0 and rest[2] & 0xC0 == 0x80:
        return chr(0xD000 | (rest[1] & 0x3F) << 6 | rest[2] & 0x3F), error.start + 3
    return "\ufffd", error.start + 1


codecs.register_error(_ERRORS, _resume)
