"""All bodies of a program, each decoded once, when first asked for; a malformed one becomes None.

Knows nothing of what instructions do.
"""

from __future__ import annotations

from kanhe.code.dex.disassembly import code_units
from kanhe.code.machine import instructions as do
from kanhe.code.machine.bodies.blocks import Body, Malformed
from kanhe.code.machine.bodies.decoder import Decoder
from kanhe.code.machine.bodies.operands import Numbers, Operands
from kanhe.code.machine.bodies.tries import read_tries
from kanhe.code.machine.values import Value
from kanhe.code.program import Program

MAX_UNITS = 30_000
"""Code units of a body that is executed; the platform allows 65,535 and real ones beyond this are tables."""


class Bodies:
    """All bodies of a program, by method number."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[int, Body | None] = {}
        self._numbers: dict[int, Numbers] = {}
        self._constants: dict[int, Value] = {}

    def body(self, method: int) -> Body | None:
        """The body of a defined method; None for one without code, or with code that cannot be executed."""
        if method in self._known:
            return self._known[method]
        body: Body | None = None
        dex, code = int(self._program.method_dex[method]), int(self._program.method_code[method])
        if dex >= 0 and code > 0:
            try:
                body = self._decode(method, dex, code)
            except (Malformed, IndexError):
                body = None
        self._known[method] = body
        return body

    def has_code(self, method: int) -> bool:
        """Whether the package defines code for the method."""
        return bool(self._program.method_dex[method] >= 0 and self._program.method_code[method] > 0)

    def _identifiers(self, dex: int) -> Numbers:
        known = self._numbers.get(dex)
        if known is None:
            program = self._program
            known = Numbers(
                program.types.of[dex].tolist(), program.fields.of[dex].tolist(), program.methods.of[dex].tolist()
            )
            self._numbers[dex] = known
        return known

    def _decode(self, method: int, dex: int, code: int) -> Body:
        tables = self._program.dexes[dex]
        units = code_units(tables, code).tolist()
        if not units or len(units) > MAX_UNITS:
            raise Malformed
        registers, ins, _, tries = tables.units[code // 2 : code // 2 + 4].tolist()
        if ins > registers or registers > 4096:
            raise Malformed
        numbers = self._identifiers(dex)
        ranges = read_tries(tables, code, len(units), tries, numbers.types) if tries else []
        blocks = Decoder(units, Operands(dex, numbers, units, self._constants)).blocks(ranges)
        if any(do.highest_register(it) >= registers for b in blocks for it in (*b.instructions, b.end)):
            raise Malformed
        return Body(method, registers, ins, blocks, sum(len(b.instructions) + 1 for b in blocks))
