"""Against Java's arithmetic, written down here once more with fractions and explicit moduli."""

import math
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kanhe.code.machine.arithmetic import binary, literal, unary
from kanhe.code.machine.values import ANY, ZERO, unknown, value

INT = st.integers(-(2**31), 2**31 - 1)
LONG = st.integers(-(2**63), 2**63 - 1)


def within(number: int, bits: int) -> int:
    """Two's complement."""
    return (number + 2 ** (bits - 1)) % 2**bits - 2 ** (bits - 1)


def java(operation: str, a: int, b: int, bits: int) -> int:
    shift = b % bits
    return within(
        {
            "add": lambda: a + b,
            "sub": lambda: a - b,
            "mul": lambda: a * b,
            "div": lambda: math.trunc(Fraction(a, b)),
            "rem": lambda: a - b * math.trunc(Fraction(a, b)),
            "and": lambda: a & b,
            "or": lambda: a | b,
            "xor": lambda: a ^ b,
            "shl": lambda: a * 2**shift,
            "shr": lambda: math.floor(Fraction(a, 2**shift)),
            "ushr": lambda: (a % 2**bits) // 2**shift,
        }[operation](),
        bits,
    )


OPERATIONS = ("add", "sub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "ushr")


@pytest.mark.parametrize("operation", OPERATIONS)
@given(a=INT, b=INT)
@example(a=-(2**31), b=-1)
@example(a=2**31 - 1, b=2**31 - 1)
@example(a=-7, b=2)
@example(a=-1, b=33)
def test_int(operation: str, a: int, b: int) -> None:
    result = binary(operation, value(a), value(b))
    if operation in ("div", "rem") and b == 0:
        assert result.const is ANY
    else:
        assert result.const == java(operation, a, b, 32)


@pytest.mark.parametrize("operation", OPERATIONS)
@given(a=LONG, b=LONG)
@example(a=-(2**63), b=-1)
@example(a=2**63 - 1, b=65)
def test_long(operation: str, a: int, b: int) -> None:
    if not (operation in ("div", "rem") and b == 0):
        assert binary(f"{operation}-long", value(a), value(b)).const == java(operation, a, b, 64)


@given(a=INT, b=st.integers(-(2**15), 2**15 - 1))
def test_reversed_subtraction(a: int, b: int) -> None:
    assert literal("rsub", value(a), b).const == java("sub", b, a, 32)
    assert literal("add", value(a), b).const == java("add", a, b, 32)


@given(a=LONG)
@example(a=-(2**63))
@example(a=-(2**31))
def test_one_operand(a: int) -> None:
    held = value(a)
    assert unary("neg-long", held).const == within(-a, 64)
    assert unary("not-long", held).const == within(-a - 1, 64)
    assert unary("long-to-int", held).const == within(a, 32)
    short = value(within(a, 32))
    assert unary("neg", short).const == within(-within(a, 32), 32)
    assert unary("to-byte", short).const == within(a, 8)
    assert unary("to-short", short).const == within(a, 16)
    assert unary("to-char", short).const == a % 2**16
    assert unary("int-to-long", short).const == within(a, 32)


@pytest.mark.parametrize("name", ["add-float", "mul-double", "div-float"])
def test_floats_are_not_followed_but_what_they_carry_is(name: str) -> None:
    result = binary(name, value(1, taint=2), value(2, taint=4))
    assert (result.const, result.taint) == (ANY, 6)


@pytest.mark.parametrize("name", ["int-to-float", "float-to-int", "double-to-long", "neg-float"])
def test_conversions_of_floats_are_not_followed(name: str) -> None:
    assert unary(name, value(3, taint=2)).const is ANY
    assert unary(name, value(3, taint=2)).taint == 2


def test_what_is_made_of_reads_carries_them() -> None:
    assert binary("add", value(1, taint=1), value(2, taint=4)) is value(3, taint=5)
    assert binary("add", unknown(1), value(2, taint=4)) is unknown(5)
    assert literal("add", value(1, taint=1), 2) is value(3, taint=1)


@pytest.mark.parametrize("name", ["mul", "and", "mul-long", "and-long"])
def test_nothing_times_anything_is_nothing(name: str) -> None:
    assert binary(name, unknown(), ZERO).const == 0
    assert binary(name, ZERO, unknown()).const == 0


def test_a_flag_survives_masks_and_turns_with_exclusive_or() -> None:
    flag = unknown(0, ("agreed", True))
    assert literal("xor", flag, 1).flag == ("agreed", False)
    assert literal("and", flag, 1).flag == ("agreed", True)
    assert binary("xor", value(1), flag).flag == ("agreed", False)
    assert literal("add", flag, 1).flag is None
