import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.plain import plain_blocks


def told(text: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in plain_blocks(text)]


def test_lines_are_paragraphs() -> None:
    assert told("隐私政策\r\n\r\n　　我们收集信息。\n==========\n您有权。") == [
        ("paragraph", "隐私政策"), ("paragraph", "我们收集信息。"), ("paragraph", "您有权。"),
    ]  # fmt: skip


def test_bullets_with_depth() -> None:
    blocks = plain_blocks("包括：\n  * 甲\n    * 子\n  * 乙\n● 丙")
    assert [(b.kind, b.level, b.marker, b.text) for b in blocks] == [
        ("paragraph", 0, None, "包括："), ("item", 1, "*", "甲"), ("item", 2, "*", "子"), ("item", 1, "*", "乙"),
        ("item", 1, "●", "丙"),
    ]  # fmt: skip


def test_marked_headings_and_bold() -> None:
    heading, paragraph = plain_blocks("## 一、收集\n我们收集**手机号**。")
    assert (heading.kind, heading.level, heading.text) == ("heading", 2, "一、收集")
    assert paragraph.passage.strong == ((4, 7),)


def test_headings_marked_without_a_space() -> None:
    assert told("###1. 收集\n* 甲\n#1 机型") == [("heading", "1. 收集"), ("item", "甲"), ("paragraph", "#1 机型")]


def test_marks_stay_where_a_text_has_none() -> None:
    assert told("#1 机型\n5*3*2") == [("paragraph", "#1 机型"), ("paragraph", "5*3*2")]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("我们收集您的\n，用于注册。", "我们收集您的，用于注册。"),
        ("我们收集手机号、\n邮箱。", "我们收集手机号、邮箱。"),
        ("3）\n在您注册时收集。", "3）在您注册时收集。"),
        ("3.7\n第三方接入的服务。", "3.7 第三方接入的服务。"),
        (
            "为向您提供一键登录服务我们收集您的 **手机号**\n用于注册。",
            "为向您提供一键登录服务我们收集您的 手机号用于注册。",
        ),
    ],
)
def test_a_line_broken_in_a_sentence_is_joined(text: str, joined: str) -> None:
    assert [t for _, t in told(text)] == [joined]


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    sentence = "我们会收集您的手机号码和位置信息并且用于为您提供服务保障账号安全" * 12
    text = "\n".join(sentence[i : i + 30] for i in range(0, len(sentence), 30)) + "。\n一、收集\n甲。"
    assert [t for _, t in told(text)] == [sentence + "。", "一、收集", "甲。"]


def test_lines_of_keys_and_values_are_not_joined() -> None:
    assert len(told("**SDK名称：某推送SDK某推送SDK**\n收集信息：设备信息\n第三方名称：某公司")) == 3


def test_tables_drawn_with_bars_and_tabs() -> None:
    (table,) = plain_blocks("名称 | 信息\n---|---\n**甲** | 手机号\n乙 | 位置")
    assert table.header_rows == 1
    assert [[c.text for c in row] for row in table.rows] == [["名称", "信息"], ["甲", "手机号"], ["乙", "位置"]]
    assert table.rows[1][0].strong == ((0, 1),)
    (table,) = plain_blocks("名称\t信息\t目的\n甲\t手机号\t注册")
    assert [[c.text for c in row] for row in table.rows] == [["名称", "信息", "目的"], ["甲", "手机号", "注册"]]


LINES = st.lists(
    st.sampled_from(
        ["甲", "* 乙", "# 丙", "a|b", "---|---", "\t", "  ", "**", "1. 丁，", "，戊", "|", "=====", "己\t庚", ""]
    ),
    max_size=20,
)


@given(LINES.map("\n".join))
def test_blocks_stand_in_order_and_in_place(text: str) -> None:
    last = 0
    for block in plain_blocks(text):
        assert block.text
        at = block.passage.at
        assert len(at) == len(block.text) + 1
        assert last <= at[0]
        assert at[-1] <= len(text)
        last = int(at[0])
        assert len({len(row) for row in block.rows}) <= 1
        for char, place in zip(block.text, at, strict=False):
            assert char in " |" or text[place] == char


@pytest.mark.parametrize(
    "piece",
    ["a|b\n", "---|---\n", "|\n", "* a\n", "a\n", "\t\n", "a\tb\n", "|-|\n", ":-|-  \na\n", "---|---|---  \na  \n"],
)
def test_hostile_lines_cost_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        plain_blocks(piece * count)
        return time.process_time() - start

    seconds(50)
    once, four = min(seconds(500) for _ in range(2)), min(seconds(2000) for _ in range(2))
    assert four < 8 * once + 0.3
