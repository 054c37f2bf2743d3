"""The class hierarchy of a program, the platform's classes included.

What a library that is not in the package extends is not known; such a class has no ancestors here and is told apart
from the platform's by :attr:`Hierarchy.foreign`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kanhe.code.dex.tables import NO_INDEX
from kanhe.code.kernels.graph import compress
from kanhe.code.naming import Hashes, Lookup, hash_texts, signature_hashes
from kanhe.code.program import Ints, Program
from kanhe.knowledge.framework import framework


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Supertypes of T types."""

    supers: Ints
    """int32[T]: superclass, -1 where there is none or it is unknown."""
    interface_first: npt.NDArray[np.int64]
    interface_of: Ints
    in_app: npt.NDArray[np.bool_]
    """bool[T]: defined in the package."""
    foreign: npt.NDArray[np.bool_]
    """bool[T]: neither in the package nor known of the platform."""

    def ancestors(self, number: int) -> list[int]:
        """All supertypes of a type, nearest first; ends on a cyclic hierarchy."""
        seen = {number}
        order = [number]
        for current in order:
            first, last = int(self.interface_first[current]), int(self.interface_first[current + 1])
            for above in (int(self.supers[current]), *self.interface_of[first:last].tolist()):
                if above >= 0 and above not in seen:
                    seen.add(above)
                    order.append(above)
        return order[1:]


@cache
def platform_hashes() -> Hashes:
    """uint64[n]: hash of every class name of the platform."""
    return hash_texts(framework().names)


@cache
def platform_signatures() -> Hashes:
    """uint64[s]: hash of every signature of the platform that an app may override, sorted."""
    return np.unique(framework().signature_hashes(hash_texts, signature_hashes))


def build_hierarchy(program: Program) -> Hierarchy:
    """Read superclasses and interfaces of every class definition, then those of the platform's classes."""
    count = len(program.types)
    supers = np.full(count, -1, np.int32)
    lower: list[int] = []
    upper: list[int] = []
    in_app = program.class_dex >= 0
    for k, dex in enumerate(program.dexes):
        numbers = program.types.of[k]
        owners = numbers[dex.classes[:, 0]]
        first_definition = program.class_dex[owners] == k
        above = dex.classes[:, 2]
        valid = first_definition & (above != NO_INDEX) & (above < len(numbers))
        supers[owners[valid]] = numbers[above[valid]]
        for row in np.flatnonzero(first_definition & (dex.classes[:, 3] != 0)):
            for index in dex.type_list(int(dex.classes[row, 3])):
                if index < len(numbers):
                    lower.append(int(owners[row]))
                    upper.append(int(numbers[index]))
    known = _platform(program, supers, lower, upper, in_app)
    first, neighbour, _ = compress(np.array(lower, np.int32), np.array(upper, np.int32), count)
    return Hierarchy(supers, first, neighbour, in_app, ~in_app & ~known)


def _platform(
    program: Program, supers: Ints, lower: list[int], upper: list[int], in_app: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    platform = program.framework
    numbers = program.find_types(platform_hashes())
    known = np.zeros(len(program.types), np.bool_)
    known[numbers[numbers >= 0]] = True
    super_index = platform.super_index
    mine = (numbers >= 0) & ~in_app[numbers] & (super_index >= 0)
    supers[numbers[mine]] = numbers[super_index[mine]]
    first, of = platform.interface_first, platform.interface_of
    owners = np.repeat(np.arange(len(numbers)), np.diff(first))
    keep = ~in_app[numbers[owners]]
    lower.extend(numbers[owners[keep]].tolist())
    upper.extend(numbers[of[keep]].tolist())
    return known


def subtypes_of(program: Program, hierarchy: Hierarchy, descriptor: str) -> list[int]:
    """Types of the package that are, or descend from, the type with this descriptor."""
    number = int(Lookup(program.types.hashes).find(hash_texts([descriptor]))[0])
    if number < 0:
        return []
    children_of, children = _children(hierarchy)
    seen = {number}
    queue = [number]
    while queue:
        current = queue.pop()
        for child in children[children_of[current] : children_of[current + 1]].tolist():
            if child not in seen:
                seen.add(child)
                queue.append(child)
    return sorted(n for n in seen if hierarchy.in_app[n])


def _children(hierarchy: Hierarchy) -> tuple[npt.NDArray[np.int64], Ints]:
    count = len(hierarchy.supers)
    extends = np.flatnonzero(hierarchy.supers >= 0).astype(np.int32)
    implements = np.repeat(np.arange(count, dtype=np.int32), np.diff(hierarchy.interface_first))
    above = np.concatenate([hierarchy.supers[extends], hierarchy.interface_of])
    first, neighbour, _ = compress(above, np.concatenate([extends, implements]), count)
    return first, neighbour
