import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.document import Block
from kanhe.declared.documents.html import read_html


def blocks(source: str) -> tuple[Block, ...]:
    return read_html(source).blocks()


def told(source: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in blocks(source)]


def strong(source: str) -> list[str]:
    (block,) = blocks(source)
    return [block.text[a:b] for a, b in block.passage.strong]


def test_headings_paragraphs_and_breaks() -> None:
    source = "<h1>隐私政策</h1><p>第一段<br>第二段<div>第三段</div>"
    assert told(source) == [
        ("heading", "隐私政策"), ("paragraph", "第一段"), ("paragraph", "第二段"), ("paragraph", "第三段"),
    ]  # fmt: skip
    assert told("<h2>一<br>二</h2>") == [("heading", "一 二")]


def test_places_in_the_source() -> None:
    source = "<p>收集&nbsp;<b>手机&#21495;</b></p>"
    (block,) = blocks(source)
    assert block.text == "收集 手机号"
    start, end = block.passage.span(3, 6)
    assert source[start : start + 2] == "手机"
    assert end > source.index("&#21495;")


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var 收集 = 1</script>", "<style>.收集{}</style>", "<noscript>收集</noscript>",
        "<template><p>收集</p></template>", '<div style="display:none">收集<p>收集</p></div>', "<p hidden>收集</p>",
        "<!-- 收集 -->", "<select><option>收集</select>", "<svg><text>收集</text></svg>", "<head><title>收集</title></head>",
        "<style>.x{display:none}</style><p class='a x'>收集</p>", "<iframe>收集</iframe>",
    ],
)  # fmt: skip
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert told(f"<p>甲</p>{hidden}<p>乙</p>") == [("paragraph", "甲"), ("paragraph", "乙")]


def test_hidden_text_is_counted_and_may_be_shown() -> None:
    source = '<div style="display:none"><p>收集信息</p></div>'
    assert read_html(source).hidden == 4
    assert [b.text for b in read_html(source, show_hidden=True).blocks()] == ["收集信息"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("收集<b>手机号</b>", ["手机号"]),
        ("收集<strong>手机</strong><u>号</u>", ["手机号"]),
        ('收集<span style="font-weight:bold">手机号</span>', ["手机号"]),
        ('我们收集<font color="red">手机号</font>', ["手机号"]),
        ('收集收集收集收集<span style="font-size:24px">手机号</span>收集收集', ["手机号"]),
        ('收集<span style="color:#333">手机号</span>', []),
        ('<span style="color:#00c">收集手机号</span>', []),
        ('<b>收集<span style="font-weight:normal">手机号</span></b>', ["收集手机号"]),
        ("<style>.s1{font-weight:bold}</style>收集<i class=s1>手机号</i>", ["手机号"]),
    ],
)
def test_what_is_set_off(source: str, found: list[str]) -> None:
    assert strong(source) == found


def test_links() -> None:
    (block,) = blocks('见<a href="https://a.example/?x=1&amp;y=2">隐私政策</a>与<a href="javascript:void(0)">此处</a>')
    assert [(block.text[k.start : k.end], k.target) for k in block.passage.links] == [
        ("隐私政策", "https://a.example/?x=1&y=2")
    ]


def test_nested_lists() -> None:
    source = "<ol start=3><li>甲<ul><li>子</li></ul></li><li>乙<p>续</p></ol><ol type=a><li>丙</ol>"
    assert [(b.kind, b.level, b.marker, b.text) for b in blocks(source)] == [
        ("item", 1, "3.", "甲"), ("item", 2, "•", "子"), ("item", 1, "4.", "乙"), ("item", 1, None, "续"),
        ("item", 1, "a.", "丙"),
    ]  # fmt: skip


def test_table_with_spans() -> None:
    source = (
        "<table><thead><tr><th>名称<th>信息</tr></thead>"
        "<tr><td rowspan=2>甲<td>手机号<br>邮箱</tr><tr><td>位置</tr><tr><td colspan=2>无</td></tr></table>"
    )
    (table,) = blocks(source)
    assert table.kind == "table"
    assert table.header_rows == 1
    assert [[c.text for c in row] for row in table.rows] == [
        ["名称", "信息"], ["甲", "手机号 邮箱"], ["甲", "位置"], ["无", "无"],
    ]  # fmt: skip
    assert table.text == "名称 | 信息 | 甲 | 手机号 邮箱 | 位置 | 无"
    start, end = table.rows[2][1].span(0, 2)
    assert source[start:end] == "位置"


