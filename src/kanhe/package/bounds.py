"""How large and how deep a package may be before it is refused, or read only in part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits on opening a package.  The largest store apps (2026) hold some 60,000 entries and 4 GB."""

    entries: int = 200_000
    """Entries of one archive."""
    entry_bytes: int = 512 << 20
    """Inflated bytes of one entry that is read."""
    total_bytes: int = 8 << 30
    """Inflated bytes of all entries together, as the directory says."""
    ratio: int = 1100
    """Inflated over compressed bytes of one entry over 1 MiB; deflate itself ends at 1032."""
    name_bytes: int = 4096
    """Length of an entry's name."""
    nesting: int = 2
    """Archives inside archives."""
    splits: int = 500
    """Member APKs of a split set."""
    code_bytes: int = 1 << 30
    """Inflated bytes of dex files, and of archives they are in, of the whole package that are read."""
    code_floor: int = 128 << 20
    """…but of a small package no more than this,"""
    code_ratio: int = 40
    """and so many times its size: dex files deflate to a third or, at their most repetitive, to a tenth."""


DEFAULT_BOUNDS = Bounds()
