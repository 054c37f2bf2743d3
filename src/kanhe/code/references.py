"""Who names what: every reference from a method body to a method, field, type or string, over all dex files."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kanhe.code.dex.opcodes import (
    REF_CLASS,
    REF_FIELD_GET,
    REF_FIELD_PUT,
    REF_METHOD,
    REF_NEW,
    REF_STATIC_GET,
    REF_STATIC_PUT,
    REF_STRING,
    REF_STRING_JUMBO,
    REFERENCE_KIND,
    WIDTH,
)
from kanhe.code.kernels.instructions import scan_references
from kanhe.code.program import Ints, Program

WORK_FACTOR = 4
"""Code units read at most, as a multiple of the image's own: bodies may be shared between methods (R8 does so), but a
file whose methods all share one large body is made to waste time."""


@dataclass(frozen=True, slots=True)
class Uses:
    """References of one kind: r rows, in order of dex file, method and offset."""

    caller: Ints
    """int32[r]: the method whose body refers."""
    target: Ints
    """int32[r]: number of the method, field, type or string referred to."""
    offset: Ints
    """int32[r]: code units from the method's first instruction."""
    opcode: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.caller)

    def where(self, mask: npt.NDArray[np.bool_]) -> Uses:
        """The rows a mask selects."""
        return Uses(self.caller[mask], self.target[mask], self.offset[mask], self.opcode[mask])


@dataclass(frozen=True, slots=True)
class References:
    """All references of a program, by kind."""

    invocations: Uses
    field_reads: Uses
    field_writes: Uses
    strings: Uses
    instantiations: Uses
    class_constants: Uses
    damage: tuple[tuple[str, str], ...]
    """(dex file, sentence) for what could not be read."""


_KINDS = (
    (REF_METHOD,),
    (REF_FIELD_GET, REF_STATIC_GET),
    (REF_FIELD_PUT, REF_STATIC_PUT),
    (REF_STRING, REF_STRING_JUMBO),
    (REF_NEW,),
    (REF_CLASS,),
)


def read_references(program: Program) -> References:
    """Scan every method body of the program once."""
    parts: list[list[Uses]] = [[] for _ in _KINDS]
    damage: list[tuple[str, str]] = []
    for k, dex in enumerate(program.dexes):
        budget = len(dex.units) * WORK_FACTOR
        owner, kind, opcode, target, offset, broken, spent = scan_references(
            dex.units, dex.defined_code, WIDTH, REFERENCE_KIND, budget
        )
        if broken:
            damage.append((dex.name, f"{broken} method bodies hold something that is not an instruction"))
        if spent + len(dex.units) > budget and spent > len(dex.units):
            damage.append((dex.name, "methods share so much code that only part of it was read"))
        callers = program.methods.of[k][dex.defined_method]
        maps = (
            program.methods.of[k], program.fields.of[k], program.fields.of[k],
            np.arange(len(dex.string_hash), dtype=np.int32) + np.int32(program.string_base[k]),
            program.types.of[k], program.types.of[k],
        )  # fmt: skip
        for part, kinds, numbers in zip(parts, _KINDS, maps, strict=True):
            mask = kind == kinds[0]
            for other in kinds[1:]:
                mask |= kind == other
            rows = np.flatnonzero(mask)
            local = target[rows]
            if len(local) and int(local.max()) >= len(numbers):
                rows = rows[local < len(numbers)]
                local = target[rows]
                damage.append((dex.name, "instructions name identifiers out of range"))
            part.append(Uses(callers[owner[rows]], numbers[local], offset[rows], opcode[rows]))
    invocations, reads, writes, strings, instantiations, constants = (_join(part) for part in parts)
    return References(invocations, reads, writes, strings, instantiations, constants, tuple(damage))


def _join(parts: list[Uses]) -> Uses:
    if not parts:
        return Uses(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.uint8))
    return Uses(
        np.concatenate([p.caller for p in parts]),
        np.concatenate([p.target for p in parts]),
        np.concatenate([p.offset for p in parts]),
        np.concatenate([p.opcode for p in parts]),
    )
