"""What can run: a call graph over the class hierarchy, and the shortest path from an entry of the manifest to a method.

Class-hierarchy based: a virtual call reaches every override below the receiver's declared type, and a class that code
creates or names may have its overrides of platform methods called.  It errs towards reachable.  Nodes are methods
(0…M-1), then types as *touched* (static initialiser runs), then types as *created* (the platform may call them back).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kanhe.code.hierarchy import Hierarchy, platform_signatures
from kanhe.code.kernels.graph import (
    breadth_first,
    build_table,
    compress,
    dispatch_edges,
    inherited_edges,
)
from kanhe.code.kernels.strings import hash_dotted
from kanhe.code.naming import SEED, Lookup, hash_texts, signature_hashes
from kanhe.code.program import Ints, Program
from kanhe.code.references import References, Uses

ACC_PRIVATE, ACC_STATIC, ACC_CONSTRUCTOR = 0x2, 0x8, 0x10000
DISPATCH_BUDGET = 200_000_000
"""Supertypes visited at most, some seconds of work."""
DISPATCH_FLOOR, DISPATCH_PER_METHOD = 1_000_000, 100
"""Supertypes visited at most, for any package and for each of its methods.  Real apps of 100,000 methods need two to six
for each; in a chain of twenty thousand classes that override each other every method needs thousands, and as many edges."""


@dataclass(frozen=True)
class CallGraph:
    """A directed graph over methods and types; see the module's first paragraph for the nodes."""

    methods: int
    types: int
    first: npt.NDArray[np.int64]
    neighbour: Ints
    edge: Ints
    complete: bool
    """False when the bound on work was reached and edges are missing."""

    @property
    def nodes(self) -> int:
        return self.methods + 2 * self.types

    def touched(self, number: int) -> int:
        """Node of a type whose static initialiser runs."""
        return self.methods + number

    def created(self, number: int) -> int:
        """Node of a type of which an object exists."""
        return self.methods + self.types + number


@dataclass(frozen=True)
class Reach:
    """What can run from a set of entries."""

    graph: CallGraph
    parent: Ints
    distance: Ints

    def reached(self, method: int) -> bool:
        return bool(self.distance[method] >= 0)

    @cached_property
    def methods(self) -> npt.NDArray[np.bool_]:
        """bool[M]."""
        return self.distance[: self.graph.methods] >= 0

    def nodes_to(self, method: int) -> list[int]:
        """Nodes from the entry to a reached method, both included."""
        path = [method]
        while int(self.parent[path[-1]]) != path[-1]:
            path.append(int(self.parent[path[-1]]))
        return path[::-1]


def build_call_graph(program: Program, hierarchy: Hierarchy, references: References) -> CallGraph:
    """All edges the class hierarchy allows."""
    count_m, count_t = len(program.methods), len(program.types)
    touched, created = count_m, count_m + count_t
    defined = program.method_dex >= 0
    budget = min(DISPATCH_BUDGET, DISPATCH_FLOOR + DISPATCH_PER_METHOD * count_m)
    table = build_table(program.methods.hashes)
    virtual = np.flatnonzero(
        defined & (program.method_access & (ACC_PRIVATE | ACC_STATIC | ACC_CONSTRUCTOR) == 0)
    ).astype(np.int32)
    shared = (
        program.methods.hashes, table, program.types.hashes, hierarchy.supers,
        hierarchy.interface_first, hierarchy.interface_of, hierarchy.in_app, SEED, budget,
    )  # fmt: skip
    down_from, down_to, spent = dispatch_edges(
        virtual, program.method_class, program.method_signature, defined, *shared
    )
    method_first, method_of, _ = compress(program.method_class[virtual], virtual, count_t)
    has_interfaces = np.diff(hierarchy.interface_first) > 0
    base_in_app = (hierarchy.supers >= 0) & hierarchy.in_app[np.maximum(hierarchy.supers, 0)]
    mixed = np.flatnonzero(hierarchy.in_app & has_interfaces & base_in_app).astype(np.int32)
    side_from, side_to, more = inherited_edges(mixed, method_first, method_of, program.method_signature, *shared)

    calls, statics = references.invocations, _static(references.invocations.opcode)
    fields_read, fields_written = _static_field(references.field_reads), _static_field(references.field_writes)
    named = _named_classes(program, hierarchy, references)
    callbacks = _callbacks(program, hierarchy, virtual)
    initialisers = _with_signature(program, defined, "<clinit>", "()V")
    constructors = _with_signature(program, defined, "<init>", "()V")
    own = np.flatnonzero(hierarchy.in_app).astype(np.int32)
    extends = np.flatnonzero(hierarchy.in_app & base_in_app).astype(np.int32)
    source = [
        calls.caller, down_from, side_from,
        calls.caller[statics], references.field_reads.caller[fields_read], references.field_writes.caller[fields_written],
        references.instantiations.caller, references.class_constants.caller, named[0],
        program.method_class[initialisers] + touched, program.method_class[constructors] + created,
        program.method_class[callbacks] + created, own + created, extends + created, extends + touched,
    ]  # fmt: skip
    target = [
        calls.target, down_to, side_to,
        program.method_class[calls.target[statics]] + touched,
        program.field_class[references.field_reads.target[fields_read]] + touched,
        program.field_class[references.field_writes.target[fields_written]] + touched,
        references.instantiations.target + created, references.class_constants.target + created, named[1] + created,
        initialisers, constructors,
        callbacks, own + touched, hierarchy.supers[extends] + created, hierarchy.supers[extends] + touched,
    ]  # fmt: skip
    first, neighbour, edge = compress(
        np.concatenate(source).astype(np.int32), np.concatenate(target).astype(np.int32), count_m + 2 * count_t
    )
    complete = spent <= budget and more <= budget
    return CallGraph(count_m, count_t, first, neighbour, edge, complete)


