"""Hostile code out of good code, the same from the same number each time: the abstract machine must end on all of it.

A method body is damaged as what it is: opcodes become others of their format, registers, constants, indices and branches
become others, try ranges and handlers move; or its bytes are flipped.  The dex file around it stays readable.
"""

from __future__ import annotations

import random
import struct
from dataclasses import dataclass
from pathlib import Path

from kanhe.code.dex.container import read_layouts
from kanhe.code.dex.disassembly import code_units, instruction_offsets
from kanhe.code.dex.opcodes import FORMAT, WIDTH
from kanhe.code.dex.tables import DexTables, read_tables
from kanhe.code.machine.simulation import Screens
from kanhe.declared.layouts import screens
from kanhe.package import Bounds, open_package
from kanhe.package.model import DexImage, Manifest
from tests.builders.dex import seal
from tests.fuzz.mutator import dex_hierarchy

SPECIMENS = Path(__file__).parents[1] / "specimens"
SAMPLES = tuple(sorted(p for folder in ("phases", "flows") for p in (SPECIMENS / folder / "apk").glob("*.apk")))
Chance = random.Random
_SAME = {form: [k for k in range(256) if FORMAT[k] == form and WIDTH[k]] for form in set(FORMAT)}
_WIDTH = WIDTH.tolist()
_BRANCHES = ("10t", "20t", "21t", "22t", "30t", "31t")


@dataclass(frozen=True)
class Sample:
    """A good app, as far as the analysis of code needs it."""

    name: str
    dex: bytes
    manifest: Manifest
    screens: Screens
    bodies: tuple[int, ...]
    """Offsets of code items."""


@dataclass(frozen=True)
class CodeCase:
    seed: int
    kind: str
    images: tuple[DexImage, ...]
    manifest: Manifest
    screens: Screens


def read_sample(path: Path) -> Sample:
    with open_package(path, Bounds()) as package:
        image = package.code_images()[0][0]
        data = bytes(image.data)
        return Sample(path.name, data, package.manifest, screens(package), _bodies(_tables(data)))


def _tables(data: bytes) -> DexTables:
    return read_tables("classes.dex", "primary", data, read_layouts(data)[0])


def _bodies(tables: DexTables) -> tuple[int, ...]:
    return tuple(sorted({int(code) for code in tables.defined_code.tolist() if code}))


def make_code_case(sample: Sample, seed: int) -> CodeCase:
    """The case of a number."""
    chance = random.Random(seed)
    found = bytearray(sample.dex)
    kinds = []
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        way = chance.choice(_WAYS)
        kinds.append(way.__name__)
        way(chance, found, sample)
    data = seal(found)
    if chance.random() < 0.15:
        data = dex_hierarchy(chance, data)
        kinds.append("dex_hierarchy")
    name = f"{sample.name}: {' '.join(dict.fromkeys(kinds))}"
    return CodeCase(seed, name, (DexImage("classes.dex", data),), sample.manifest, sample.screens)


