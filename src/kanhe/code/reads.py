"""Reads of personal information in code: from references to rows, one module for what all mechanisms share.

A `Site` is a place in a method where an item is read, with the mechanism and the deciding constant.  Direct calls,
fields and callbacks are found here; what goes through a string is found in :mod:`kanhe.code.channels`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from kanhe.code.constants import Call, Constants, Value
from kanhe.code.hierarchy import Hierarchy
from kanhe.code.naming import Lookup, hash_texts
from kanhe.code.program import Program
from kanhe.code.references import References
from kanhe.code.source_index import match_methods, match_overrides
from kanhe.knowledge.sources import ArgumentTest, FieldSource, MethodSource


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """A place in code that reads an item (or shows a behaviour, whose id then stands in ``item``)."""

    method: int
    """Number of the method that reads."""
    offset: int
    """Code units from its first instruction; -1 for the method as a whole."""
    item: str
    how: str
    api: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class StringUse:
    """A string constant that matters, in a method."""

    offset: int
    text: str


def descriptor(source: MethodSource) -> str:
    """``Lcls;->name(args)ret``, or ``Lcls;->name`` when any overload is meant."""
    return f"{source.class_name}->{source.name}{source.proto or ''}"


def find_calls(
    program: Program, hierarchy: Hierarchy, references: References, sources: Iterable[MethodSource]
) -> tuple[dict[int, tuple[MethodSource, ...]], np.ndarray]:
    """The methods that are sources, and the rows of ``references.invocations`` that call them."""
    matched = match_methods(program, hierarchy, [s for s in sources if not s.callback])
    chosen = np.zeros(len(program.methods), np.bool_)
    chosen[list(matched)] = True
    return matched, np.flatnonzero(chosen[references.invocations.target])


def direct_sites(
    references: References,
    matched: dict[int, tuple[MethodSource, ...]],
    rows: np.ndarray,
    constants: Constants,
    strings: Mapping[int, list[StringUse]],
) -> Iterator[Site]:
    """Calls of source methods; one that needs a certain argument, or a string beside it, only with that constant."""
    uses = references.invocations
    for row in rows.tolist():
        method, offset = int(uses.caller[row]), int(uses.offset[row])
        for source in matched[int(uses.target[row])]:
            if source.beside and not any(use.text in source.beside for use in strings.get(method, ())):
                continue
            if source.test is None:
                yield Site(method, offset, source.item, "direct", descriptor(source))
                continue
            call = constants.call(method, offset)
            if call is not None and (constant := passes(source.test, call, constants, method)) is not None:
                yield Site(method, offset, source.item, "direct", descriptor(source), constant)


def passes(test: ArgumentTest, call: Call, constants: Constants, method: int) -> str | None:
    """The constant that satisfies a test, as text; None when it is another one or not known."""
    value = call.argument(test.index)
    if value.kind == "integer":
        return str(value.number) if value.number in test.integers else None
    for text in _texts(value, constants, method):
        if text in test.strings or any(text.startswith(p) for p in test.prefixes):
            return text
    return None


def _texts(value: Value, constants: Constants, method: int) -> tuple[str, ...]:
    return (value.text,) if value.kind in ("string", "type") else constants.strings_of(method, value)


def field_sites(program: Program, references: References, sources: Iterable[FieldSource]) -> Iterator[Site]:
    """Reads of fields that hold an item, such as ``Build.SERIAL``; provider URIs are left to the channels."""
    found = match_fields(program, [s for s in sources if not is_uri(s)])
    uses = references.field_reads
    chosen = np.zeros(len(program.fields), np.bool_)
    chosen[list(found)] = True
    for row in np.flatnonzero(chosen[uses.target]).tolist():
        for source in found[int(uses.target[row])]:
            api = f"{source.class_name}->{source.name}"
            yield Site(int(uses.caller[row]), int(uses.offset[row]), source.item, "field", api)


def is_uri(source: FieldSource) -> bool:
    """Whether the field is a provider's URI, which reads nothing by itself."""
    return source.name.endswith("URI")


def match_fields(program: Program, sources: list[FieldSource]) -> dict[int, tuple[FieldSource, ...]]:
    """Field number → sources, by class and name."""
    if not sources:
        return {}
    names = hash_texts([s.name for s in sources])
    classes = program.find_types(hash_texts([s.class_name for s in sources]))
    by_name = Lookup(names)
    found: dict[int, tuple[FieldSource, ...]] = {}
    for number in np.flatnonzero(by_name.find(program.field_name) >= 0).tolist():
        for k in np.flatnonzero(names == program.field_name[number]).tolist():
            if int(classes[k]) == int(program.field_class[number]):
                found[number] = (*found.get(number, ()), sources[k])
    return found


def callback_sites(program: Program, hierarchy: Hierarchy, sources: Iterable[MethodSource]) -> Iterator[Site]:
    """Overrides of platform callbacks that are handed an item."""
    overrides = match_overrides(program, hierarchy, [s for s in sources if s.callback])
    for method, matched in overrides.items():
        for source in matched:
            yield Site(method, -1, source.item, "callback", descriptor(source))