def reach(graph: CallGraph, roots: Ints) -> Reach:
    """Breadth-first search from the entry nodes."""
    parent, _via, distance = breadth_first(graph.first, graph.neighbour, graph.edge, roots, graph.nodes)
    return Reach(graph, parent, distance)


def _static(opcode: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    return np.flatnonzero((opcode == 0x71) | (opcode == 0x77))


def _static_field(uses: Uses) -> npt.NDArray[np.int64]:
    opcode = uses.opcode
    return np.flatnonzero((opcode >= 0x60) & (opcode <= 0x6D))


def _with_signature(program: Program, defined: npt.NDArray[np.bool_], name: str, proto: str) -> Ints:
    wanted = signature_hashes(hash_texts([name]), hash_texts([proto]))[0]
    return np.flatnonzero(defined & (program.method_signature == wanted)).astype(np.int32)


def _named_classes(program: Program, hierarchy: Hierarchy, references: References) -> tuple[Ints, Ints]:
    """Methods that hold a string which is the dotted name of a class of the package, and that class."""
    used = np.unique(references.strings.target)
    hashes = program.string_hashes()[used]
    own = np.flatnonzero(hierarchy.in_app)
    dotted = _dotted_hashes(program, own)
    at = Lookup(dotted).find(hashes)
    class_of = np.full(int(program.string_base[-1]), -1, np.int32)
    class_of[used[at >= 0]] = own[at[at >= 0]]
    rows = np.flatnonzero(class_of[references.strings.target] >= 0)
    return references.strings.caller[rows], class_of[references.strings.target[rows]]


def _dotted_hashes(program: Program, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    result = np.empty(len(numbers), np.uint64)
    for k, dex in enumerate(program.dexes):
        mine = np.flatnonzero(program.types.dex[numbers] == k)
        strings = dex.type_strings[program.types.local[numbers[mine]]]
        result[mine] = hash_dotted(dex.image, dex.string_start[strings], dex.string_length[strings], SEED)
    return result


def _callbacks(program: Program, hierarchy: Hierarchy, virtual: Ints) -> Ints:
    """Virtual definitions that the platform (or an absent library) may call: overrides of its methods."""
    platform = platform_signatures()
    at = np.searchsorted(platform, program.method_signature[virtual])
    at[at == len(platform)] = 0
    known = platform[at] == program.method_signature[virtual]
    outside = _descends_from_outside(hierarchy)
    owner = program.method_class[virtual]
    called: Ints = virtual[(known & (outside[owner] > 0)) | (outside[owner] == 2)]
    return called


def _descends_from_outside(hierarchy: Hierarchy) -> npt.NDArray[np.int8]:
    """int8[T]: 0 for a class whose ancestors are all the package's (or Object), 1 with a platform ancestor, 2 with one
    that is known neither to the package nor to the platform."""
    count = len(hierarchy.supers)
    level = np.zeros(count, np.int8)
    has_above = (hierarchy.supers >= 0) | (np.diff(hierarchy.interface_first) > 0)
    level[~hierarchy.in_app & ~hierarchy.foreign & has_above] = 1  # java.lang.Object has nothing above it
    level[hierarchy.foreign] = 2
    interfaces_owner = np.repeat(np.arange(count), np.diff(hierarchy.interface_first))
    extends = np.flatnonzero(hierarchy.supers >= 0)
    platform_interface = ~hierarchy.in_app & ~hierarchy.foreign
    level[np.unique(hierarchy.interface_of[platform_interface[hierarchy.interface_of]])] = np.maximum(
        level[np.unique(hierarchy.interface_of[platform_interface[hierarchy.interface_of]])], 1
    )
    for _ in range(64):  # deeper hierarchies than this are not real
        before = level.copy()
        level[extends] = np.maximum(level[extends], level[hierarchy.supers[extends]])
        np.maximum.at(level, interfaces_owner, level[hierarchy.interface_of])
        if np.array_equal(before, level):
            break
    return level
