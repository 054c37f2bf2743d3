from pathlib import Path

import pytest

from kanhe.knowledge.instruments import instruments
from kanhe.knowledge.policy_elements import PolicyElement, _expanded, policy_elements
from kanhe.knowledge.store import KnowledgeError

DEMANDED = [
    "processor-name",
    "processor-contact",
    "purposes",
    "kinds",
    "retention",
    "retention-end",
    "storage-location",
    "right-access",
    "right-copy",
    "right-correct",
    "right-delete",
    "right-withdraw-consent",
    "right-close-account",
    "right-portability",
    "complaint-channel",
    "response-time",
    "minors",
    "sensitive-marked",
    "separate-consent",
    "cross-border",
    "automated-decision-optout",
    "third-party-list",
    "change-notice",
    "effective-date",
    "update-date",
    "permission-purposes",
    "sdk-list",
]


def test_knows_what_law_demands() -> None:
    assert set(DEMANDED) <= set(policy_elements())


@pytest.mark.parametrize("element", policy_elements().values(), ids=lambda e: e.id)
def test_is_told_and_founded(element: PolicyElement) -> None:
    assert element.name("zh") != element.name("en")
    assert element.asked_by
    for instrument, clause in element.asked_by:
        assert clause in instruments()[instrument].clauses
    for way in element.ways:
        assert way.cue
        assert way.says
        assert all(cue == cue.lower() for cue in way.cue)


def test_words_are_put_out() -> None:
    assert _expanded("a<b>c", {"b": "(?:x|y)"}) == "a(?:x|y)c"
    with pytest.raises(KnowledgeError, match="no words <z>"):
        _expanded("<z>", {})


@pytest.mark.parametrize("page", ["docs/policy-elements.md", "docs/zh/policy-elements.md"])
def test_the_documentation_lists_every_element(page: str) -> None:
    text = (Path(__file__).parents[2] / page).read_text("utf-8")
    assert not [
        e.id for e in policy_elements().values() if (f"| `{e.id}` {e.zh if 'zh' in page else e.en} |") not in text
    ]
