"""Arithmetic on abstract values: exact on constants of int and long, unknown on everything else."""

from __future__ import annotations

from kanhe.code.machine.values import Flag, Value, turned, unknown, value

_BITS = {"": 32, "-long": 64}


def _wrap(number: int, bits: int) -> int:
    number &= (1 << bits) - 1
    return number - (1 << bits) if number >> (bits - 1) else number


def unary(name: str, operand: Value) -> Value:
    """Negation, complement and conversion."""
    number = operand.const
    if not isinstance(number, int) or "float" in name or "double" in name:
        return unknown(operand.taint, operand.flag)
    match name:
        case "neg" | "neg-long":
            number = _wrap(-number, 64 if name.endswith("long") else 32)
        case "not" | "not-long":
            number = ~number
        case "long-to-int":
            number = _wrap(number, 32)
        case "to-byte":
            number = _wrap(number, 8)
        case "to-short":
            number = _wrap(number, 16)
        case "to-char":
            number &= 0xFFFF
    return value(number, taint=operand.taint, flag=operand.flag)


def binary(name: str, left: Value, right: Value) -> Value:
    """A two-register operation."""
    taint = left.taint | right.taint
    a, b = left.const, right.const
    operation, _, kind = name.partition("-")
    if kind in ("float", "double"):
        return unknown(taint)
    if isinstance(a, int) and isinstance(b, int):
        return _exact(operation, a, b, 64 if kind else 32, taint)
    if (a == 0 or b == 0) and operation in ("mul", "and"):
        return value(0, taint=taint)
    return unknown(taint, _flag(operation, left, b) or _flag(operation, right, a))


def literal(name: str, left: Value, number: int) -> Value:
    """An operation with a constant in the instruction."""
    if isinstance(left.const, int):
        if name == "rsub":
            return _exact("sub", number, left.const, 32, left.taint)
        return _exact(name, left.const, number, 32, left.taint)
    if number == 0 and name in ("mul", "and"):
        return value(0, taint=left.taint)
    return unknown(left.taint, _flag(name, left, number))


def _flag(operation: str, known: Value, other: object) -> Flag | None:
    """What is left of a flag: exclusive or with one turns it round, other masks keep it."""
    if known.flag is None:
        return None
    if operation == "xor" and other == 1:
        return turned(known.flag)
    return known.flag if operation in ("and", "or", "xor") else None


def _exact(operation: str, a: int, b: int, bits: int, taint: int) -> Value:
    result: int
    match operation:
        case "add":
            result = a + b
        case "sub":
            result = a - b
        case "mul":
            result = a * b
        case "and":
            result = a & b
        case "or":
            result = a | b
        case "xor":
            result = a ^ b
        case "shl":
            result = a << (b & (bits - 1))
        case "shr":
            result = a >> (b & (bits - 1))
        case "ushr":
            result = (a & ((1 << bits) - 1)) >> (b & (bits - 1))
        case "div" | "rem" if b:
            quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
            result = quotient if operation == "div" else a - b * quotient
        case _:
            return unknown(taint)
    return value(_wrap(result, bits), taint=taint)
