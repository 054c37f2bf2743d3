import re
from pathlib import Path

import pytest

from kanhe.evidence.limits import limit
from kanhe.report.diff.model import Change, Section
from kanhe.report.diff.necessity import RULE, answer
from kanhe.rules.model import Text
from tests.report.diff.builds import build, policy

PACKED = limit("a", "packed", "360", "x")


def section(*conditions: str) -> Section:
    return Section("hosts", tuple(Change("new", (c,), Text(c, c), conditions=(c,)) for c in conditions))


@pytest.mark.parametrize("condition", RULE)
def test_one_condition_is_enough(condition: str) -> None:
    found = answer(build(), build(), [section(condition)])
    assert found.need == "needed"
    assert [reason.condition for reason in found.reasons] == [condition]


def test_reasons_stand_in_the_order_of_the_rule() -> None:
    found = answer(build(), build(), [section("host", "signer"), section("item", "host")])
    assert [(reason.condition, len(reason.changes)) for reason in found.reasons] == [
        ("signer", 1),
        ("item", 1),
        ("host", 2),
    ]


def test_nothing_met_and_all_seen() -> None:
    assert answer(build(), build(), [section()]).need == "not-needed"


def test_what_was_not_seen_exempts_nothing() -> None:
    found = answer(build(PACKED), build(PACKED), [section()])
    assert found.need == "unknown"
    assert found.unseen == ("packed",)
    assert answer(build(PACKED), build(), [section()]).need == "not-needed"  # all of the new build was seen
    assert answer(build(PACKED), build(PACKED), [section("host")]).need == "needed"


def test_without_policies_the_answer_is_about_packages() -> None:
    missing = limit("a", "no-policy", "privacy policy", "x")
    found = answer(build(missing), build(missing), [section()])
    assert found.need == "not-needed"
    assert not found.policies
    assert answer(build(policy()), build(policy()), []).policies


@pytest.mark.parametrize("condition", RULE)
def test_the_words_are_sentences_in_both_languages(condition: str) -> None:
    words = RULE[condition].words
    assert words.zh.endswith("。")
    assert words.en.endswith((".", ")."))
    assert not re.search(r"[\u4e00-\u9fff]", words.en + RULE[condition].title.en)


@pytest.mark.parametrize(("page", "lang"), [("docs/diff.md", "en"), ("docs/zh/diff.md", "zh")], ids=["en", "zh"])
def test_the_pages_quote_the_rule_word_for_word(page: str, lang: str) -> None:
    text = (Path(__file__).parents[3] / page).read_text("utf-8")
    listed = re.findall(r"^\d+\. \*\*(.+?)[.。]\*\* (.+)$", text, re.MULTILINE)
    assert listed == [(c.title.in_language(lang), c.words.in_language(lang)) for c in RULE.values()]
