"""What a run did not observe, each reason once, in the words of the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanhe.cli.language import say
from kanhe.runtime.trace.gaps import sentence

FEW = 6
"""Reasons that are told; the others are counted."""


def unseen(reasons: Iterable[str]) -> Iterator[str]:
    """Lines of text; ``reasons`` as traces have them."""
    told = list(dict.fromkeys(reasons))
    for zh, en in map(sentence, told[:FEW]):
        yield say(f"未观察到：{zh}", f"not observed: {en}")
    if len(told) > FEW:
        yield say(f"未观察到：另有 {len(told) - FEW} 项", f"not observed: {len(told) - FEW} more")
