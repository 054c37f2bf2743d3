"""Passages cut, put together, and carried over to the text they were taken from.  Knows no format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from kanhe.declared.documents.document import Block, Link, Offsets, Passage


def cut(passage: Passage, start: int, end: int | None = None) -> Passage:
    """Characters ``start`` to ``end`` of a passage, without the spaces at its ends."""
    text = passage.text
    stop = len(text) if end is None else end
    while start < stop and text[start] == " ":
        start += 1
    while start < stop and text[stop - 1] == " ":
        stop -= 1
    if start == 0 and stop == len(text):
        return passage
    at = passage.at[start : stop + 1].copy()
    if start < stop < len(text):
        at[-1] = at[-2] + 1
    return Passage(
        text[start:stop],
        at,
        tuple((max(a, start) - start, min(b, stop) - start) for a, b in passage.strong if a < stop and b > start),
        tuple(
            Link(max(k.start, start) - start, min(k.end, stop) - start, k.target)
            for k in passage.links
            if k.start < stop and k.end > start
        ),
        tuple(place - start for place in passage.breaks if start <= place < stop),
    )


def joined(passages: Sequence[Passage], separator: str) -> Passage:
    """Passages one after another, the separators standing where the one before each ends."""
    if len(passages) == 1:
        return passages[0]
    if not passages:
        return Passage("", np.zeros(1, np.int32))
    ats: list[Offsets] = []
    strong: list[tuple[int, int]] = []
    links: list[Link] = []
    breaks: list[int] = []
    position = 0
    for index, passage in enumerate(passages):
        ats.append(passage.at[:-1])
        strong.extend((a + position, b + position) for a, b in passage.strong)
        links.extend(Link(k.start + position, k.end + position, k.target) for k in passage.links)
        breaks.extend(place + position for place in passage.breaks)
        position += len(passage.text)
        if index + 1 < len(passages):
            ats.append(np.full(len(separator), passage.at[-1], np.int32))
            position += len(separator)
    ats.append(passages[-1].at[-1:])
    text = separator.join(p.text for p in passages)
    return Passage(text, np.concatenate(ats), tuple(strong), tuple(links), tuple(breaks))


def relocated(blocks: Iterable[Block], begins: Offsets, ends: Offsets) -> tuple[Block, ...]:
    """Blocks of a text that stands inside another: ``begins`` and ``ends`` tell, for each character of the inner text,
    where it begins and ends in the outer one (int32[n])."""
    if not len(begins):
        return tuple(blocks)
    table = np.append(begins, ends[-1:])
    moved: dict[int, Passage] = {}

    def move(passage: Passage) -> Passage:
        known = moved.get(id(passage))
        if known is None:
            at = table[passage.at]
            if len(at) > 1:
                at[-1] = ends[passage.at[-1] - 1]
            known = moved[id(passage)] = replace(passage, at=at)
        return known

    kept = tuple(blocks)  # held, so that no id is given twice
    return tuple(
        replace(b, passage=move(b.passage), rows=tuple(tuple(move(c) for c in row) for row in b.rows)) for b in kept
    )
