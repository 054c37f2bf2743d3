"""Files of a package that look encrypted: where a shell keeps the code that it decrypts when it runs.

Judges bytes only; whether there is a shell is for :mod:`kanhe.code.packers` to say.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kanhe.package.errors import PackageError
from kanhe.package.package import Package

_PLACES = ("assets/", "lib/", "res/raw/")
MIN_SIZE = 16 << 10
"""Smaller files hold keys and settings rather than an app's code."""
_SAMPLE = 64 << 10
_BLOCK = 4096
_MIN_ENTROPY = 7.9
"""Bits a byte over a block of 4,096 bytes: random bytes have 7.95 on average, machine code and dex files below 7."""
_COMPRESSED = (
    b"PK", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf1", b"fLaC",
    b"wOF2", b"wOFF", b"7z\xbc\xaf", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"\x1a\x45\xdf\xa3", b"Rar!",
    b"%PDF", b"KTX ", b"\x13\xab\xa1\x5c", b"glTF", b"SQLite", b"UnityFS", b"TFL3",
)  # fmt: skip
"""Beginnings of formats whose bytes are compressed rather than encrypted (MP4 is told by its fifth byte)."""


def opaque_files(package: Package) -> Iterator[str]:
    """Paths of files that look encrypted from their beginning, read only as they are asked for."""
    for entry in package.entries():
        if entry.size >= MIN_SIZE and entry.path.startswith(_PLACES):
            try:
                sample = package.read(entry, _SAMPLE)
            except PackageError:
                continue  # told of where the file's content matters
            if is_opaque(sample):
                yield entry.path


def is_opaque(sample: bytes) -> bool:
    """Whether bytes are as good as random, without being a known compressed format."""
    if sample.startswith(_COMPRESSED) or sample[4:8] == b"ftyp":
        return False
    blocks = np.frombuffer(sample[: len(sample) // _BLOCK * _BLOCK], np.uint8).reshape(-1, _BLOCK)
    # A shell's header, and the end of the file, may be readable; half of the blocks decide.
    return len(blocks) > 0 and float(np.median([_entropy(block) for block in blocks])) >= _MIN_ENTROPY


def _entropy(block: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> float:
    counts = np.bincount(block, minlength=256)
    share = counts[counts > 0] / len(block)
    return float(-(share * np.log2(share)).sum())
