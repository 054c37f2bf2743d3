"""Method bodies as the abstract machine reads them: blocks of instructions, decoded when first executed.

Decodes nothing twice; a malformed body becomes None and a limit.  What instructions mean is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kanhe.code.dex.disassembly import code_units
from kanhe.code.dex.opcodes import WIDTH
from kanhe.code.dex.tables import DexTables
from kanhe.code.machine import instructions as do
from kanhe.code.machine.instructions import Instruction
from kanhe.code.machine.values import Value, value
from kanhe.code.program import Program

MAX_UNITS = 30_000
"""Code units of a body that is executed; the platform allows 65,535 and real ones beyond this are tables."""
MAX_ELEMENTS = 64
"""Elements of an array filled from data up to which each is known."""
MAX_MEETING = 600
"""Blocks of a body up to which it is worked out where paths meet again."""
_WIDTHS: list[int] = WIDTH.tolist()


@dataclass(slots=True)
class Block:
    """Instructions that run one after the other."""

    number: int
    offset: int
    instructions: list[Instruction]
    end: Instruction
    """(terminator, offset, operands…)."""
    successors: tuple[int, ...]
    handlers: tuple[tuple[int, int], ...]
    """(type caught or -1 for all, block), in the order in which they are tried."""
    loop_head: bool = False
    asks: Instruction | None = None
    """The field read whose value the test at the end compares with null, with nothing in between that may change it."""


@dataclass(slots=True)
class Body:
    """The code of one method."""

    method: int
    registers: int
    ins: int
    """Words of the arguments, in the last registers."""
    blocks: list[Block]
    size: int
    """Number of instructions."""
    meets: dict[int, int] = field(default_factory=dict)
    """Block → where all paths from it meet again, -1 behind the return; filled when asked for."""

    def meeting(self, block: int) -> int:
        """The block at which all paths from a block meet again (its immediate post-dominator), -1 when only behind the
        method.  Exceptions are not looked at."""
        if not self.meets:
            self.meets = _meetings(self.blocks)
        return self.meets.get(block, -1)


def _elements(units: list[int], where: int) -> tuple[int, ...]:
    """Elements of a fill-array-data payload; none for one that is malformed or long."""
    if not 0 <= where < len(units) - 3 or units[where] != 0x300:
        return ()
    width, count = units[where + 1], units[where + 2] | units[where + 3] << 16
    if width not in (1, 2, 4, 8) or not 0 < count <= MAX_ELEMENTS:
        return ()
    raw = b"".join(unit.to_bytes(2, "little") for unit in units[where + 4 : where + 4 + (width * count + 1) // 2])
    if len(raw) < width * count:
        return ()
    return tuple(int.from_bytes(raw[k * width : (k + 1) * width], "little", signed=width != 2) for k in range(count))


def _asked(body: list[Instruction], register: int) -> Instruction | None:
    """The last instruction of a block when it reads a field into a register; casts behind it do not matter."""
    for instruction in reversed(body):
        if instruction[0] == do.CAST and instruction[2] == register:
            continue
        if instruction[0] in (do.GET, do.STATIC_GET) and instruction[2] == register:
            return instruction if instruction[0] == do.STATIC_GET or instruction[3] != register else None
        return None
    return None


def _meetings(blocks: list[Block]) -> dict[int, int]:
    """Immediate post-dominators, by walking the sets of blocks that every path to the end passes, backwards until
    nothing changes; a body with very many blocks is left without."""
    count = len(blocks)
    if count > MAX_MEETING:
        return {-1: -1}
    everything = (1 << count) - 1
    passed = [everything] * count
    changed = True
    while changed:
        changed = False
        for block in reversed(blocks):
            common = everything if block.successors else 0
            for target in block.successors:
                common &= passed[target]
            now = common | 1 << block.number
            if now != passed[block.number]:
                passed[block.number], changed = now, True
    found = {-1: -1}
    for block in blocks:
        others = passed[block.number] & ~(1 << block.number)
        # The nearest is the one that every other one post-dominates.
        while others:
            low = (others & -others).bit_length() - 1
            others &= others - 1
            if passed[low] == passed[block.number] & ~(1 << block.number):
                found[block.number] = low
                break
    return found


class Malformed(Exception):
    """A body that is no code."""


class Bodies:
    """All bodies of a program, by method number."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[int, Body | None] = {}
        self._numbers: dict[int, tuple[list[int], list[int], list[int]]] = {}
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

    def _identifiers(self, dex: int) -> tuple[list[int], list[int], list[int]]:
        known = self._numbers.get(dex)
        if known is None:
            program = self._program
            known = (program.types.of[dex].tolist(), program.fields.of[dex].tolist(), program.methods.of[dex].tolist())
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
        reader = _Reader(self._program, tables, dex, self._identifiers(dex), units, self._constants)
        ranges = _tries(tables, code, len(units), tries, self._identifiers(dex)[0]) if tries else []
        blocks = reader.blocks(ranges)
        if any(do.highest_register(it) >= registers for b in blocks for it in (*b.instructions, b.end)):
            raise Malformed
        return Body(method, registers, ins, blocks, sum(len(b.instructions) + 1 for b in blocks))


