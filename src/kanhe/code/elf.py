"""Facts of an ELF file's dynamic section, by LIEF: what it is called, links, imports and offers to Java.

Knows no SDK and no evidence.  The file is hostile: whatever LIEF makes of it, the answer is bounded facts or None.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import lief

MAX_SYMBOLS = 500_000
"""Dynamic symbols looked at; the largest real libraries (Chromium, Unity) have some tens of thousands."""
MAX_LISTED = 200
MAX_NAME = 512
"""Characters of a symbol or library name that are kept; mangled C++ names are longer, and none of interest."""
JNI_PREFIX = "Java_"
JNI_HOOK = "JNI_OnLoad"


@dataclass(frozen=True, slots=True)
class ElfFacts:
    soname: str | None
    needed: tuple[str, ...]
    imports: frozenset[str]
    exports_jni: tuple[str, ...]
    """``Java_…`` functions and the registration hook, sorted, at most 200."""


def read_elf(data: bytes) -> ElfFacts | None:
    """The facts, or None for a file that is no ELF file or cannot be parsed."""
    import lief  # 50 MB that an app without native libraries need not load

    lief.logging.disable()
    config = lief.ELF.ParserConfig()
    config.parse_relocations = config.parse_notes = config.parse_overlay = False
    config.parse_symtab_symbols = config.parse_symbol_versions = False
    # From a stream LIEF takes a third of the time it takes from bytes, which it copies first.
    try:
        binary = lief.ELF.parse(io.BytesIO(data), config)
        # Without a segment the platform has nothing to load.
        return None if binary is None or not len(binary.segments) else _facts(binary)
    except (RuntimeError, ValueError, TypeError, OverflowError, MemoryError, UnicodeDecodeError):
        return None  # what LIEF's own checks and its bindings raise on malformed files


def _facts(binary: lief.ELF.Binary) -> ElfFacts:
    import lief

    soname = next((_text(e.name) for e in binary.dynamic_entries if isinstance(e, lief.ELF.DynamicSharedObject)), None)
    imports: set[str] = set()
    exports: set[str] = set()
    for count, symbol in enumerate(binary.dynamic_symbols):
        if count >= MAX_SYMBOLS:
            break
        name = _text(symbol.name)
        if symbol.imported:
            imports.add(name)
        elif name.startswith(JNI_PREFIX) or name == JNI_HOOK:
            exports.add(name)
    needed = tuple(_text(name) for name in list(binary.libraries)[:MAX_LISTED])
    return ElfFacts(soname, needed, frozenset(imports), tuple(sorted(exports)[:MAX_LISTED]))


def _text(name: str | bytes) -> str:
    """LIEF gives bytes for a name that is no UTF-8."""
    return (name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name))[:MAX_NAME]
