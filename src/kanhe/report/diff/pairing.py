"""Rows of two builds brought together by what they are about."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pair(Generic[K, T]):
    """What both builds say of one thing; one of the two may be empty, never both."""

    key: K
    old: tuple[T, ...]
    new: tuple[T, ...]


def pairs(old: Iterable[T], new: Iterable[T], key: Callable[[T], K | None]) -> Iterator[Pair[K, T]]:
    """The rows by key, keys in sorted order of their text; rows whose key is None are left out."""
    sides: list[dict[K, list[T]]] = []
    for rows in (old, new):
        side: dict[K, list[T]] = {}
        for row in rows:
            if (mark := key(row)) is not None:
                side.setdefault(mark, []).append(row)
        sides.append(side)
    first, second = sides
    for mark in sorted({**first, **second}, key=str):
        yield Pair(mark, tuple(first.get(mark, ())), tuple(second.get(mark, ())))
