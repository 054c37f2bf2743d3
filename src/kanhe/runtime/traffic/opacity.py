"""Opaque payloads: bytes that are nothing known and look random, as what an app enciphers itself does."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

SHARE = 0.5
"""Part of a body that must be dark to call the request opaque."""
RANDOM = 0.9
"""Part of the entropy that random bytes of that length would have."""
_SAMPLE = 4096
_MEDIA = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"PK\x03\x04", b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00 ftyp", b"OggS",
          b"ID3", b"%PDF", b"\x28\xb5\x2f\xfd")  # fmt: skip
"""Beginnings of pictures, sound, films and archives: random to look at, and known all the same."""


def opaque(dark: Iterable[bytes], size: int) -> bool:
    """Whether most of a body of ``size`` bytes is dark and looks random."""
    random = sum(len(part) for part in dark if looks_random(part))
    # Bytes that came out of base64 are three quarters of what was sent.
    return random > 0 and random >= SHARE * size * 0.75


def looks_random(data: bytes) -> bool:
    """Whether bytes have nearly the entropy that random ones of their number have."""
    if len(data) < 64 or data.startswith(_MEDIA):
        return False
    sample = data[:_SAMPLE]
    return entropy(sample) >= RANDOM * _expected(len(sample))


def entropy(data: bytes) -> float:
    """Bits a byte."""
    total = len(data)
    return -sum(n / total * math.log2(n / total) for n in Counter(data).values())


def _expected(length: int) -> float:
    """Entropy that so many random bytes show, roughly: few bytes cannot show eight bits."""
    return min(8.0, math.log2(length)) if length < 256 else 8.0 - 256 / (2 * length * math.log(2))