def _instruction(chance: Chance, found: bytearray, sample: Sample) -> tuple[int, int]:
    """(offset in bytes, width in units) of an instruction, as the code now stands."""
    code = chance.choice(sample.bodies)
    (count,) = struct.unpack_from("<I", found, code + 12)
    units = code_units(_View(found), code)  # type: ignore[arg-type]
    places = list(instruction_offsets(units, min(count, len(units)))) or [0]
    at = chance.choice(places)
    width = _WIDTH[int(units[at]) & 0xFF] if len(units) else 1
    return code + 16 + 2 * at, max(1, min(width, (len(found) - code - 16) // 2 - at))


class _View:
    """As much of :class:`DexTables` as reading a body needs."""

    def __init__(self, data: bytearray) -> None:
        import numpy as np

        self.units = np.frombuffer(bytes(data) + bytes(len(data) & 1), "<u2")


def opcode(chance: Chance, found: bytearray, sample: Sample) -> None:
    """Another operation of the same format, or now and then of any."""
    at, _ = _instruction(chance, found, sample)
    same = _SAME.get(FORMAT[found[at]]) or range(256)
    found[at] = chance.choice(same) if chance.random() < 0.85 else chance.randrange(256)


def registers(chance: Chance, found: bytearray, sample: Sample) -> None:
    at, width = _instruction(chance, found, sample)
    if width > 2:
        struct.pack_into("<H", found, at + 4, chance.choice((0x3210, 0, 0xFFFF, chance.randrange(0x10000))))
    else:
        found[at + 1] = chance.choice((0, 1, 0x10, 0x21, chance.randrange(256)))


def branch(chance: Chance, found: bytearray, sample: Sample) -> None:
    """Jumps to themselves, backwards, forwards, and nowhere; switches whose table lies outside."""
    for _ in range(20):
        at, width = _instruction(chance, found, sample)
        form = FORMAT[found[at]]
        if form in _BRANCHES:
            break
    step = chance.choice((0, -1, 1, -2, 2, -6, 9, 0x7FFF, -0x8000, chance.randrange(-40, 40)))
    if form == "10t":
        found[at + 1] = step & 0xFF
    elif width == 2:
        struct.pack_into("<H", found, at + 2, step & 0xFFFF)
    elif width == 3:
        struct.pack_into("<i", found, at + 2, step)


def index(chance: Chance, found: bytearray, sample: Sample) -> None:
    """Another method, field, type or string, mostly one there is: recursion and calls of the wrong kind."""
    at, width = _instruction(chance, found, sample)
    if width >= 2:
        header = chance.choice((0x38, 0x40, 0x50, 0x58))
        (count,) = struct.unpack_from("<I", found, header)
        struct.pack_into("<H", found, at + 2, chance.choice((chance.randrange(max(count, 1)) & 0xFFFF, 0, 0xFFFF)))


def literal(chance: Chance, found: bytearray, sample: Sample) -> None:
    at, width = _instruction(chance, found, sample)
    place = at + 2 * chance.randrange(width)
    struct.pack_into("<H", found, place, chance.choice((0, 1, 0x7FFF, 0x8000, 0xFFFF, chance.randrange(0x10000))))


def frame_size(chance: Chance, found: bytearray, sample: Sample) -> None:
    """Numbers of registers, arguments and try ranges."""
    place = chance.choice(sample.bodies) + chance.choice((0, 2, 6))
    struct.pack_into("<H", found, place, chance.choice((0, 1, 2, 4, 16, 255, 4096, 0xFFFF)))


def tries(chance: Chance, found: bytearray, sample: Sample) -> None:
    """Ranges and handlers of a body that has some."""
    guarded = [c for c in sample.bodies if struct.unpack_from("<H", found, c + 6)[0]] or list(sample.bodies)
    code = chance.choice(guarded)
    (count,) = struct.unpack_from("<I", found, code + 12)
    behind = code + 16 + 2 * count + 2 * (count & 1)
    place = min(behind + chance.randrange(24), len(found) - 2)
    if chance.random() < 0.5:
        found[place] = chance.choice((0, 1, 2, 0x7F, 0x7E, 0x80, 0xFF))
    else:
        struct.pack_into("<H", found, place, chance.choice((0, 1, 4, count & 0xFFFF, 0xFFFF)))


def flips(chance: Chance, found: bytearray, sample: Sample) -> None:
    code = chance.choice(sample.bodies)
    (count,) = struct.unpack_from("<I", found, code + 12)
    for _ in range(chance.choice((1, 4, 16))):
        place = code + chance.randrange(16 + 2 * min(count, 4000))
        if place < len(found):
            found[place] ^= 1 << chance.randrange(8)


_WAYS = (opcode, opcode, registers, branch, branch, index, index, literal, frame_size, tries, flips)
