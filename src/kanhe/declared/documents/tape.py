"""A tape of visible characters: readers write pieces of the source on it, and take passages off once white space is folded.

Readers note where blocks, stretches set off and links begin and end as positions on the tape.  All work a character is
done at once over the whole tape, so that a reader costs Python time by piece, not by character.  Knows no format.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from kanhe.declared.documents.document import Link, Offsets, Passage

BREAK = "\u2028"
"""A line break that shows: unlike one in the source of a paragraph it always parts words."""

_SPACES = np.array([0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000], np.uint32)
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]


class Tape:
    """Pieces of a source in their order.  Written once; :meth:`fold` closes it."""

    __slots__ = ("_from", "_pieces", "_plain", "length", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self._pieces: list[str] = []
        self._from: list[tuple[int, int]] = []  # first source offset, and for what stands for something else its end
        self._plain: list[bool] = []

    def raw(self, start: int, end: int) -> None:
        """Characters ``start`` to ``end`` of the source, as they are."""
        if end > start:
            self._pieces.append(self.source[start:end])
            self._from.append((start, end))
            self._plain.append(True)
            self.length += end - start

    def stand(self, text: str, start: int, end: int) -> None:
        """``text`` stands for the stretch ``start`` to ``end`` of the source: a reference, an escape, a line break."""
        if text:
            self._pieces.append(text)
            self._from.append((start, end))
            self._plain.append(False)
            self.length += len(text)

    @property
    def written_to(self) -> int:
        """Offset in the source behind what was written last."""
        return self._from[-1][1] if self._from else 0

    def blank_since(self, position: int) -> bool:
        """Nothing but white space was written since a position; looks at the last pieces only."""
        seen = self.length
        for piece in reversed(self._pieces):
            if seen <= position:
                return True
            if not piece.isspace():
                return False
            seen -= len(piece)
        return True

    def unfolded(self) -> tuple[str, Offsets, Offsets]:
        """The text as written, and int32[n] twice: where each character begins and ends in the source."""
        text = "".join(self._pieces)
        lengths = np.fromiter(map(len, self._pieces), np.int64, len(self._pieces))
        ends = np.cumsum(lengths)
        base = np.array(self._from, np.int64).reshape(len(self._pieces), 2)
        plain = np.array(self._plain, np.bool_)
        step = np.arange(self.length) - np.repeat(ends - lengths, lengths)
        step *= np.repeat(plain, lengths)
        at = np.repeat(base[:, 0], lengths) + step
        upto = np.where(np.repeat(plain, lengths), at + 1, np.repeat(base[:, 1], lengths))
        return text, at.astype(np.int32), upto.astype(np.int32)

    def fold(self, strong: Iterable[tuple[int, int]] = (), links: Iterable[tuple[int, int, str]] = ()) -> Folded:
        """Close the tape.  ``strong`` and ``links``: stretches of the tape that are set off, that are links."""
        text, at, upto = self.unfolded()
        codes = codes_of(text)
        space = is_space(codes)
        ink = ~is_invisible(codes)
        kept = np.flatnonzero(ink)
        codes, space = codes[kept], space[kept]
        keep = ~space
        breaks = np.zeros(len(codes), np.bool_)
        if space.any():
            spaces, breaks = _kept_spaces(codes, space)
            keep |= spaces
        # before[i]: how many characters of the folded text stand before position i of the tape
        flags = np.zeros(len(text) + 1, np.int32)
        flags[kept + 1] = keep
        before = np.cumsum(flags, dtype=np.int32)
        codes = np.where(space, np.uint32(0x20), codes)[keep]
        chosen = kept[keep]
        folded = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        return Folded(folded, at[chosen], upto[chosen], before, np.flatnonzero(breaks[keep]).tolist(), strong, links)


class OwnTape(Tape):
    """A tape of which the source is made on the way: for formats whose text has to be put together."""

    __slots__ = ("_made", "_size")

    def __init__(self) -> None:
        super().__init__("")
        self._made: list[str] = []
        self._size = 0

    def write(self, text: str) -> None:
        """Text for the source and the tape."""
        if text:
            self._made.append(text)
            self._pieces.append(text)
            self._from.append((self._size, self._size + len(text)))
            self._plain.append(True)
            self._size += len(text)
            self.length += len(text)

    def between(self, text: str) -> None:
        """Text for the source only: what parts blocks from one another."""
        self._made.append(text)
        self._size += len(text)

    def made(self) -> str:
        """The source."""
        return "".join(self._made)


class Folded:
    """A closed tape, from which passages are taken by positions on the tape."""

    __slots__ = (
        "_at", "_before", "_breaks", "_link_starts", "_links", "_strong_ends", "_strong_starts", "_upto", "text",
    )  # fmt: skip

    def __init__(
        self, text: str, at: Offsets, upto: Offsets, before: Offsets, breaks: list[int],
        strong: Iterable[tuple[int, int]], links: Iterable[tuple[int, int, str]],
    ) -> None:  # fmt: skip
        self.text, self._at, self._upto, self._before, self._breaks = text, at, upto, before, breaks
        pairs = merged((int(before[a]), int(before[b])) for a, b in strong)
        self._strong_starts = [a for a, _ in pairs]
        self._strong_ends = [b for _, b in pairs]
        self._links = sorted((int(before[a]), int(before[b]), target) for a, b, target in links)
        self._link_starts = [a for a, _, _ in self._links]

    def passage(self, start: int, end: int) -> Passage:
        """The stretch between two positions of the tape, without the spaces at its ends."""
        a, b = self.place(start, end)
        at = np.empty(b - a + 1, np.int32)
        at[:-1] = self._at[a:b]
        at[-1] = self._upto[b - 1] if b > a else self._at[a] if a < len(self._at) else self._source_end()
        breaks = self._breaks[bisect_left(self._breaks, a) : bisect_left(self._breaks, b)]
        return Passage(
            self.text[a:b], at, self._strong_in(a, b), self._links_in(a, b), tuple(place - a for place in breaks)
        )

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Two positions of the tape as positions in the folded text, spaces at the ends left out."""
        a, b = int(self._before[start]), int(self._before[end])
        text = self.text
        while a < b and text[a] == " ":
            a += 1
        while a < b and text[b - 1] == " ":
            b -= 1
        return a, b

    def _source_end(self) -> int:
        return int(self._upto[-1]) if len(self._upto) else 0

    def _strong_in(self, a: int, b: int) -> tuple[tuple[int, int], ...]:
        first = bisect_right(self._strong_ends, a)
        last = bisect_left(self._strong_starts, b)
        return tuple((max(self._strong_starts[i], a) - a, min(self._strong_ends[i], b) - a) for i in range(first, last))

    def _links_in(self, a: int, b: int) -> tuple[Link, ...]:
        found = []
        for x, y, target in self._links[
            max(0, bisect_left(self._link_starts, a) - 1) : bisect_left(self._link_starts, b)
        ]:
            if y > a and x < b and x < y:
                found.append(Link(max(x, a) - a, min(y, b) - a, target))
        return tuple(found)


