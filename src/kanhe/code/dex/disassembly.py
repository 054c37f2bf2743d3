"""A few disassembled instructions around a place in a method, in the notation of baksmali, for people to read.

Written for excerpts, not for speed: nothing that decides a finding goes through here.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from kanhe.code.dex.opcodes import FORMAT, MNEMONIC, WIDTH
from kanhe.code.dex.tables import DexTables
from kanhe.code.kernels.instructions import CODE_ITEM_HEADER, payload_width

MAX_TEXT = 120
"""Characters of a string constant that are shown."""


def code_units(dex: DexTables, code: int) -> npt.NDArray[np.uint16]:
    """uint16[n]: the instructions of a code item; empty when it does not fit into the file."""
    first = (code + CODE_ITEM_HEADER) // 2
    if code == 0 or code % 4 or first > len(dex.units):
        return np.empty(0, np.uint16)
    count = int(dex.units[code // 2 + 6]) | int(dex.units[code // 2 + 7]) << 16
    return dex.units[first : first + count]


def instruction_offsets(units: npt.NDArray[np.uint16], until: int) -> Iterator[int]:
    """Offsets of the instructions up to and including the one at ``until`` and a few behind it."""
    at = 0
    behind = 0
    while at < len(units) and behind < 4:
        yield at
        behind += at >= until
        word = int(units[at])
        step = int(payload_width(units, at, len(units))) if word and word & 0xFF == 0 else int(WIDTH[word & 0xFF])
        if step <= 0:
            return
        at += step


def excerpt(dex: DexTables, code: int, offset: int, before: int = 4, after: int = 2) -> tuple[str, ...]:
    """The instruction at ``offset`` with its neighbours, one a line; the line itself starts with '>'."""
    units = code_units(dex, code)
    offsets = list(instruction_offsets(units, offset))
    if offset not in offsets:
        return ()
    at = offsets.index(offset)
    shown = offsets[max(0, at - before) : at + after + 1]
    return tuple(f"{'>' if o == offset else ' '} {o:04x}: {instruction_text(dex, units, o)}" for o in shown)


def instruction_text(dex: DexTables, units: npt.NDArray[np.uint16], at: int) -> str:
    """One instruction as text."""
    word = int(units[at])
    opcode = word & 0xFF
    if opcode == 0 and word:
        return {1: "packed-switch-payload", 2: "sparse-switch-payload", 3: "array-payload"}.get(word >> 8, "nop")
    form, _, kind = FORMAT[opcode].partition(":")
    if at + int(WIDTH[opcode]) > len(units) or WIDTH[opcode] == 0:
        return f"invalid {opcode:#04x}"
    unit = [int(u) for u in units[at : at + int(WIDTH[opcode])]]
    return f"{MNEMONIC[opcode]} {_operands(dex, form, kind, unit, at)}".strip()


def _operands(dex: DexTables, form: str, kind: str, unit: list[int], at: int) -> str:
    a, nibble, high = unit[0] >> 8, unit[0] >> 8 & 0xF, unit[0] >> 12
    match form:
        case "10x":
            return ""
        case "11x":
            return f"v{a}"
        case "12x":
            return f"v{nibble}, v{high}"
        case "11n":
            return f"v{nibble}, {high - 16 if high > 7 else high}"
        case "21s":
            return f"v{a}, {_signed(unit[1], 16)}"
        case "21h":
            return f"v{a}, {unit[1]:#x}0000"
        case "31i":
            return f"v{a}, {_signed(unit[1] | unit[2] << 16, 32)}"
        case "51l":
            return f"v{a}, {_signed(sum(u << 16 * k for k, u in enumerate(unit[1:])), 64)}"
        case "21c":
            return f"v{a}, {_reference(dex, kind, unit[1])}"
        case "31c":
            return f"v{a}, {_reference(dex, kind, unit[1] | unit[2] << 16)}"
        case "22c":
            return f"v{nibble}, v{high}, {_reference(dex, kind, unit[1])}"
        case "22x":
            return f"v{a}, v{unit[1]}"
        case "32x":
            return f"v{unit[1]}, v{unit[2]}"
        case "23x":
            return f"v{a}, v{unit[1] & 0xFF}, v{unit[1] >> 8}"
        case "22b":
            return f"v{a}, v{unit[1] & 0xFF}, {_signed(unit[1] >> 8, 8)}"
        case "22s":
            return f"v{nibble}, v{high}, {_signed(unit[1], 16)}"
        case "10t":
            return f":{at + _signed(a, 8):04x}"
        case "20t":
            return f":{at + _signed(unit[1], 16):04x}"
        case "21t":
            return f"v{a}, :{at + _signed(unit[1], 16):04x}"
        case "22t":
            return f"v{nibble}, v{high}, :{at + _signed(unit[1], 16):04x}"
        case "30t":
            return f":{at + _signed(unit[1] | unit[2] << 16, 32):04x}"
        case "31t":
            return f"v{a}, :{at + _signed(unit[1] | unit[2] << 16, 32):04x}"
        case "35c" | "45cc":
            registers = [unit[2] & 0xF, unit[2] >> 4 & 0xF, unit[2] >> 8 & 0xF, unit[2] >> 12, nibble][:high]
            return f"{{{', '.join(f'v{r}' for r in registers)}}}, {_reference(dex, kind, unit[1])}"
        case "3rc" | "4rcc":
            return f"{{v{unit[2]} .. v{unit[2] + max(a, 1) - 1}}}, {_reference(dex, kind, unit[1])}"
    return ""


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >> bits - 1 else value


def _reference(dex: DexTables, kind: str, index: int) -> str:
    match kind:
        case "string" if index < len(dex.string_start):
            text = dex.string(index)
            shown = text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + "…"
            return '"' + shown.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'
        case "type":
            return dex.type_name(index)
        case "field" if index < len(dex.field_name):
            return dex.field_text(index)
        case "method" if index < len(dex.method_name):
            return dex.method_text(index)
    return f"{kind}@{index:#x}"
