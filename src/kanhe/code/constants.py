"""Constants at call sites: what is known of the arguments of the calls in chosen methods.

Local to a method; a parameter stays a parameter, and whoever asks may go on to the callers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

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
    """Calls and array stores of a set of methods, with their constants; a call becomes an object when asked for."""

    __slots__ = ("_keys", "_order", "_program", "_rows", "_values", "stores")

    def __init__(self, program: Program, methods: Iterable[int]) -> None:
        self._program = program
        self._values: dict[tuple[int, int], Value] = {}
        self.stores: dict[tuple[int, int], list[Value]] = {}
        """(method, offset of the array's creation) → values stored into it."""
        wanted = np.unique(np.fromiter(methods, np.int32))
        parts = []
        for k in range(len(program.dexes)):
            mine = wanted[program.method_dex[wanted] == k]
            if len(mine):
                parts.append(self._follow(k, mine))
        empty = np.empty(0, np.int64)
        keys = np.concatenate([p[0] for p in parts]) if parts else empty
        self._order = np.argsort(keys)
        self._keys = keys[self._order]
        self._rows = [np.concatenate([p[column] for p in parts]) if parts else empty for column in range(1, 5)]

    def call(self, method: int, offset: int) -> Call | None:
        """The call at an offset of a method; None where there is none, or the method was not among those given."""
        key = method << 32 | offset
        at = int(np.searchsorted(self._keys, key))
        if at == len(self._keys) or int(self._keys[at]) != key:
            return None
        row = int(self._order[at])
        dex, opcode, target, arguments = (column[row] for column in self._rows)
        numbers = self._program.methods.of[int(dex)]
        if int(target) >= len(numbers):
            return None
        words = tuple(self._known(int(dex), word) for word in arguments.tolist())
        return Call(offset, int(numbers[int(target)]), int(opcode) in (0x71, 0x77), words)

    def _follow(self, k: int, methods: npt.NDArray[np.int32]) -> tuple[npt.NDArray[Any], ...]:
        """(key, dex file, opcode, target, arguments) of every call in the methods of one dex file."""
        dex = self._program.dexes[k]
        owner, offset, opcode, target, arguments, store_owner, array, value = kernel.follow_constants(
            dex.image, dex.units, self._program.method_code[methods], WIDTH, kernel.WRITES, kernel.NARROW
        )
        for m, at, word in zip(store_owner.tolist(), array.tolist(), value.tolist(), strict=True):
            self.stores.setdefault((int(methods[m]), at), []).append(self._known(k, word))
        keys = methods[owner].astype(np.int64) << 32 | offset
        return keys, np.full(len(keys), k, np.int32), opcode, target, arguments

    def _known(self, k: int, word: int) -> Value:
        found = self._values.get((k, word))
        if found is None:
            found = self._values[k, word] = self._value(k, word)
        return found

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
