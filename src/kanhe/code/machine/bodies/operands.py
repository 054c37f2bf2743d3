"""Instructions that end no block, one by one: from code units to the kinds that the machine executes.

Knows neither blocks nor what an instruction does.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.code.machine import instructions as do
from kanhe.code.machine.bodies.payloads import elements, signed
from kanhe.code.machine.instructions import Instruction
from kanhe.code.machine.values import Value, value


@dataclass(frozen=True, slots=True)
class Numbers:
    """The program's numbers of what one dex file names by its own indices."""

    types: list[int]
    fields: list[int]
    methods: list[int]


class Operands:
    """Decodes the instructions of one body."""

    def __init__(self, dex: int, numbers: Numbers, units: list[int], constants: dict[int, Value]) -> None:
        self._dex = dex
        self._types, self._fields, self._methods = numbers.types, numbers.fields, numbers.methods
        self._units = units
        self._constants = constants
        """Values of whole numbers, shared by all bodies of a program."""

    def decode(self, at: int, out: list[Instruction]) -> None:
        """Add the instruction at ``at``, which ends no block, to those before it."""
        u = self._units
        word = u[at]
        opcode = word & 0xFF
        a, low, high = word >> 8, word >> 8 & 0xF, word >> 12
        if 0x01 <= opcode <= 0x09:
            form = (opcode - 1) % 3
            out.append(
                (do.MOVE, at, *((low, high) if form == 0 else (a, u[at + 1]) if form == 1 else (u[at + 1], u[at + 2])))
            )
        elif 0x0A <= opcode <= 0x0C:
            self._result(a, out)
        elif opcode == 0x0D:
            out.append((do.CAUGHT, at, a))
        elif opcode == 0x12:
            out.append((do.CONST, at, low, self._constant(signed(high, 4))))
        elif opcode in (0x13, 0x16):
            out.append((do.CONST, at, a, self._constant(signed(u[at + 1], 16))))
        elif opcode in (0x14, 0x17):
            out.append((do.CONST, at, a, self._constant(signed(u[at + 1] | u[at + 2] << 16, 32))))
        elif opcode == 0x15:
            out.append((do.CONST, at, a, self._constant(signed(u[at + 1] << 16, 32))))
        elif opcode == 0x18:
            wide = u[at + 1] | u[at + 2] << 16 | u[at + 3] << 32 | u[at + 4] << 48
            out.append((do.CONST, at, a, self._constant(signed(wide, 64))))
        elif opcode == 0x19:
            out.append((do.CONST, at, a, self._constant(signed(u[at + 1] << 48, 64))))
        elif opcode == 0x1A:
            out.append((do.STRING, at, a, self._dex, u[at + 1]))
        elif opcode == 0x1B:
            out.append((do.STRING, at, a, self._dex, u[at + 1] | u[at + 2] << 16))
        elif opcode == 0x1C:
            out.append((do.CLASS, at, a, self._types[u[at + 1]]))
        elif opcode == 0x1F:
            out.append((do.CAST, at, a, self._types[u[at + 1]]))
        elif opcode == 0x20:
            out.append((do.INSTANCE_OF, at, low, high, self._types[u[at + 1]]))
        elif opcode == 0x21:
            out.append((do.LENGTH_OF, at, low, high))
        elif opcode == 0x22:
            out.append((do.NEW, at, a, self._types[u[at + 1]]))
        elif opcode == 0x23:
            out.append((do.NEW_ARRAY, at, low, high, self._types[u[at + 1]]))
        elif opcode in (0x24, 0x25):
            out.append((do.FILL, at, -1, self._types[u[at + 1]], self._registers(at, opcode == 0x25)))
        elif opcode == 0x26:
            where = at + signed(u[at + 1] | u[at + 2] << 16, 32)
            out.append((do.FILL_DATA, at, a, elements(u, where)))
        elif 0x2D <= opcode <= 0x31:
            out.append((do.COMPARE, at, a, u[at + 1] & 0xFF, u[at + 1] >> 8))
        elif 0x44 <= opcode <= 0x4A:
            out.append((do.LOAD, at, a, u[at + 1] & 0xFF, u[at + 1] >> 8))
        elif 0x4B <= opcode <= 0x51:
            out.append((do.STORE, at, a, u[at + 1] & 0xFF, u[at + 1] >> 8))
        elif 0x52 <= opcode <= 0x5F:
            out.append((do.GET if opcode < 0x59 else do.PUT, at, low, high, self._fields[u[at + 1]]))
        elif 0x60 <= opcode <= 0x6D:
            out.append((do.STATIC_GET if opcode < 0x67 else do.STATIC_PUT, at, a, self._fields[u[at + 1]]))
        elif 0x6E <= opcode <= 0x72 or 0x74 <= opcode <= 0x78:
            ranged = opcode >= 0x74
            how = opcode - (0x74 if ranged else 0x6E)
            out.append((do.INVOKE, at, -1, how, self._methods[u[at + 1]], self._registers(at, ranged)))
        elif 0x7B <= opcode <= 0x8F:
            out.append((do.UNARY, at, low, high, do.unary_name(opcode)))
        elif 0x90 <= opcode <= 0xAF:
            out.append((do.BINARY, at, a, u[at + 1] & 0xFF, u[at + 1] >> 8, do.binary_name(opcode)))
        elif 0xB0 <= opcode <= 0xCF:
            out.append((do.BINARY, at, low, low, high, do.binary_name(opcode - 0x20)))
        elif 0xD0 <= opcode <= 0xD7:
            out.append((do.LITERAL, at, low, high, signed(u[at + 1], 16), do.LITERALS[opcode - 0xD0]))
        elif 0xD8 <= opcode <= 0xE2:
            literal = signed(u[at + 1] >> 8, 8)
            out.append((do.LITERAL, at, a, u[at + 1] & 0xFF, literal, do.LITERALS[opcode - 0xD8]))
        elif opcode in (0xFA, 0xFB):
            out.append((do.INVOKE, at, -1, do.VIRTUAL, self._methods[u[at + 1]], self._registers(at, opcode == 0xFB)))
        elif opcode in (0xFC, 0xFD):
            out.append((do.CUSTOM, at, -1, self._dex, u[at + 1], self._registers(at, opcode == 0xFD)))
        elif opcode in (0xFE, 0xFF):
            out.append((do.CONST, at, a, value()))

    def _constant(self, number: int) -> Value:
        found = self._constants.get(number)
        if found is None:
            found = self._constants[number] = value(number)
        return found

    def _registers(self, at: int, ranged: bool) -> tuple[int, ...]:
        u = self._units
        if ranged:
            return tuple(range(u[at + 2], u[at + 2] + (u[at] >> 8)))
        count, fifth = u[at] >> 12, u[at] >> 8 & 0xF
        third = u[at + 2]
        return (third & 0xF, third >> 4 & 0xF, third >> 8 & 0xF, third >> 12, fifth)[:count]

    @staticmethod
    def _result(to: int, out: list[Instruction]) -> None:
        """A move-result becomes part of the instruction before it."""
        if out and out[-1][0] in (do.INVOKE, do.CUSTOM, do.FILL):
            last = out[-1]
            out[-1] = (last[0], last[1], to, *last[3:])
