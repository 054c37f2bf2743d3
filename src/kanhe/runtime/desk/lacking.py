"""Classes of newer platforms that the sandbox's own classes name and this framework lacks: made empty, so that they link.

Reads class files only as far as the names in their descriptors.
"""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

_NAMED = re.compile(rb"L(android/[\w/$]+);")


def lacking(shadows: Path, framework: Path) -> tuple[str, ...]:
    """Internal names of framework classes that stand in descriptors of ``shadows`` and are not in ``framework``."""
    with zipfile.ZipFile(framework) as archive:
        there = {name.removesuffix(".class") for name in archive.namelist() if name.startswith("android/")}
    with zipfile.ZipFile(shadows) as archive:
        named = {
            match.decode()
            for name in archive.namelist()
            if name.endswith(".class")
            for match in _NAMED.findall(archive.read(name))
        }
    return tuple(sorted(named - there))


def empty_class(name: str) -> bytes:
    """The class file of a public class without any member, by its internal name."""

    def text(value: str) -> bytes:
        data = value.encode()
        return struct.pack(">BH", 1, len(data)) + data

    pool = text(name) + struct.pack(">BH", 7, 1) + text("java/lang/Object") + struct.pack(">BH", 7, 3)
    head = struct.pack(">IHHH", 0xCAFEBABE, 0, 52, 5)
    return head + pool + struct.pack(">HHHHHHH", 0x0021, 2, 4, 0, 0, 0, 0)
