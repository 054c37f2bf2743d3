"""Constants at call sites: what is known of the arguments of the calls in chosen methods.

Local to a method; a parameter stays a parameter, and whoever asks may go on to the callers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kanhe.code.dex.opcodes import WIDTH
from kanhe.code.kernels import constants as kernel
from kanhe.code.program import Program

Kind = Literal["unknown", "string", "integer", "field", "type", "result", "parameter", "array"]
_KINDS: tuple[Kind, ...] = ("unknown", "string", "integer", "field", "type", "result", "parameter", "array")


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of a value: text for a string, descriptor for a field or type, a number for the others.

    ``result``: offset of the call that returned it; ``parameter``: argument word, 0 for ``this``; ``array``: offset of
    the instruction that made it.
    """

    kind: Kind
    text: str = ""
    number: int = 0


UNKNOWN = Value("unknown")


@dataclass(frozen=True, slots=True)
class Call:
    """A call with its arguments as words: a long or double takes two, the receiver comes first."""

    offset: int
    target: int
    """Number of the method called."""
    static: bool
    arguments: tuple[Value, ...]

    def argument(self, index: int) -> Value:
        """Argument word by position in the descriptor, the receiver not counted."""
        at = index if self.static else index + 1
        return self.arguments[at] if at < len(self.arguments) else UNKNOWN


class Constants:
    """Calls and array stores of a set of methods, with their constants."""

    __slots__ = ("_program", "calls", "stores")

    def __init__(self, program: Program, methods: Iterable[int]) -> None:
        self._program = program
        self.calls: dict[int, dict[int, Call]] = {}
        """Method number → offset → call."""
        self.stores: dict[tuple[int, int], list[Value]] = {}
        """(method, offset of the array's creation) → values stored into it."""
        wanted = np.unique(np.fromiter(methods, np.int32))
        for k in range(len(program.dexes)):
            mine = wanted[program.method_dex[wanted] == k]
            if len(mine):
                self._follow(k, mine)

    def _follow(self, k: int, methods: np.ndarray) -> None:
        dex = self._program.dexes[k]
        owner, offset, opcode, target, arguments, store_owner, array, value = kernel.follow_constants(
            dex.image, dex.units, self._program.method_code[methods], WIDTH, kernel.WRITES, kernel.NARROW
        )
        numbers = self._program.methods.of[k]
        values: dict[int, Value] = {0: UNKNOWN}
        for m, at, code, named, row in zip(
            owner.tolist(), offset.tolist(), opcode.tolist(), target.tolist(), arguments.tolist(), strict=True
        ):
            if named >= len(numbers):
                continue
            words = tuple(values.get(word) or values.setdefault(word, self._value(k, word)) for word in row)
            call = Call(at, int(numbers[named]), code in (0x71, 0x77), words)
            self.calls.setdefault(int(methods[m]), {})[at] = call
        for m, at, word in zip(store_owner.tolist(), array.tolist(), value.tolist(), strict=True):
            self.stores.setdefault((int(methods[m]), at), []).append(self._value(k, word))

    def _value(self, k: int, word: int) -> Value:
        if word <= 0:
            return UNKNOWN
        kind, payload = word >> kernel.KIND_SHIFT, word & 0xFFFFFFFF
        dex = self._program.dexes[k]
        match kind:
            case kernel.STRING if payload < len(dex.string_start):
                return Value("string", dex.string(payload))
            case kernel.INTEGER:
                return Value("integer", "", payload - (1 << 32) if payload >> 31 else payload)
            case kernel.FIELD if payload < len(dex.field_name):
                return Value("field", dex.field_text(payload), int(self._program.fields.of[k][payload]))
            case kernel.TYPE if payload < len(dex.type_strings):
                return Value("type", dex.type_name(payload))
            case kernel.RESULT | kernel.PARAMETER | kernel.ARRAY:
                return Value(_KINDS[kind], "", payload)
        return UNKNOWN

    def strings_of(self, method: int, value: Value) -> tuple[str, ...]:
        """The string a value is, or the strings of the array it is."""
        if value.kind == "string":
            return (value.text,)
        if value.kind in ("array", "result"):
            return tuple(v.text for v in self.stores.get((method, value.number), ()) if v.kind == "string")
        return ()
