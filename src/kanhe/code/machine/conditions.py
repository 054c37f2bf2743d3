"""Conditions: what a comparison of abstract values decides, which stored flag it asks for, and what it tells of reads.

Pure functions on values.  Knows no frames and no heap.
"""

from __future__ import annotations

from kanhe.code.machine.values import ANY, OBJECT, ONE, ZERO, Flag, Range, Value, join, test_of, tested, value


def asked(left: Value, right: Value, *, compared: bool) -> int:
    """The reads of which a comparison asks what they say; asking only whether something is there asks nothing."""
    reads = left.taint | right.taint
    tests = tested(left.flag) | tested(right.flag)
    if not reads or tests:
        return reads | tests
    content = compared and any(isinstance(v.const, (int, Range)) and v.const != 0 for v in (left, right))
    return reads if content else 0


_BOOLEANS = (ZERO.const, ONE.const)


def telling(both: Value, known: Value, other: Value, reads: int) -> Value:
    """The join of two values, of which it depends on some reads which it is."""
    if known is other or (known.const == other.const and known.const is not ANY and known.const is not OBJECT):
        return both
    flag = both.flag
    if flag is None and known.const in _BOOLEANS and other.const in _BOOLEANS:
        flag = test_of(reads)
    return value(both.const, both.objects, both.taint | reads, flag)


def decide(test: str, left: Value, right: Value) -> bool | None:
    """Whether a comparison holds; None when that is not known."""
    a, b = left.const, right.const
    if isinstance(a, Range) or isinstance(b, Range):
        return _within(test, a, b)
    if isinstance(a, int) and isinstance(b, int):
        return {"eq": a == b, "ne": a != b, "lt": a < b, "ge": a >= b, "gt": a > b, "le": a <= b}[test]
    if test in ("eq", "ne"):
        null = (b == 0 and (a is OBJECT or isinstance(a, str))) or (a == 0 and (b is OBJECT or isinstance(b, str)))
        if null:
            return test == "ne"
        if left.objects and right.objects and a is OBJECT and b is OBJECT and not left.objects & right.objects:
            return test == "ne"
    return None


def _within(test: str, a: object, b: object) -> bool | None:
    """A comparison of numbers of which the bounds are known."""
    low, high = a if isinstance(a, Range) else (a, a)
    first, last = b if isinstance(b, Range) else (b, b)
    if not (isinstance(low, int) and isinstance(high, int) and isinstance(first, int) and isinstance(last, int)):
        return None
    if high < first:
        return test in ("ne", "lt", "le")
    if low > last:
        return test in ("ne", "gt", "ge")
    if test in ("le", "gt") and high <= first:
        return test == "le"
    if test in ("ge", "lt") and low >= last:
        return test == "ge"
    return None


def meaning(test: str, left: Value, right: Value) -> tuple[str, bool] | None:
    """(flag, outcome of the test that says it is set), when the test asks for a stored flag."""
    known, other = (left, right) if left.flag else (right, left)
    if known.flag is None or not known.flag[0] or not isinstance(other.const, int):
        return None
    name, positive = known.flag
    number = other.const
    if test in ("eq", "ne"):
        set_when_equal = (number > 0) == bool(positive)  # -1 stands for what was not stored yet
        return name, set_when_equal == (test == "eq")
    if known is right and left.flag is None:
        test = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}[test]
    # A version or a time of consent: more than nothing means that there was one.
    if (test in ("ge", "lt") and number >= 1) or (test in ("gt", "le") and number >= 0):
        return name, (test in ("ge", "gt")) == bool(positive)
    return None


def join_guarded(a: Value, guard_a: str | None, b: Value, guard_b: str | None, entry: str | None) -> Value:
    """Join of two values from two paths.  When one path has checked a flag and the other brings zero (or non-zero), the
    result tells whether the flag is set: so it is with ``agreed && ready`` and with methods that return such a thing."""
    joined = join(a, b)
    if joined.flag is not None:
        return joined
    for known, other, guard in ((a, b, guard_b), (b, a, guard_a)):
        if known.flag is not None and _agrees(known.flag, other, guard):
            return value(joined.const, joined.objects, joined.taint, known.flag)
    if guard_a == guard_b or entry not in (guard_a, guard_b):
        return joined
    inside, outside = (guard_a, b) if guard_b == entry else (guard_b, a)
    if inside is not None and isinstance(outside.const, int) and a.const != b.const:
        return value(joined.const, joined.objects, joined.taint, (inside, outside.const == 0))
    return joined


def _agrees(flag: Flag, other: Value, guard: str | None) -> bool:
    """Whether a value brings nothing that a flagged value did not say already."""
    name, positive = flag
    if not name:
        return isinstance(other.const, int)
    return guard == name or (isinstance(other.const, int) and (other.const == 0) == positive)
