"""Abstract values: what is known of a register, a field or an element, at one moment of one run.

Values are interned, so that two equal values are the same object and states compare by identity.  Knows no heap and no
code.
"""

from __future__ import annotations

from typing import Final


class _Mark:
    """A constant that stands for no constant."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


ANY: Final = _Mark("ANY")
"""Anything, null and the objects of the value included."""
OBJECT: Final = _Mark("OBJECT")
"""Not null: one of the objects of the value."""


class ClassName(str):
    """A constant of type java.lang.Class, by descriptor; differs from the string of the same text."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClassName) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return str.__hash__(self) ^ 0x5BD1E995


class Range(tuple[int, int]):
    """A whole number between two, both included."""

    __slots__ = ()


Constant = int | str | ClassName | Range | _Mark
Objects = frozenset[int]
Flag = tuple[str, int]
"""A stored flag the value depends on, and whether a non-zero value means that the flag is set; or, with an empty name,
the reads of which the value is a test, such as whether a text equals another."""


def test_of(reads: int) -> Flag | None:
    """That a value is the result of a test of these reads."""
    return ("", reads) if reads else None


def tested(flag: Flag | None) -> int:
    """The reads of which a value is a test."""
    return flag[1] if flag is not None and not flag[0] else 0


def turned(flag: Flag | None) -> Flag | None:
    """What the opposite of a value tells."""
    return flag if flag is None or not flag[0] else (flag[0], not flag[1])


NONE: Final[Objects] = frozenset()
MAX_OBJECTS: Final = 24
"""Objects a value may point to; a value with more points to the oldest of them, which a limit tells of."""


class Value:
    """One interned abstract value; make it with :func:`value`.

    ``objects``: what it may point to; ``taint``: bit set of reads it carries; ``const``: its constant (0 is also null),
    ``ANY`` or ``OBJECT``; ``flag``: the stored flag it tells.
    """

    __slots__ = ("const", "flag", "objects", "taint")

    objects: Objects
    taint: int
    const: Constant
    flag: Flag | None

    def __repr__(self) -> str:
        parts = [repr(self.const)]
        if self.objects:
            parts.append(f"->{sorted(self.objects)}")
        if self.taint:
            parts.append(f"taint={self.taint:b}")
        if self.flag:
            parts.append(f"flag={self.flag}")
        return f"<{' '.join(parts)}>"


_interned: dict[tuple[Objects, int, Constant, Flag | None], Value] = {}
_joined: dict[tuple[Value, Value], Value] = {}
_FORGET_AT = 2_000_000


def value(const: Constant = ANY, objects: Objects = NONE, taint: int = 0, flag: Flag | None = None) -> Value:
    """The value with these parts."""
    key = (objects, taint, const, flag)
    found = _interned.get(key)
    if found is None:
        found = Value()
        found.objects, found.taint, found.const, found.flag = objects, taint, const, flag
        _interned[key] = found
    return found


def forget() -> None:
    """Drop all values but the named constants; called between apps, never during a run."""
    _joined.clear()
    _interned.clear()
    for known in (UNKNOWN, ZERO, ONE, MANY):
        _interned[known.objects, known.taint, known.const, known.flag] = known


UNKNOWN: Final = value()
ZERO: Final = value(0)
"""Zero, false and null."""
ONE: Final = value(1)
MANY: Final = value(2)


def join(a: Value, b: Value) -> Value:
    """The least value that is both."""
    if a is b:
        return a
    key = (a, b)
    found = _joined.get(key)
    if found is None:
        if len(_joined) > _FORGET_AT:
            _joined.clear()
        found = _joined[key] = _join(a, b)
    return found


def _join(a: Value, b: Value) -> Value:
    objects = a.objects | b.objects
    if len(objects) > MAX_OBJECTS:
        objects = frozenset(sorted(objects)[:MAX_OBJECTS])
    const = a.const if a.const == b.const and type(a.const) is type(b.const) else ANY
    return value(const, objects, a.taint | b.taint, a.flag if a.flag == b.flag else None)


def with_taint(known: Value, taint: int) -> Value:
    """The same value, carrying more reads."""
    if taint | known.taint == known.taint:
        return known
    return value(known.const, known.objects, known.taint | taint, known.flag)


def unknown(taint: int = 0, flag: Flag | None = None) -> Value:
    """A value of which only the reads are known that it may carry."""
    return value(ANY, NONE, taint, flag) if taint or flag else UNKNOWN


def pointer(*objects: int) -> Value:
    """A reference that is not null."""
    return value(OBJECT, frozenset(objects))
