import pytest

from kanhe.declared.elements.sentences import MAX_SENTENCE, is_title, policy_of
from tests.builders.policies import document


def test_a_stretch_without_stops_is_cut() -> None:
    policy = policy_of(document("字" * (2 * MAX_SENTENCE + 5)))
    assert [len(s.text) for s in policy.sentences] == [MAX_SENTENCE, MAX_SENTENCE, 5]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# 一、我们如何保存", True), ("（三）您的权利", True), ("我们如何处理未成年人的个人信息", True), (
            "您可通过设置注销账号", False),
        ("- 账号注销", True), ("保存三年。", False), ("邮箱：a@b.cn", False), (
            "# 我们会在三年内删除您的信息。", False),
    ],
)  # fmt: skip
def test_a_title_names_and_says_nothing(line: str, title: bool) -> None:
    (block,) = document(line).blocks
    assert is_title(block) is title


def test_scope_is_the_headings_and_the_line_above() -> None:
    policy = policy_of(document("# 甲\n一。\n二、乙\n二。\n## 丙\n三。"))
    scopes = [s.scope for s in policy.sentences if not s.title]
    assert scopes == ["甲", "甲 / 二、乙", "甲 / 丙"]
    assert len({s.section for s in policy.sentences if not s.title}) == 3


def test_words_lead_to_their_sentences_once() -> None:
    policy = policy_of(document("删除、删除。不删。\n再Delete。\n# 删除"))
    assert policy.with_word(["删除", "delete"]) == [0, 2, 3]
    assert policy.with_word(["没有"]) == []


def test_around_stays_under_the_same_heading() -> None:
    policy = policy_of(document("# 甲\n一。二。\n# 乙\n三。"))
    assert policy.around(1, before=1, after=4) == "一。\n二。"
