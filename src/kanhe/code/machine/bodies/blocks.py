"""What a body is: blocks of instructions, and how they follow each other.

Knows nothing of the bytes that they were read from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kanhe.code.machine.bodies.meetings import meetings
from kanhe.code.machine.instructions import Instruction


class Malformed(Exception):
    """A body that is no code."""


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
            self.meets = meetings([block.successors for block in self.blocks])
        return self.meets.get(block, -1)
