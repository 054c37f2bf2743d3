import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.markdown import markdown_blocks


def told(text: str) -> list[tuple[str, int, str | None, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in markdown_blocks(text)[0]]


def texts(text: str) -> list[str]:
    return [b.text for b in markdown_blocks(text)[0]]


def test_structure() -> None:
    assert told("# 隐私政策\n\n我们收集**手机号**。\n\n1. 甲\n   - 子\n2. 乙\n\n> 引文") == [
        ("heading", 1, None, "隐私政策"), ("paragraph", 0, None, "我们收集手机号。"), ("item", 1, "1.", "甲"),
        ("item", 2, "•", "子"), ("item", 1, "2.", "乙"), ("paragraph", 0, None, "引文"),
    ]  # fmt: skip


def test_front_matter() -> None:
    blocks, title = markdown_blocks("---\ntitle: '示例政策'\ndate: 1\n---\n\n正文")
    assert title == "示例政策"
    assert [b.text for b in blocks] == ["正文"]
    assert markdown_blocks("正文")[1] is None


def test_places() -> None:
    source = "---\ntitle: x\n---\n\n- 收集**手机号**与[邮箱](http://a)\n"
    (block,) = markdown_blocks(source)[0]
    assert block.text == "收集手机号与邮箱"
    assert source[slice(*block.passage.span(2, 5))] == "手机号"
    assert block.passage.strong == ((2, 5),)
    assert block.passage.links[0].target == "http://a"
    start, end = block.passage.span(6, 8)
    assert source[start:end] == "邮箱"


def test_lines_of_a_paragraph() -> None:
    assert texts("我们会收集\n您的信息。\n第二句。\n1、甲\n2、乙") == [
        "我们会收集您的信息。",
        "第二句。",
        "1、甲",
        "2、乙",
    ]
    assert texts("甲  \n乙") == ["甲", "乙"]


def test_indented_lines_are_no_code() -> None:
    assert texts("标题\n\n    我们收集信息。") == ["标题", "我们收集信息。"]


def test_tables() -> None:
    (table,) = markdown_blocks("| 名称 | 信息 |\n| --- | --- |\n| **甲** | 手机号 |\n| 乙 |\n")[0]
    assert table.header_rows == 1
    assert [[c.text for c in row] for row in table.rows] == [["名称", "信息"], ["甲", "手机号"], ["乙", ""]]


def test_tables_within_a_quotation() -> None:
    (table,) = markdown_blocks("> | 名称 | 信息 |\n> | --- | --- |\n> | 甲 | 手机号 |\n")[0]
    assert [[c.text for c in row] for row in table.rows] == [["名称", "信息"], ["甲", "手机号"]]


def test_pieces_of_html() -> None:
    source = "前\n\n<table>\n\n<tr><td>甲</td><td>乙</td></tr>\n\n<tr><td>丙</td><td>丁</td></tr>\n</table>\n\n后<br>面<u>线</u>"
    before, table, after = markdown_blocks(source)[0]
    assert [[c.text for c in row] for row in table.rows] == [["甲", "乙"], ["丙", "丁"]]
    assert source[slice(*table.rows[1][1].span(0, 1))] == "丁"
    assert (before.text, after.text) == ("前", "后 面线")
    assert after.passage.strong == ((3, 4),)


def test_callouts_and_definitions_are_no_text() -> None:
    assert texts('!!! note "提示"\n\n> [!summary]+ 摘要\n\n[id]: http://a\n\n```yaml\nurl: x\n```') == [
        "提示",
        "摘要",
        "url: x",
    ]


PIECES = st.lists(st.sampled_from(["# 甲", "乙", "- 丙", "  - 丁", "1. 戊", "> 己", "|a|b|", "|-|-|", "```", "<div>", "</div>", "<table>", "", "**粗**", "---", "\r", "    庚"]), max_size=20)  # fmt: skip


@given(PIECES.map("\n".join))
def test_any_text(source: str) -> None:
    for block in markdown_blocks(source)[0]:
        for passage in (block.passage, *(c for row in block.rows for c in row)):
            assert len(passage.at) == len(passage.text) + 1
            assert 0 <= passage.at.min() <= passage.at.max() <= len(source)


@pytest.mark.parametrize(
    "piece",
    [
        "> ",
        "- ",
        "|a",
        "|a|\n|-|\n",
        "* a\n\n",
        "```\n",
        "<div>\n",
        "<table>\n",
        "# a\n",
        "a\n",
        "[a]: b\n",
        "1. a\n  ",
    ],
)
def test_hostile_texts_cost_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        markdown_blocks(piece * count)
        return time.process_time() - start

    seconds(50)
    once, four = min(seconds(500) for _ in range(2)), min(seconds(2000) for _ in range(2))
    assert four < 8 * once + 0.3
