import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.document import Passage
from kanhe.declared.documents.marks import MARKED, Inked
from kanhe.declared.documents.tape import Tape


def inked(source: str, marked: bool = True) -> Passage:
    ink = Inked(Tape(source))
    ink.write(0, len(source), marked)
    return ink.tape.fold(ink.strong, ink.links).passage(0, ink.tape.length)


def strong(source: str) -> list[str]:
    passage = inked(source)
    return [passage.text[a:b] for a, b in passage.strong]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("收集**手机号**。", "收集手机号。"),
        ("**重要：**您", "重要：您"),
        ("_斜体_文字", "斜体文字"),
        ("android_id 与 OAID_1", "android_id 与 OAID_1"),
        ("1\\. 收集", "1. 收集"),
        ("`IMEI`~~旧~~", "IMEI旧"),
        ("138****1234", "138****1234"),
        ("1. ****我们收集", "1. 我们收集"),
        ("* 为必填", "* 为必填"),
        ("5*3", "5*3"),
        ("a &lt; b &unknown; c", "a < b &unknown; c"),
        ("![图](a.png)文", "文"),
        ("甲[^1]乙", "甲乙"),
        ("甲<br>乙", "甲 乙"),
        ("收集 < 3 项", "收集 < 3 项"),
        ("https://a.example/a_b_c*d", "https://a.example/a_b_c*d"),
    ],
)
def test_text_without_marks(source: str, text: str) -> None:
    assert inked(source).text == text
    assert inked(source, marked=False).text == source


def test_what_is_set_off() -> None:
    assert strong("收集**手机号**与__邮箱__") == ["手机号"]
    assert strong("收集<u>手机号</u>") == ["手机号"]
    assert strong("** _手机号_**等") == ["手机号"]
    assert strong("收集**手机号") == ["手机号"]


def test_links_keep_text_and_target() -> None:
    passage = inked('见[**隐私**政策](https://a.example/(x) "t")。与<https://b.example>')
    assert passage.text == "见隐私政策。与https://b.example"
    assert [(passage.text[k.start : k.end], k.target) for k in passage.links] == [
        ("隐私政策", "https://a.example/(x)"), ("https://b.example", "https://b.example"),
    ]  # fmt: skip
    assert passage.strong == ((1, 3),)


def test_brackets_that_are_no_link() -> None:
    assert inked("北京[甲]公司").text == "北京[甲]公司"


@pytest.mark.parametrize(
    ("text", "marked"),
    [("**粗**", True), ("# 标题", True), ("[a](http://b)", True), ("1\\. 甲", True), ("a|b\n---|---", True), ("甲*乙", False), ("C# 语言", False)],
)  # fmt: skip
def test_texts_with_marks_are_told(text: str, marked: bool) -> None:
    assert (MARKED.search(text) is not None) is marked


@given(st.text(st.sampled_from('*_[]()`~\\<>&;!ab甲 /:."b'), max_size=40))
def test_places_stay_true(source: str) -> None:
    passage = inked(source)
    assert len(passage.at) == len(passage.text) + 1
    assert (passage.at[1:] >= passage.at[:-1]).all()
    for char, place in zip(passage.text, passage.at, strict=False):
        if char in "ab甲":
            assert source[place] in (char, "&", "\\")
    assert all(0 <= k.start < k.end <= len(passage.text) for k in passage.links)


@pytest.mark.parametrize("piece", ["*", "**a", "[", "[a](", "![", "<a", "`", "_a", "\\", "[a]", "https://", "(", "[[](", "&a", "](" ])  # fmt: skip
def test_hostile_lines_cost_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        inked(piece * count)
        return time.process_time() - start

    seconds(100)
    once, four = min(seconds(2500) for _ in range(2)), min(seconds(10_000) for _ in range(2))
    assert four < 8 * once + 0.3
