"""Which characters of foreign text may be shown."""

from __future__ import annotations

_CONTROL = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def clean(text: object) -> str:
    """Text from a package, without control characters that would change the terminal or the reading direction."""
    return str(text).translate(_CONTROL)