def codes_of(text: str) -> Codes:
    """uint32[n]: the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)


def is_space(codes: Codes) -> Flags:
    """bool[n]: white space, hard or soft."""
    found: Flags = (
        (codes == 0x20) | ((codes >= 9) & (codes <= 13)) | ((codes >= 0x2000) & (codes <= 0x200A))
        | np.isin(codes, _SPACES)
    )  # fmt: skip
    return found


def is_invisible(codes: Codes) -> Flags:
    """bool[n]: characters without width or shape: controls, soft hyphens, zero-width spaces, direction marks."""
    found: Flags = (
        ((codes < 0x20) & ((codes < 9) | (codes > 13))) | ((codes >= 0x7F) & (codes < 0xA0) & (codes != 0x85))
        | (codes == 0xAD) | ((codes >= 0x200B) & (codes <= 0x200F)) | ((codes >= 0x202A) & (codes <= 0x202E))
        | ((codes >= 0x2060) & (codes <= 0x2064)) | (codes == 0xFEFF) | ((codes >= 0xFE00) & (codes <= 0xFE0F))
    )  # fmt: skip
    return found


def is_wide(codes: Codes) -> Flags:
    """bool[n]: characters of a script written without spaces, and its punctuation."""
    found: Flags = (
        ((codes >= 0x2E80) & (codes <= 0xA4CF)) | ((codes >= 0xF900) & (codes <= 0xFAFF))
        | ((codes >= 0xFE30) & (codes <= 0xFE4F)) | ((codes >= 0xFF00) & (codes <= 0xFFEF))
        | ((codes >= 0x20000) & (codes <= 0x3FFFF)) | ((codes >= 0x2018) & (codes <= 0x201D))
        | (codes == 0x2014) | (codes == 0x2026) | (codes == 0xB7)
    )  # fmt: skip
    return found


def merged(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches sorted and united where they touch; empty ones left out."""
    found: list[tuple[int, int]] = []
    for a, b in sorted(pairs):
        if a >= b:
            continue
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], b))
        else:
            found.append((a, b))
    return found


def _kept_spaces(codes: Codes, space: Flags) -> tuple[Flags, Flags]:
    """The first space of each run, and those of them that stand for a line break that shows.  A soft line break between
    two wide characters is none: browsers and readers of Chinese text see no gap there."""
    starts = space.copy()
    starts[1:] &= ~space[:-1]
    run = np.cumsum(starts) - 1
    count = int(run[-1]) + 1
    inside = run[space]
    soft = (codes == 0x0A) | (codes == 0x0D)
    has_soft = np.bincount(inside, soft[space], count) > 0
    has_hard = np.bincount(inside, (codes == 0x2028)[space], count) > 0
    first = np.flatnonzero(starts)
    last = first + np.bincount(inside, minlength=count) - 1
    wide = is_wide(codes)
    left = np.where(first > 0, wide[first - 1], False)
    right = np.where(last + 1 < len(codes), wide[np.minimum(last + 1, len(codes) - 1)], False)
    gone = has_soft & ~has_hard & left & right
    keep, breaks = np.zeros((2, len(codes)), np.bool_)
    keep[first[~gone]] = True
    breaks[first[has_hard]] = True
    return keep, breaks
