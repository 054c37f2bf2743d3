"""Typed netstrings, the format of mitmproxy's flow files: ``length:data`` and a letter for the type.

A small reader with bounds on length, depth and number of values.  Knows nothing of flows.
"""

from __future__ import annotations

from typing import Any, BinaryIO

MAX_ITEM = 64 << 20
"""Bytes of one value at the top."""
MAX_DEPTH = 32
MAX_VALUES = 200_000
"""Values inside one at the top."""
_DIGITS = 12


class TnetstringError(ValueError):
    """The bytes are no typed netstring, or exceed a bound."""


def read_value(file: BinaryIO) -> Any:
    """The next value of a file.  Raises ``EOFError`` at its end and :class:`TnetstringError`."""
    digits = b""
    while (byte := file.read(1)) != b":":
        if not byte:
            if digits:
                raise TnetstringError("cut off in a length")
            raise EOFError
        if not byte.isdigit() or len(digits) >= _DIGITS:
            raise TnetstringError("no length")
        digits += byte
    if not digits:
        raise TnetstringError("no length")
    length = int(digits)
    if length > MAX_ITEM:
        raise TnetstringError(f"a value of {length} bytes")
    data = file.read(length + 1)
    if len(data) != length + 1:
        raise TnetstringError("cut off")
    return _Parser().value(memoryview(data)[:length], data[length], 0)


class _Parser:
    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_VALUES

    def value(self, data: memoryview, kind: int, depth: int) -> Any:
        self.left -= 1
        if self.left < 0:
            raise TnetstringError("too many values")
        if depth > MAX_DEPTH:
            raise TnetstringError("nested too deeply")
        match kind:
            case 0x2C:  # ,
                return bytes(data)
            case 0x3B:  # ;
                return bytes(data).decode("utf-8", "replace")
            case 0x23:  # #
                return self._number(data, int)
            case 0x5E:  # ^
                return self._number(data, float)
            case 0x21:  # !
                return bytes(data) == b"true"
            case 0x7E:  # ~
                return None
            case 0x5D:  # ]
                return self._items(data, depth)
            case 0x7D:  # }
                flat = self._items(data, depth)
                if len(flat) % 2:
                    raise TnetstringError("a key without a value")
                return {_key(flat[k]): flat[k + 1] for k in range(0, len(flat), 2)}
        raise TnetstringError(f"unknown type {kind}")

    def _number(self, data: memoryview, kind: type[int] | type[float]) -> int | float:
        text = bytes(data[:64])
        try:
            return kind(text)
        except (ValueError, OverflowError) as error:
            raise TnetstringError("no number") from error

    def _items(self, data: memoryview, depth: int) -> list[Any]:
        found = []
        at = 0
        while at < len(data):
            end = at
            while end < len(data) and data[end] != 0x3A:
                if not 0x30 <= data[end] <= 0x39 or end - at >= _DIGITS:
                    raise TnetstringError("no length")
                end += 1
            if end == at or end >= len(data):
                raise TnetstringError("no length")
            length = int(bytes(data[at:end]))
            begin, after = end + 1, end + 1 + length
            if after >= len(data):
                raise TnetstringError("a value longer than what holds it")
            found.append(self.value(data[begin:after], data[after], depth + 1))
            at = after + 1
        return found


def _key(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, str):
        return value
    raise TnetstringError("a key that is no text")
