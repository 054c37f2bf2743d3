"""Random programs of whole numbers give what Dalvik's rules give, counted here in Python; all of them run in one JVM."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.builders import jvm
from tests.builders.dex import Class
from tests.builders.probes import probe, told

pytestmark = jvm.MARKS
PROGRAMS = 250
INTS, LONGS = range(4), (4, 6)
HIGH = 20
"""A register that only the long forms of moves reach."""


class ByZero(Exception):
    """A division by nought."""


def signed(value: int, bits: int) -> int:
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> bits - 1 else value


def divided(a: int, b: int) -> int:
    if b == 0:
        raise ByZero
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def rest(a: int, b: int) -> int:
    return a - b * divided(a, b)


BINARY: dict[str, Callable[[int, int], int]] = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": divided, "rem": rest,
    "and": lambda a, b: a & b, "or": lambda a, b: a | b, "xor": lambda a, b: a ^ b,
}  # fmt: skip
SHIFTS = ("shl", "shr", "ushr")
COMPARE: dict[str, Callable[[int, int], bool]] = {
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "lt": lambda a, b: a < b, "ge": lambda a, b: a >= b,
    "gt": lambda a, b: a > b, "le": lambda a, b: a <= b,
}  # fmt: skip
NARROW = {"int-to-byte": (8, True), "int-to-short": (16, True), "int-to-char": (16, False)}


def shifted(name: str, a: int, by: int, bits: int) -> int:
    by &= bits - 1
    if name == "shl":
        return a << by
    return a >> by if name == "shr" else (a & (1 << bits) - 1) >> by


class Machine:
    """Registers, the code written so far, and whether a division by nought has ended it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.lines: list[str] = []
        self.values: dict[int, int] = {}
        self.ended = False
        self.labels = 0

    def value(self) -> int:
        return self.chance.choice((0, 1, -1, 7, 31, 33, 0x7FFFFFFF, -0x80000000, self.chance.getrandbits(31)))

    def set(self, line: str, register: int, compute: Callable[[], int], bits: int) -> None:
        self.lines.append(line)
        if not self.ended:
            try:
                self.values[register] = signed(compute(), bits)
            except ByZero:
                self.ended = True

    def begin(self) -> None:
        for k in INTS:
            value = self.value()
            self.set(f"const v{k} {value}", k, lambda value=value: value, 32)
        for k in LONGS:
            wide = self.value() * self.value() - self.value()
            self.set(f"const-wide v{k} {wide}", k, lambda wide=wide: wide, 64)

    def step(self) -> None:
        self.chance.choice(
            (self.binary, self.binary, self.wide, self.literal, self.shift, self.convert, self.move, self.branch)
        )()

    def binary(self) -> None:
        name, (a, b, c) = self.chance.choice(list(BINARY)), self.chance.choices(INTS, k=3)
        work, v = BINARY[name], self.values
        if self.chance.random() < 0.5:
            self.set(f"{name}-int v{a} v{b} v{c}", a, lambda: work(v[b], v[c]), 32)
        else:
            self.set(f"{name}-int/2addr v{a} v{b}", a, lambda: work(v[a], v[b]), 32)

    def wide(self) -> None:
        name, (a, b, c) = self.chance.choice(list(BINARY)), self.chance.choices(LONGS, k=3)
        work, v = BINARY[name], self.values
        if self.chance.random() < 0.5:
            self.set(f"{name}-long v{a} v{b} v{c}", a, lambda: work(v[b], v[c]), 64)
        else:
            self.set(f"{name}-long/2addr v{a} v{b}", a, lambda: work(v[a], v[b]), 64)

    def literal(self) -> None:
        a, b = self.chance.choices(INTS, k=2)
        name, v = self.chance.choice([n for n in BINARY if n != "sub"] + ["rsub"]), self.values
        work = BINARY.get(name) or (lambda x, y: y - x)
        if self.chance.random() < 0.5:
            number = self.chance.choice((-128, -1, 0, 1, 127, self.chance.randrange(-128, 128)))
            self.set(f"{name}-int/lit8 v{a} v{b} {number}", a, lambda: work(v[b], number), 32)
        else:
            number = self.chance.choice((-32768, -1, 0, 1, 32767, self.chance.randrange(-32768, 32768)))
            form = "rsub-int" if name == "rsub" else f"{name}-int/lit16"
            self.set(f"{form} v{a} v{b} {number}", a, lambda: work(v[b], number), 32)

    def shift(self) -> None:
        name, (a, b), v = self.chance.choice(SHIFTS), self.chance.choices(INTS, k=2), self.values
        long = self.chance.choice(LONGS)
        if self.chance.random() < 0.4:
            self.set(f"{name}-int v{a} v{a} v{b}", a, lambda: shifted(name, v[a], v[b], 32), 32)
        elif self.chance.random() < 0.5:
            self.set(f"{name}-long/2addr v{long} v{b}", long, lambda: shifted(name, v[long], v[b], 64), 64)
        else:
            by = self.chance.randrange(-128, 128)
            self.set(f"{name}-int/lit8 v{a} v{b} {by}", a, lambda: shifted(name, v[b], by, 32), 32)

    def convert(self) -> None:
        a, b, long, v = self.chance.choice(INTS), self.chance.choice(INTS), self.chance.choice(LONGS), self.values
        way = self.chance.choice(
            (*NARROW, "neg-int", "not-int", "neg-long", "not-long", "int-to-long", "long-to-int", "cmp-long")
        )
        if way in NARROW:
            bits, sign = NARROW[way]
            self.set(f"{way} v{a} v{b}", a, lambda: signed(v[b], bits) if sign else v[b] & (1 << bits) - 1, 32)
        elif way == "int-to-long":
            self.set(f"{way} v{long} v{b}", long, lambda: v[b], 64)
        elif way == "long-to-int":
            self.set(f"{way} v{a} v{long}", a, lambda: v[long], 32)
        elif way == "cmp-long":
            first, second = LONGS
            self.set(f"{way} v{a} v{first} v{second}", a, lambda: (v[first] > v[second]) - (v[first] < v[second]), 32)
        elif way.endswith("int"):
            self.set(f"{way} v{a} v{b}", a, lambda: -v[b] if way[0:3] == "neg" else ~v[b], 32)
        else:
            self.set(f"{way} v{long} v{long}", long, lambda: -v[long] if way[0:3] == "neg" else ~v[long], 64)

    def move(self) -> None:
        a, b, v = self.chance.choice(INTS), self.chance.choice(INTS), self.values
        first, second = self.chance.choices(LONGS, k=2)
        if self.chance.random() < 0.5:
            self.lines.append(f"move/from16 v{HIGH} v{b}")
            self.set(f"move/16 v{a} v{HIGH}", a, lambda: v[b], 32)
        else:
            self.lines.append(f"move-wide/16 v{HIGH} v{second}")
            self.set(f"move-wide/from16 v{first} v{HIGH}", first, lambda: v[second], 64)

    def branch(self) -> None:
        """Skips a line, or does it, by a comparison."""
        name, (a, b, c), v = self.chance.choice(list(COMPARE)), self.chance.choices(INTS, k=3), self.values
        alone = self.chance.random() < 0.5
        self.labels += 1
        self.lines.append(f"if-{name}z v{a} :l{self.labels}" if alone else f"if-{name} v{a} v{b} :l{self.labels}")
        number = self.chance.randrange(-100, 100)
        taken = not self.ended and COMPARE[name](v[a], 0 if alone else v[b])
        self.set(f"add-int/lit8 v{c} v{c} {number}", c, lambda: v[c] if taken else v[c] + number, 32)
        self.lines.append(f":l{self.labels}")

    def end(self) -> str:
        """Adds all up; the text of the result."""
        v = self.values
        for k in INTS:
            self.set(
                f"int-to-long v8 v{k}\nmul-long/2addr v4 v6\nadd-long/2addr v4 v8",
                4,
                lambda k=k: signed(v[4] * v[6], 64) + v[k],
                64,
            )
        self.lines.append("give J v4")
        return "threw java.lang.ArithmeticException: / by zero" if self.ended else str(v[4])


def program(seed: int) -> tuple[Class, str]:
    machine = Machine(random.Random(seed))
    machine.begin()
    for _ in range(machine.chance.randrange(5, 60)):
        machine.step()
    expected = machine.end()
    # The register above the highest takes part in no line, but a wide move needs it.
    return probe(f"P{seed}", "\n".join(["const/16 v21 0", *machine.lines])), expected


def test_whole_numbers() -> None:
    programs = [program(seed) for seed in range(PROGRAMS)]
    said, made = told([cls for cls, _ in programs])
    assert made.untranslated == ()
    wrong = [(k, said[f"P{k}"], expected) for k, (_, expected) in enumerate(programs) if said[f"P{k}"] != expected]
    assert wrong == []
    ended = sum(expected.startswith("threw") for _, expected in programs)
    assert PROGRAMS // 20 < ended < PROGRAMS * 3 // 4
