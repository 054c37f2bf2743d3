"""A writer of typed netstrings, to make flow files for tests."""

from __future__ import annotations

from typing import Any


def dump(value: Any) -> bytes:
    if value is None:
        return b"0:~"
    if isinstance(value, bool):
        return _item(b"true" if value else b"false", b"!")
    if isinstance(value, int):
        return _item(str(value).encode(), b"#")
    if isinstance(value, float):
        return _item(repr(value).encode(), b"^")
    if isinstance(value, bytes):
        return _item(value, b",")
    if isinstance(value, str):
        return _item(value.encode(), b";")
    if isinstance(value, (list, tuple)):
        return _item(b"".join(map(dump, value)), b"]")
    return _item(b"".join(dump(k) + dump(v) for k, v in value.items()), b"}")


def _item(data: bytes, kind: bytes) -> bytes:
    return b"%d:%s%s" % (len(data), data, kind)
