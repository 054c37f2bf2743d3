"""What the abstract machine executes: the Dalvik instructions, reduced to the kinds that differ in what they mean.

An instruction is a tuple ``(kind, offset, operands…)``; the operands of each kind are listed beside it.
"""

from __future__ import annotations

from typing import Any, Final

Instruction = tuple[Any, ...]

(
    MOVE,  # to, from
    CONST,  # to, Value
    STRING,  # to, dex file, string index
    CLASS,  # to, type
    NEW,  # to, type
    NEW_ARRAY,  # to, length register, type
    FILL,  # to or -1, type, registers: filled-new-array
    FILL_DATA,  # array, elements (none when they are too many)
    LENGTH_OF,  # to, array
    GET,  # to, object, field
    PUT,  # from, object, field
    STATIC_GET,  # to, field
    STATIC_PUT,  # from, field
    LOAD,  # to, array, index
    STORE,  # from, array, index
    CAST,  # register, type
    INSTANCE_OF,  # to, register, type
    UNARY,  # to, from, name
    BINARY,  # to, left, right, name
    LITERAL,  # to, left, constant, name
    COMPARE,  # to, left, right
    INVOKE,  # to or -1, how, method, registers
    CUSTOM,  # to or -1, dex file, call site index, registers
    CAUGHT,  # to
) = range(24)

# Terminators: the last instruction of a block, and what follows.
FALL: Final = "fall"  # ()
RETURN: Final = "return"  # register or -1
THROW: Final = "throw"  # register
IF: Final = "if"  # test, left, right or -1 for zero; successors: (not taken, taken)
SWITCH: Final = "switch"  # register, keys; successors: (default, one a key…)

_NAMED: Final[tuple[tuple[int, ...], ...]] = (
    (2, 3), (2,), (2,), (2,), (2,), (2, 3), (2,), (2,), (2, 3), (2, 3), (2, 3), (2,), (2,), (2, 3, 4), (2, 3, 4), (2,), (2, 3),
    (2, 3), (2, 3, 4), (2, 3), (2, 3, 4), (2,), (2,), (2,),
)  # fmt: skip
"""By kind, the operands that are registers."""
_ENDS: Final = {FALL: (), RETURN: (2,), THROW: (2,), IF: (3, 4), SWITCH: (2,)}


def highest_register(instruction: Instruction) -> int:
    """The highest register that an instruction or terminator names, -1 when it names none."""
    kind = instruction[0]
    named: list[int] = [instruction[k] for k in (_ENDS if type(kind) is str else _NAMED)[kind]]
    if kind == FILL:
        named += instruction[4]
    elif kind in (INVOKE, CUSTOM):
        named += instruction[-1]
    return max(named, default=-1)


VIRTUAL, SUPER, DIRECT, STATIC, INTERFACE = range(5)
"""How a method is invoked, in the order of the opcodes."""

TESTS: Final = ("eq", "ne", "lt", "ge", "gt", "le")
_ARITHMETIC = ("add", "sub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "ushr")
LITERALS: Final = ("add", "rsub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "ushr")


def binary_name(opcode: int) -> str:
    """Name of a two-register operation (0x90 to 0xAF): add, sub…, with -long, -float or -double where it is one."""
    at = opcode - 0x90
    if at < 11:
        return _ARITHMETIC[at]
    if at < 22:
        return f"{_ARITHMETIC[at - 11]}-long"
    return f"{_ARITHMETIC[(at - 22) % 5]}-{'float' if at < 27 else 'double'}"


def unary_name(opcode: int) -> str:
    """Name of a one-register operation (0x7B to 0x8F)."""
    names = (
        "neg", "not", "neg-long", "not-long", "neg-float", "neg-double", "int-to-long", "int-to-float", "int-to-double",
        "long-to-int", "long-to-float", "long-to-double", "float-to-int", "float-to-long", "float-to-double",
        "double-to-int", "double-to-long", "double-to-float", "to-byte", "to-char", "to-short",
    )  # fmt: skip
    return names[opcode - 0x7B]
