"""Where paths that parted meet again: the post-dominators of a body's blocks.

Knows a graph of numbers and nothing of instructions.
"""

from __future__ import annotations

from collections.abc import Sequence

MAX_MEETING = 600
"""Blocks of a body up to which it is worked out where paths meet again."""


def meetings(successors: Sequence[tuple[int, ...]]) -> dict[int, int]:
    """Block → its immediate post-dominator, of blocks that lead to others by number; none is noted where all paths meet
    only behind the end.  Walks the sets of blocks that every path to the end passes, backwards until nothing changes; a
    body with very many blocks is left without."""
    count = len(successors)
    if count > MAX_MEETING:
        return {-1: -1}
    everything = (1 << count) - 1
    passed = [everything] * count
    changed = True
    while changed:
        changed = False
        for number in range(count - 1, -1, -1):
            common = everything if successors[number] else 0
            for target in successors[number]:
                common &= passed[target]
            now = common | 1 << number
            if now != passed[number]:
                passed[number], changed = now, True
    found = {-1: -1}
    for number in range(count):
        others = passed[number] & ~(1 << number)
        # The nearest is the one that every other one post-dominates.
        while others:
            low = (others & -others).bit_length() - 1
            others &= others - 1
            if passed[low] == passed[number] & ~(1 << number):
                found[number] = low
                break
    return found