def _tries(
    tables: DexTables, code: int, count: int, tries: int, types: list[int]
) -> list[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """(first unit, end, handlers as (type, unit)) of every try range."""
    at = code + 16 + 2 * count + (2 if count & 1 else 0)
    image = tables.image
    lists = at + 8 * tries
    if lists > len(image):
        raise Malformed
    found = []
    data = memoryview(image.data)
    for k in range(tries):
        row = at + 8 * k
        start = int.from_bytes(data[row : row + 4], "little")
        length = int.from_bytes(data[row + 4 : row + 6], "little")
        where = lists + int.from_bytes(data[row + 6 : row + 8], "little")
        size, where = _sleb(data, where)
        handlers = []
        for _ in range(abs(size)):
            index, where = _uleb(data, where)
            unit, where = _uleb(data, where)
            if index >= len(types):
                raise Malformed
            handlers.append((types[index], unit))
        if size <= 0:
            unit, where = _uleb(data, where)
            handlers.append((-1, unit))
        found.append((start, start + length, tuple(handlers)))
    return found


def _uleb(data: memoryview, at: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        byte = data[at]
        at += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80 or shift > 28:
            return result & 0xFFFFFFFF, at
        shift += 7


def _sleb(data: memoryview, at: int) -> tuple[int, int]:
    start = at
    result, at = _uleb(data, at)
    bits = 7 * (at - start)
    return (result - (1 << bits) if bits < 32 and result >> (bits - 1) & 1 else result), at


class _Reader:
    """Decodes one body."""

    def __init__(
        self, program: Program, tables: DexTables, dex: int, numbers: tuple[list[int], list[int], list[int]],
        units: list[int], constants: dict[int, Value],
    ) -> None:  # fmt: skip
        self.program = program
        self.tables = tables
        self.dex = dex
        self.types, self.fields, self.methods = numbers
        self.units = units
        self.constants = constants

    def blocks(self, ranges: list[tuple[int, int, tuple[tuple[int, int], ...]]]) -> list[Block]:
        """Basic blocks in order of offset; the first is the entry."""
        offsets, leaders = self._leaders()
        for first, end, handlers in ranges:
            leaders.update((first, end))
            leaders.update(unit for _, unit in handlers)
        starts = sorted(o for o in leaders if o in offsets)
        number = {offset: k for k, offset in enumerate(starts)}
        ordered = sorted(offsets)
        position = {offset: k for k, offset in enumerate(ordered)}
        blocks = []
        for k, start in enumerate(starts):
            stop = starts[k + 1] if k + 1 < len(starts) else len(self.units)
            handlers = next((h for first, end, h in ranges if first <= start < end), ())
            blocks.append(self._block(k, ordered, position[start], stop, number, handlers))
        seen: set[int] = set()
        for block in blocks:
            seen.add(block.number)
            for target in block.successors:
                if target in seen:
                    blocks[target].loop_head = True
        return blocks

    def _leaders(self) -> tuple[set[int], set[int]]:
        units = self.units
        offsets: set[int] = set()
        leaders = {0}
        at, count = 0, len(units)
        while at < count:
            word = units[at]
            opcode = word & 0xFF
            if opcode == 0 and word:
                step = payload_size(units, at)
                if step <= 0:
                    raise Malformed
                at += step
                continue
            step = _WIDTHS[opcode]
            if step == 0 or at + step > count:
                raise Malformed
            offsets.add(at)
            if 0x28 <= opcode <= 0x2A or 0x32 <= opcode <= 0x3D:
                leaders.add(at + _branch(units, at, opcode))
                leaders.add(at + step)
            elif opcode in (0x2B, 0x2C):
                leaders.update(at + t for t in self._switch(at)[1])
                leaders.add(at + step)
            elif 0x0E <= opcode <= 0x11 or opcode == 0x27:
                leaders.add(at + step)
            at += step
        if 0 not in offsets:
            raise Malformed
        return offsets, leaders

    def _switch(self, at: int) -> tuple[list[int], list[int]]:
        """(keys, targets relative to the switch)."""
        units = self.units
        where = at + _signed(units[at + 1] | units[at + 2] << 16, 32)
        if not 0 <= where < len(units) - 1:
            raise Malformed
        count = units[where + 1]
        if payload_size(units, where) <= 0 or units[where] not in (0x100, 0x200):
            raise Malformed

        def word(k: int) -> int:
            return _signed(units[k] | units[k + 1] << 16, 32)

        if units[where] == 0x100:
            first = word(where + 2)
            keys = [first + k for k in range(count)]
            base = where + 4
        else:
            keys = [word(where + 2 + 2 * k) for k in range(count)]
            base = where + 2 + 2 * count
        return keys, [word(base + 2 * k) for k in range(count)]

    def _block(
        self, k: int, ordered: list[int], first: int, stop: int, number: dict[int, int],
        handlers: tuple[tuple[int, int], ...],
    ) -> Block:  # fmt: skip
        units = self.units
        body: list[Instruction] = []
        end: Instruction | None = None
        follow: tuple[int, ...] = ()
        position = first
        at = ordered[first]
        while position < len(ordered) and (at := ordered[position]) < stop:
            opcode = units[at] & 0xFF
            step = _WIDTHS[opcode]
            if opcode == 0x0E:
                end = (do.RETURN, at, -1)
            elif 0x0F <= opcode <= 0x11:
                end = (do.RETURN, at, units[at] >> 8)
            elif opcode == 0x27:
                end = (do.THROW, at, units[at] >> 8)
            elif 0x28 <= opcode <= 0x2A:
                end, follow = (do.FALL, at), (at + _branch(units, at, opcode),)
            elif 0x2B <= opcode <= 0x2C:
                keys, targets = self._switch(at)
                end, follow = (
                    (do.SWITCH, at, units[at] >> 8, tuple(keys)),
                    (at + step, *(at + t for t in targets)),
                )
            elif 0x32 <= opcode <= 0x37:
                end = (do.IF, at, do.TESTS[opcode - 0x32], units[at] >> 8 & 0xF, units[at] >> 12)
                follow = (at + step, at + _branch(units, at, opcode))
            elif 0x38 <= opcode <= 0x3D:
                end = (do.IF, at, do.TESTS[opcode - 0x38], units[at] >> 8, -1)
                follow = (at + step, at + _branch(units, at, opcode))
            else:
                self._decode(at, opcode, body)
            position += 1
            if end is not None:
                break
        if end is None:
            following = ordered[position] if position < len(ordered) else -1
            end, follow = (do.FALL, at), (following,) if following in number else ()
        if any(t not in number for t in follow) or any(unit not in number for _, unit in handlers):
            raise Malformed
        caught = tuple((kind, number[unit]) for kind, unit in handlers)
        block = Block(k, ordered[first], body, end, tuple(number[t] for t in follow), caught)
        if end[0] == do.IF and end[4] < 0 and end[2] in ("eq", "ne"):
            block.asks = _asked(body, end[3])
        return block

    def _constant(self, number: int) -> Value:
        found = self.constants.get(number)
        if found is None:
            found = self.constants[number] = value(number)
        return found

    def _decode(self, at: int, opcode: int, out: list[Instruction]) -> None:
        u = self.units
        word = u[at]
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
            out.append((do.CONST, at, low, self._constant(_signed(high, 4))))
        elif opcode in (0x13, 0x16):
            out.append((do.CONST, at, a, self._constant(_signed(u[at + 1], 16))))
        elif opcode in (0x14, 0x17):
            out.append((do.CONST, at, a, self._constant(_signed(u[at + 1] | u[at + 2] << 16, 32))))
        elif opcode == 0x15:
            out.append((do.CONST, at, a, self._constant(_signed(u[at + 1] << 16, 32))))
        elif opcode == 0x18:
            wide = u[at + 1] | u[at + 2] << 16 | u[at + 3] << 32 | u[at + 4] << 48
            out.append((do.CONST, at, a, self._constant(_signed(wide, 64))))
        elif opcode == 0x19:
            out.append((do.CONST, at, a, self._constant(_signed(u[at + 1] << 48, 64))))
        elif opcode == 0x1A:
            out.append((do.STRING, at, a, self.dex, u[at + 1]))
        elif opcode == 0x1B:
            out.append((do.STRING, at, a, self.dex, u[at + 1] | u[at + 2] << 16))
        elif opcode == 0x1C:
            out.append((do.CLASS, at, a, self.types[u[at + 1]]))
        elif opcode == 0x1F:
            out.append((do.CAST, at, a, self.types[u[at + 1]]))
        elif opcode == 0x20:
            out.append((do.INSTANCE_OF, at, low, high, self.types[u[at + 1]]))
        elif opcode == 0x21:
            out.append((do.LENGTH_OF, at, low, high))
        elif opcode == 0x22:
            out.append((do.NEW, at, a, self.types[u[at + 1]]))
        elif opcode == 0x23:
            out.append((do.NEW_ARRAY, at, low, high, self.types[u[at + 1]]))
        elif opcode in (0x24, 0x25):
            out.append((do.FILL, at, -1, self.types[u[at + 1]], self._registers(at, opcode == 0x25)))
        elif opcode == 0x26:
            where = at + _signed(u[at + 1] | u[at + 2] << 16, 32)
            out.append((do.FILL_DATA, at, a, _elements(u, where)))
        elif 0x2D <= opcode <= 0x31:
            out.append((do.COMPARE, at, a, u[at + 1] & 0xFF, u[at + 1] >> 8))
        elif 0x44 <= opcode <= 0x4A:
            out.append((do.LOAD, at, a, u[at + 1] & 0xFF, u[at + 1] >> 8))
        elif 0x4B <= opcode <= 0x51:
            out.append((do.STORE, at, a, u[at + 1] & 0xFF, u[at + 1] >> 8))
        elif 0x52 <= opcode <= 0x5F:
            out.append((do.GET if opcode < 0x59 else do.PUT, at, low, high, self.fields[u[at + 1]]))
        elif 0x60 <= opcode <= 0x6D:
            out.append((do.STATIC_GET if opcode < 0x67 else do.STATIC_PUT, at, a, self.fields[u[at + 1]]))
        elif 0x6E <= opcode <= 0x72 or 0x74 <= opcode <= 0x78:
            ranged = opcode >= 0x74
            how = opcode - (0x74 if ranged else 0x6E)
            out.append((do.INVOKE, at, -1, how, self.methods[u[at + 1]], self._registers(at, ranged)))
        elif 0x7B <= opcode <= 0x8F:
            out.append((do.UNARY, at, low, high, do.unary_name(opcode)))
        elif 0x90 <= opcode <= 0xAF:
            out.append((do.BINARY, at, a, u[at + 1] & 0xFF, u[at + 1] >> 8, do.binary_name(opcode)))
        elif 0xB0 <= opcode <= 0xCF:
            out.append((do.BINARY, at, low, low, high, do.binary_name(opcode - 0x20)))
        elif 0xD0 <= opcode <= 0xD7:
            out.append((do.LITERAL, at, low, high, _signed(u[at + 1], 16), do.LITERALS[opcode - 0xD0]))
        elif 0xD8 <= opcode <= 0xE2:
            literal = _signed(u[at + 1] >> 8, 8)
            out.append((do.LITERAL, at, a, u[at + 1] & 0xFF, literal, do.LITERALS[opcode - 0xD8]))
        elif opcode in (0xFA, 0xFB):
            out.append((do.INVOKE, at, -1, do.VIRTUAL, self.methods[u[at + 1]], self._registers(at, opcode == 0xFB)))
        elif opcode in (0xFC, 0xFD):
            out.append((do.CUSTOM, at, -1, self.dex, u[at + 1], self._registers(at, opcode == 0xFD)))
        elif opcode in (0xFE, 0xFF):
            out.append((do.CONST, at, a, value()))

    def _registers(self, at: int, ranged: bool) -> tuple[int, ...]:
        u = self.units
        if ranged:
            return tuple(range(u[at + 2], u[at + 2] + (u[at] >> 8)))
        count, fifth = u[at] >> 12, u[at] >> 8 & 0xF
        third = u[at + 2]
        return (third & 0xF, third >> 4 & 0xF, third >> 8 & 0xF, third >> 12, fifth)[:count]

    def _result(self, to: int, out: list[Instruction]) -> None:
        """A move-result becomes part of the instruction before it."""
        if out and out[-1][0] in (do.INVOKE, do.CUSTOM, do.FILL):
            last = out[-1]
            out[-1] = (last[0], last[1], to, *last[3:])


def payload_size(units: list[int], at: int) -> int:
    """Code units of the payload at ``at``; 0 when it is none or does not fit."""
    word, count = units[at], len(units)
    if at + 2 > count:
        return 0
    if word == 0x100:
        size = 4 + 2 * units[at + 1]
    elif word == 0x200:
        size = 2 + 4 * units[at + 1]
    elif word == 0x300 and at + 4 <= count:
        size = 4 + ((units[at + 2] | units[at + 3] << 16) * units[at + 1] + 1) // 2
    else:
        return 0 if word in (0x100, 0x200, 0x300) else 1
    return size if at + size <= count else 0


def _branch(units: list[int], at: int, opcode: int) -> int:
    if opcode == 0x28:
        return _signed(units[at] >> 8, 8)
    if opcode == 0x2A:
        return _signed(units[at + 1] | units[at + 2] << 16, 32)
    return _signed(units[at + 1], 16)


def _signed(number: int, bits: int) -> int:
    return number - (1 << bits) if number >> (bits - 1) else number
