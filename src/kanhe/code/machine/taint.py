"""Which reads a value carries, and how, as one whole number.

A read has four bits: the data itself, the data hashed or enciphered, what a test of the data says, and one that is not
used.  Joining is ``|``.  Knows no values.
"""

from __future__ import annotations

from collections.abc import Iterator

WIDTH = 4
PLAIN, HASHED, TOLD = range(3)


def taint_of(read: int) -> int:
    """The data of a read itself."""
    return 1 << WIDTH * read


def _every(taint: int) -> int:
    """The first bit of every read that a taint may speak of."""
    return ((1 << WIDTH * (taint.bit_length() // WIDTH + 1)) - 1) // 15


def hashed(taint: int) -> int:
    """The same reads, the data among them hashed or enciphered."""
    raw = taint & _every(taint)
    return (taint & ~raw) | raw << HASHED


def told(taint: int) -> int:
    """Of the same reads, only what a test of them says."""
    return ((taint | taint >> HASHED | taint >> TOLD) & _every(taint)) << TOLD


def ways(taint: int) -> Iterator[tuple[int, int]]:
    """(read, how it is carried), both as numbers."""
    while taint:
        low = (taint & -taint).bit_length() - 1
        taint &= taint - 1
        yield low // WIDTH, low % WIDTH


def reads(taint: int) -> Iterator[int]:
    """Numbers of the reads, each once."""
    seen = -1
    for read, _ in ways(taint):
        if read != seen:
            seen = read
            yield read
