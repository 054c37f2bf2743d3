"""From code units to blocks: where each begins and ends, what follows it, and which handlers stand around it.

Knows nothing of what instructions do.
"""

from __future__ import annotations

from kanhe.code.dex.opcodes import WIDTH
from kanhe.code.machine import instructions as do
from kanhe.code.machine.bodies.blocks import Block, Malformed
from kanhe.code.machine.bodies.operands import Operands
from kanhe.code.machine.bodies.payloads import payload_size, signed, switch
from kanhe.code.machine.bodies.tries import TryRange
from kanhe.code.machine.instructions import Instruction

_WIDTHS: list[int] = WIDTH.tolist()


class Decoder:
    """Decodes one body."""

    def __init__(self, units: list[int], operands: Operands) -> None:
        self.units = units
        self.operands = operands

    def blocks(self, ranges: list[TryRange]) -> list[Block]:
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
                leaders.add(at + branch(units, at, opcode))
                leaders.add(at + step)
            elif opcode in (0x2B, 0x2C):
                leaders.update(at + t for t in switch(units, at)[1])
                leaders.add(at + step)
            elif 0x0E <= opcode <= 0x11 or opcode == 0x27:
                leaders.add(at + step)
            at += step
        if 0 not in offsets:
            raise Malformed
        return offsets, leaders

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
                end, follow = (do.FALL, at), (at + branch(units, at, opcode),)
            elif 0x2B <= opcode <= 0x2C:
                keys, targets = switch(units, at)
                end, follow = (
                    (do.SWITCH, at, units[at] >> 8, tuple(keys)),
                    (at + step, *(at + t for t in targets)),
                )
            elif 0x32 <= opcode <= 0x37:
                end = (do.IF, at, do.TESTS[opcode - 0x32], units[at] >> 8 & 0xF, units[at] >> 12)
                follow = (at + step, at + branch(units, at, opcode))
            elif 0x38 <= opcode <= 0x3D:
                end = (do.IF, at, do.TESTS[opcode - 0x38], units[at] >> 8, -1)
                follow = (at + step, at + branch(units, at, opcode))
            else:
                self.operands.decode(at, body)
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


def _asked(body: list[Instruction], register: int) -> Instruction | None:
    """The last instruction of a block when it reads a field into a register; casts behind it do not matter."""
    for instruction in reversed(body):
        if instruction[0] == do.CAST and instruction[2] == register:
            continue
        if instruction[0] in (do.GET, do.STATIC_GET) and instruction[2] == register:
            return instruction if instruction[0] == do.STATIC_GET or instruction[3] != register else None
        return None
    return None


def branch(units: list[int], at: int, opcode: int) -> int:
    """Code units from a jump to where it leads."""
    if opcode == 0x28:
        return signed(units[at] >> 8, 8)
    if opcode == 0x2A:
        return signed(units[at + 1] | units[at + 2] << 16, 32)
    return signed(units[at + 1], 16)
