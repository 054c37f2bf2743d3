"""`Program`: all dex files of a package as one, with identifiers that mean the same in every file.

A type, method or field named in several dex files gets one number.  Arrays are indexed by that number; text is decoded
only on demand.  Holds no judgement: who calls whom is :mod:`kanhe.code.references`, what can run is
:mod:`kanhe.code.call_graph`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kanhe.code.dex.tables import DexTables
from kanhe.code.naming import Hashes, Lookup, member_hashes
from kanhe.knowledge.framework import Framework

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Unified:
    """Identifiers of one kind over all dex files: n distinct ones."""

    hashes: Hashes
    """uint64[n]."""
    dex: Ints
    """int32[n]: dex file in which the identifier was first met; -1 for one known only from the platform."""
    local: Ints
    """int32[n]: its index there."""
    of: tuple[Ints, ...]
    """Per dex file int32[local count]: number of each local index."""

    def __len__(self) -> int:
        return len(self.hashes)


def unify(per_dex: Sequence[Hashes], extra: Hashes | None = None) -> Unified:
    """Number the identifiers of all dex files; ``extra`` hashes are appended when no dex file has them."""
    sizes = [len(h) for h in per_dex]
    joined = np.concatenate(per_dex) if per_dex else np.empty(0, np.uint64)
    hashes, first, inverse = np.unique(joined, return_index=True, return_inverse=True)
    bases = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    dex = (np.searchsorted(bases, first, side="right") - 1).astype(np.int32)
    local = (first - bases[dex]).astype(np.int32)
    numbers: Ints = inverse.astype(np.int32)
    of = tuple(numbers[bases[k] : bases[k + 1]] for k in range(len(sizes)))
    if extra is not None and len(extra):
        at = np.searchsorted(hashes, extra)
        known = at < len(hashes)
        known[known] = hashes[at[known]] == extra[known]
        new = extra[~known]
        hashes = np.concatenate([hashes, new])
        dex = np.concatenate([dex, np.full(len(new), -1, np.int32)])
        local = np.concatenate([local, np.flatnonzero(~known).astype(np.int32)])
    return Unified(hashes, dex, local, of)


@dataclass(frozen=True, slots=True)
class Program:
    """T types, M methods, F fields, and which of them the package defines."""

    dexes: tuple[DexTables, ...]
    framework: Framework
    types: Unified
    methods: Unified
    fields: Unified
    method_class: Ints
    """int32[M]: type a method is named on."""
    method_signature: Hashes
    """uint64[M]: hash of (name, prototype)."""
    method_name: Hashes
    """uint64[M]: hash of the name alone."""
    field_class: Ints
    """int32[F]."""
    field_name: Hashes
    """uint64[F]: hash of the name."""
    class_dex: Ints
    """int32[T]: dex file that defines the type, -1 for one defined elsewhere; ``class_row`` its class_def there."""
    class_row: Ints
    method_dex: Ints
    """int32[M]: dex file that defines the method, -1 for one that is only named."""
    method_code: npt.NDArray[np.int64]
    """int64[M]: offset of the code item in that dex file, 0 for an abstract or native method."""
    method_access: npt.NDArray[np.uint32]
    string_base: npt.NDArray[np.int64]
    """int64[dex files + 1]: the number of a dex file's first string, when all strings are counted through."""

    def type_name(self, number: int) -> str:
        """Descriptor of a type."""
        dex = int(self.types.dex[number])
        if dex < 0:
            return str(self.framework.names[int(self.types.local[number])])
        return self.dexes[dex].type_name(int(self.types.local[number]))

    def method_text(self, number: int) -> str:
        """``Lpkg/Cls;->name(args)ret``."""
        return self.dexes[int(self.methods.dex[number])].method_text(int(self.methods.local[number]))

    def field_text(self, number: int) -> str:
        """``Lpkg/Cls;->name:type``."""
        return self.dexes[int(self.fields.dex[number])].field_text(int(self.fields.local[number]))

    def string(self, number: int) -> str:
        """Text of a string, counted through all dex files."""
        dex = int(np.searchsorted(self.string_base, number, side="right")) - 1
        return self.dexes[dex].string(number - int(self.string_base[dex]))

    def string_hashes(self) -> Hashes:
        """uint64[all strings]: hash of every string, counted through all dex files."""
        return np.concatenate([d.string_hash for d in self.dexes]) if self.dexes else np.empty(0, np.uint64)

    def find_types(self, hashes: Hashes) -> npt.NDArray[np.int64]:
        """int64[n]: number of each type by hash of its descriptor, -1 where unknown."""
        return Lookup(self.types.hashes).find(hashes)


def build_program(dexes: Sequence[DexTables], framework: Framework, framework_hashes: Hashes) -> Program:
    """Join the dex files, in the order in which the platform searches them: the first definition of a class counts."""
    type_hashes = [d.string_hash[d.type_strings] for d in dexes]
    types = unify(type_hashes, framework_hashes)
    method_hashes = [
        member_hashes(h[d.method_class], d.method_signature) for d, h in zip(dexes, type_hashes, strict=True)
    ]
    methods = unify(method_hashes)
    field_hashes = [
        member_hashes(h[d.field_class], member_hashes(d.string_hash[d.field_name], h[d.field_type]))
        for d, h in zip(dexes, type_hashes, strict=True)
    ]
    fields = unify(field_hashes)

    method_class = np.zeros(len(methods), np.int32)
    method_signature = np.zeros(len(methods), np.uint64)
    method_name = np.zeros(len(methods), np.uint64)
    field_class = np.zeros(len(fields), np.int32)
    field_name = np.zeros(len(fields), np.uint64)
    class_dex = np.full(len(types), -1, np.int32)
    class_row = np.full(len(types), -1, np.int32)
    method_dex = np.full(len(methods), -1, np.int32)
    method_code = np.zeros(len(methods), np.int64)
    method_access = np.zeros(len(methods), np.uint32)
    for k in reversed(range(len(dexes))):
        dex = dexes[k]
        method_class[methods.of[k]] = types.of[k][dex.method_class]
        method_signature[methods.of[k]] = dex.method_signature
        method_name[methods.of[k]] = dex.string_hash[dex.method_name]
        field_class[fields.of[k]] = types.of[k][dex.field_class]
        field_name[fields.of[k]] = dex.string_hash[dex.field_name]
        defined = types.of[k][dex.classes[:, 0]]
        class_dex[defined] = k
        class_row[defined] = np.arange(len(defined), dtype=np.int32)
        numbers = methods.of[k][dex.defined_method]
        method_dex[numbers] = k
        method_code[numbers] = dex.defined_code
        method_access[numbers] = dex.defined_access
    bases = np.concatenate([[0], np.cumsum([len(d.string_hash) for d in dexes])]).astype(np.int64)
    return Program(
        tuple(dexes), framework, types, methods, fields, method_class, method_signature, method_name, field_class, field_name,
        class_dex, class_row, method_dex, method_code, method_access, bases,
    )  # fmt: skip
