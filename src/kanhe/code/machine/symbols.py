"""Names of a program as the abstract machine needs them: what a method takes, which definition a call reaches.

Everything is looked up when first asked for and remembered.  Knows the hierarchy and nothing that is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kanhe.code.dex.static_values import defined_fields
from kanhe.code.hierarchy import Hierarchy
from kanhe.code.machine.values import ONE, ZERO, Value
from kanhe.code.naming import hash_texts, signature_hashes
from kanhe.code.program import Program

ACC_STATIC, ACC_NATIVE, ACC_ABSTRACT, ACC_INTERFACE = 0x8, 0x100, 0x400, 0x200


SUPPORT = (
    "Landroidx/", "Landroid/support/", "Lkotlin/", "Lkotlinx/", "Lcom/google/android/material/", "Landroid/arch/",
    "Lcom/tencent/mmkv/", "Lokhttp3/", "Lokio/", "Lcom/android/volley/",
)  # fmt: skip
"""Libraries that every app brings along and that do for it what the platform does elsewhere."""


NO_NAME = "?"
"""Descriptor of a type whose name is empty, which only a damaged file has."""


@dataclass(frozen=True, slots=True, eq=False)
class Method:
    """A method as a call names it, or as the package defines it."""

    number: int
    """Its number in the program; -1 for one that only the platform knows, met through reflection."""
    owner: int
    """Type it is named on."""
    owner_name: str
    name: str
    proto: str
    parameters: tuple[str, ...]
    returns: str
    signature: int
    static_words: tuple[int, ...]
    """Word at which each argument begins, in a static call; one more in others, after the receiver."""

    @property
    def text(self) -> str:
        return f"{self.owner_name}->{self.name}{self.proto}"


class Symbols:
    """Types, methods and fields of one program."""

    def __init__(self, program: Program, hierarchy: Hierarchy, written_fields: np.ndarray) -> None:
        self.program = program
        self.hierarchy = hierarchy
        self._methods: dict[int, Method] = {}
        self._types: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._above: dict[int, tuple[int, ...]] = {}
        self._resolved: dict[tuple[int, int], int] = {}
        self._fields: dict[int, int] = {}
        self._defined_fields: dict[int, frozenset[int]] = {}
        self._field_types: dict[int, str] = {}
        self._written = np.zeros(len(program.fields) + 1, np.bool_)
        self._written[written_fields] = True
        defined = np.flatnonzero(program.method_dex >= 0)
        order = np.argsort(program.method_class[defined], kind="stable")
        self._defined = defined[order]
        self._defined_class = program.method_class[self._defined]
        self._by_signature: dict[int, dict[int, int]] = {}
        self._field_by: dict[int, dict[int, int]] | None = None
        self._access: dict[int, int] = {}
        self._runs: dict[int, bool] = {}
        self._words: dict[int, tuple[int, ...]] = {}
        self._constants: dict[int, Value | None] = {}
        self.object_type = self.type("Ljava/lang/Object;")

    def type(self, descriptor: str) -> int:
        """Number of a type, -1 when neither package nor platform names it."""
        found = self._types.get(descriptor)
        if found is None:
            found = self._types[descriptor] = int(self.program.find_types(hash_texts([descriptor]))[0])
        return found

    def name(self, number: int) -> str:
        """Descriptor of a type."""
        if number < 0:
            return "Ljava/lang/Object;"
        found = self._names.get(number)
        if found is None:
            found = self._names[number] = self.program.type_name(number)
        return found

    def defined(self, number: int) -> bool:
        """Whether the package defines the type."""
        return number >= 0 and bool(self.hierarchy.in_app[number])

    def in_app(self, number: int) -> bool:
        """Whether the package defines the type and its code is run: the platform's own classes come first, and what
        belongs to its support libraries is taken for a part of it."""
        found = self._runs.get(number)
        if found is None:
            name = self.name(number)
            found = self.defined(number) and not name.startswith(SUPPORT)
            if found and name.startswith(("Landroid/", "Ljava/")):
                found = self.program.framework.position(name) < 0
            self._runs[number] = found
        return found

    def super_of(self, number: int) -> int:
        """Superclass, -1 where there is none."""
        return int(self.hierarchy.supers[number]) if number >= 0 else -1

    def lineage(self, number: int) -> tuple[int, ...]:
        """The type and all its supertypes, nearest first."""
        found = self._above.get(number)
        if found is None:
            found = (number, *self.hierarchy.ancestors(number)) if number >= 0 else ()
            self._above[number] = found
        return found

    def is_a(self, number: int, above: int) -> bool:
        """Whether a type is, or descends from, another."""
        return number == above or above == self.object_type or above in self.lineage(number)

    def method(self, number: int) -> Method:
        """What a method number names."""
        found = self._methods.get(number)
        if found is None:
            program = self.program
            dex = program.dexes[int(program.methods.dex[number])]
            local = int(program.methods.local[number])
            name = dex.string(int(dex.method_name[local]))
            proto_index = int(dex.method_proto[local])
            listed = dex.type_list(int(dex.proto_parameters[proto_index]))
            parameters = tuple(dex.type_name(int(i)) or NO_NAME for i in listed)
            returns = dex.type_name(int(dex.proto_returns[proto_index])) or NO_NAME
            owner = int(program.method_class[number])
            found = self._methods[number] = Method(
                number, owner, self.name(owner), name, f"({''.join(parameters)}){returns}", parameters, returns,
                int(program.method_signature[number]), words_of(parameters),
            )  # fmt: skip
        return found

    def platform_method(self, owner: str, name: str, proto: str) -> Method:
        """A method of the platform that no code of the package names."""
        parameters, returns = split_proto(proto)
        signature = int(signature_hashes(hash_texts([name]), hash_texts([proto]))[0])
        return Method(-1, self.type(owner), owner, name, proto, parameters, returns, signature, words_of(parameters))

    def access(self, number: int) -> int:
        """Access flags of a defined method."""
        found = self._access.get(number)
        if found is None:
            found = self._access[number] = int(self.program.method_access[number])
        return found

    def is_static(self, number: int) -> bool:
        return bool(self.access(number) & ACC_STATIC)

    def words(self, number: int) -> tuple[int, ...]:
        """Word at which each argument of a defined method begins, the receiver counted as one."""
        found = self._words.get(number)
        if found is None:
            found = self.method(number).static_words
            if not self.is_static(number):
                found = (0, *(word + 1 for word in found))
            self._words[number] = found
        return found

    def methods_of(self, owner: int) -> list[int]:
        """Methods that a class of the package defines."""
        first = int(np.searchsorted(self._defined_class, owner, side="left"))
        last = int(np.searchsorted(self._defined_class, owner, side="right"))
        return self._defined[first:last].tolist()  # type: ignore[no-any-return]

    def named(self, owner: int, name: str) -> Iterator[Method]:
        """Definitions of that name in a class and its superclasses, nearest first, overridden ones left out."""
        seen: set[int] = set()
        for above in self.lineage(owner):
            if self.in_app(above):
                for number in self.methods_of(above):
                    method = self.method(number)
                    if method.name == name and method.signature not in seen:
                        seen.add(method.signature)
                        yield method

    def resolve(self, owner: int, signature: int) -> int:
        """The definition in the package that a call on an object of this very class runs; -1 when there is none."""
        key = (owner, signature)
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(owner, signature)
        return found

    def _resolve(self, owner: int, signature: int) -> int:
        native = -1
        for above in self.lineage(owner):
            if self.in_app(above):
                number = self._signatures(above).get(signature, -1)
                if number >= 0:
                    if self.program.method_code[number] > 0:
                        return number
                    if native < 0 and self.program.method_access[number] & ACC_NATIVE:
                        native = number
        return native

    def _signatures(self, owner: int) -> dict[int, int]:
        """Signature → method, of the methods that a class of the package defines."""
        found = self._by_signature.get(owner)
        if found is None:
            numbers = self.methods_of(owner)
            found = dict(zip(self.program.method_signature[numbers].tolist(), numbers, strict=True)) if numbers else {}
            self._by_signature[owner] = found
        return found

    def field(self, number: int) -> int:
        """One number for a field, whichever subclass it is named on."""
        found = self._fields.get(number)
        if found is None:
            found = number
            owner = int(self.program.field_class[number])
            lineage = self.lineage(owner)
            if len(lineage) > 1:
                same = self._same_fields(number)
                for above in lineage if len(same) > 1 else ():
                    if above in same and same[above] in self._fields_of(above):
                        found = same[above]
                        break
            self._fields[number] = found
        return found

    def _fields_of(self, owner: int) -> frozenset[int]:
        """Fields that a class of the package defines."""
        found = self._defined_fields.get(owner)
        if found is None:
            found = frozenset()
            if self.in_app(owner):
                dex = int(self.program.class_dex[owner])
                numbers = self.program.fields.of[dex]
                rows = defined_fields(self.program.dexes[dex], int(self.program.class_row[owner]))
                found = frozenset(int(numbers[index]) for index in rows)
            self._defined_fields[owner] = found
        return found

    def _same_fields(self, number: int) -> dict[int, int]:
        """Class → field, of all fields with this name."""
        if self._field_by is None:
            self._field_by = {}
            names = self.program.field_name.tolist()
            for k, (name, owner) in enumerate(zip(names, self.program.field_class.tolist(), strict=True)):
                self._field_by.setdefault(name, {})[owner] = k
        return self._field_by[int(self.program.field_name[number])]

    def field_type(self, number: int) -> str:
        """Descriptor of a field's type."""
        found = self._field_types.get(number)
        if found is None:
            dex = self.program.dexes[int(self.program.fields.dex[number])]
            found = dex.type_name(int(dex.field_type[int(self.program.fields.local[number])])) or NO_NAME
            self._field_types[number] = found
        return found

    def platform_constant(self, number: int) -> Value | None:
        """Value of a static field of the platform, where every app relies on it."""
        if number not in self._constants:
            owner = self.name(int(self.program.field_class[number]))
            found = None
            if owner == "Ljava/lang/Boolean;":
                text = self.program.field_text(number)
                found = ONE if "->TRUE:" in text else ZERO if "->FALSE:" in text else None
            self._constants[number] = found
        return self._constants[number]

    def field_named(self, owner: int, name: str) -> int:
        """A field of that name in a class or its supertypes, -1 when no code names one."""
        wanted = int(hash_texts([name])[0])
        if self._field_by is None:
            self._same_fields(0) if len(self.program.fields) else None
        found = (self._field_by or {}).get(wanted, {})
        for above in self.lineage(owner):
            if above in found:
                return self.field(found[above])
        return -1

    def field_written(self, number: int) -> bool:
        """Whether any code of the package writes the field."""
        return bool(self._written[number])


def words_of(parameters: tuple[str, ...]) -> tuple[int, ...]:
    """Word at which each argument begins."""
    at, words = 0, []
    for parameter in parameters:
        words.append(at)
        at += 2 if parameter in ("J", "D") else 1
    return tuple(words)


def split_proto(proto: str) -> tuple[tuple[str, ...], str]:
    """Parameters and return type of ``(args)ret``; a name without its end reaches to the bracket."""
    inside, _, returns = proto[1:].partition(")")
    parameters, at = [], 0
    while at < len(inside):
        end = at
        while inside[end : end + 1] == "[":
            end += 1
        close = inside.find(";", end) if inside[end : end + 1] == "L" else end
        end = close + 1 if close >= 0 else len(inside)
        parameters.append(inside[at:end])
        at = end
    return tuple(parameters), returns