def test_a_table_that_lays_out_a_page_is_none() -> None:
    source = "<table><tr><td>菜单</td><td><h2>一</h2><p>甲</p><h2>二</h2><p>乙</p></td></tr></table>"
    assert [b.kind for b in blocks(source)] == ["paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert [b.kind for b in blocks("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>")] == ["paragraph"] * 2


def test_a_table_within_a_layout_stays_one() -> None:
    inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    assert [b.kind for b in blocks(f"<table><tr><td>x<td>{inner}</table>")] == ["paragraph", "table"]


def test_a_closing_tag_does_not_leave_its_cell() -> None:
    (table,) = blocks("<div><table><tr><td>甲</div></td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table></div>")
    assert [[c.text for c in row] for row in table.rows] == [["甲", "乙"], ["丙", "丁"]]


def test_text_as_typed() -> None:
    assert told("<pre>一、收集\n我们收集&lt;手机号&gt;。\n\n* 甲\n</pre>") == [
        ("paragraph", "一、收集"), ("paragraph", "我们收集<手机号>。"), ("item", "甲"),
    ]  # fmt: skip
    assert told('<div style="white-space:pre-wrap">甲。\n乙。</div>丙') == [
        ("paragraph", "甲。"), ("paragraph", "乙。"), ("paragraph", "丙"),
    ]  # fmt: skip
    assert told("<textarea>甲。\n乙。</textarea>") == [("paragraph", "甲。"), ("paragraph", "乙。")]


def test_text_as_typed_keeps_places() -> None:
    source = "<pre>\n&quot;甲&quot;\n乙\n</pre>"
    first, second = blocks(source)
    assert source[slice(*second.passage.span(0, 1))] == "乙"
    assert first.passage.span(0, 1)[0] == source.index("&quot;")


def test_title() -> None:
    assert read_html("<title> 隐私&amp;政策\n</title>").title == "隐私&政策"
    assert read_html("<p>a</p>").title is None


def test_a_piece_of_a_source() -> None:
    source = "<p>甲</p><p>乙</p>"
    read = read_html(source, 8)
    assert [b.text for b in read.blocks()] == ["乙"]
    assert read.blocks()[0].passage.at.tolist() == [11, 12]


TAGS = """<p> </p> <div> </div> <b> </b> <table> </table> <tr> <td> <th/rowspan=3> <td/colspan=9> </td> <ul> <li> </ul> <ol> </li>
<h1> </h1> <pre> </pre> <a/href=x> </a> 甲 乙 &amp; <br> <br/> <span/style='color:red'> </span> <nav> </nav> <thead> </thead>
<caption> <textarea> </textarea> <style>.a{} </style> <p/hidden> <select> </select>"""
MARKUP = st.lists(st.sampled_from([*TAGS.split(), " ", "\n"]), max_size=40).map("".join)


@given(MARKUP)
def test_any_markup_gives_blocks_with_places(source: str) -> None:
    for block in blocks(source):
        assert block.text
        for passage in (block.passage, *(c for row in block.rows for c in row)):
            assert len(passage.at) == len(passage.text) + 1
            assert passage.at.min() >= 0
            assert passage.at.max() <= len(source)
            assert all(0 <= a < b <= len(passage.text) for a, b in passage.strong)
        assert len({len(row) for row in block.rows}) <= 1


def seconds(source: str) -> float:
    start = time.process_time()
    blocks(source)
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<table><tr><td>", "<table><tr><td>a<td>b", "<ul><li>a", "<b>a<p>", "<p style='color:red'>a", "</div>", "<td rowspan=999 colspan=999>a",
     "<a href=x>a", "<pre>a", "<span style=font-weight:bold>a</span>", "<li>a", "<h1>a", "<td>", "a<br>", "<nav>a", "<p hidden>a"],
)  # fmt: skip
def test_hostile_pages_cost_linear_time(piece: str) -> None:
    seconds(piece * 50)
    once, four = min(seconds(piece * 1000) for _ in range(2)), min(seconds(piece * 4000) for _ in range(2))
    assert four < 8 * once + 0.3
