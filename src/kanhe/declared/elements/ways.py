"""Find the sentence that answers best to the ways an element is said.

Knows how a way is tried; knows no element by name.
"""

from __future__ import annotations

from kanhe.declared.elements.details import DETAILS
from kanhe.declared.elements.place import Place, place_of
from kanhe.declared.elements.sentences import Policy
from kanhe.knowledge.policy_elements import PolicyElement, Way


def find(policy: Policy, element: PolicyElement) -> Place | None:
    """The best place of an element: earlier ways first, then one under a fitting heading, then the first."""
    for way in element.ways:
        best: int | None = None
        for index in policy.with_word(way.cue):
            if not answers(policy, index, way):
                continue
            if element.prefer is None or element.prefer.search(policy.sentences[index].scope):
                best = index
                break
            if best is None:
                best = index
        if best is not None:
            sentence = policy.sentences[best]
            match = way.says[0].search(sentence.text)
            start, end = match.span() if match else (0, 1)
            tell = DETAILS[element.detail] if element.detail else None
            return place_of(sentence, start, end, tell(sentence.text, policy.around(best)) if tell else None)
    return None


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
