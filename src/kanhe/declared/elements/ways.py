"""Find the sentence that answers best to the ways an element is said.

Knows how a way is tried; knows no element by name.
"""

from __future__ import annotations

from kanhe.declared.elements.details import DETAILS
from kanhe.declared.elements.place import Place, place_of
from kanhe.declared.elements.sentences import Policy
from kanhe.knowledge.policy_elements import PolicyElement, Way


def find(policy: Policy, element: PolicyElement) -> Place | None:
    """The best place of an element: of the first way that is found at all, the sentence with the lowest rank."""
    for way in element.ways:
        best: tuple[tuple[bool, bool], int] | None = None
        for index in policy.with_word(way.cue):
            if not answers(policy, index, way):
                continue
            rank = _rank(policy, index, element, way)
            if best is None or rank < best[0]:
                best = rank, index
            if not any(rank):
                break
        if best is not None:
            sentence = policy.sentences[best[1]]
            match = way.says[0].search(sentence.text)
            start, end = match.span() if match else (0, 1)
            tell = DETAILS[element.detail] if element.detail else None
            return place_of(sentence, start, end, tell(sentence.text, policy.around(best[1])) if tell else None)
    return None


def _rank(policy: Policy, index: int, element: PolicyElement, way: Way) -> tuple[bool, bool]:
    """Under a fitting heading first, then where the sentence says by itself what may also stand close by."""
    sentence = policy.sentences[index]
    return (
        element.prefer is not None and not element.prefer.search(sentence.scope),
        not all(p.search(sentence.text) for p in way.near),
    )


def answers(policy: Policy, index: int, way: Way) -> bool:
    """A sentence is one of the way."""
    sentence = policy.sentences[index]
    if sentence.title or not all(p.search(sentence.text) for p in way.says):
        return False
    if way.under and not way.under.search(sentence.scope):
        return False
    if any(p.search(sentence.text) for p in way.never):
        return False
    if not way.near:
        return True
    around = policy.around(index)
    return all(p.search(around) for p in way.near)
