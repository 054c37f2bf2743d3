import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.embedded import blocks_of_literal, embedded_blocks, literals, resolved

TEXT = "我们会收集您的手机号码，用于为您注册账号。"
HTML = f"<h2>一、收集</h2><p>{TEXT}</p><p>我们会共享您的“设备信息”。</p>"


def told(source: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in embedded_blocks(source, [(0, len(source))])]


EXPECTED = [("heading", "一、收集"), ("paragraph", TEXT), ("paragraph", "我们会共享您的“设备信息”。")]


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "escaped"])
def test_html_in_data_of_a_page(plain: bool) -> None:
    source = "window.__DATA__ = " + json.dumps({"id": 7, "content": HTML, "name": "示例"}, ensure_ascii=not plain) + ";"
    assert told(source) == EXPECTED


def test_data_within_data() -> None:
    source = json.dumps({"body": json.dumps({"html": HTML, "a": "b", "c": "d"})})
    assert told(source) == EXPECTED


def test_html_whose_brackets_are_references() -> None:
    assert told(json.dumps({"html": HTML.replace("<", "&lt;").replace(">", "&gt;")})) == EXPECTED


def test_plain_text_with_line_breaks() -> None:
    assert told(json.dumps({"text": f"{TEXT}\n您可以拒绝，但我们将无法提供。"})) == [
        ("paragraph", TEXT), ("paragraph", "您可以拒绝，但我们将无法提供。"),
    ]  # fmt: skip


def test_literals_of_scripts() -> None:
    source = f"var a = 'short', b = '{TEXT}', c = `{TEXT}`, d = /re'x/;"
    assert told(source) == [("paragraph", TEXT)] * 2


def test_places_in_the_source() -> None:
    source = json.dumps({"text": TEXT})
    (block,) = embedded_blocks(source, [(0, len(source))])
    start, end = block.passage.span(0, 1)
    assert source[start : start + 6] == "\\u6211"
    assert block.passage.at[-1] == source.rindex('"')
    assert start < end <= start + 6


def test_code_without_prose_gives_nothing() -> None:
    assert told('var x = "a-b", y = "https://example.com/a/b/c/d/e/f/g", z = "abcdefghijklmnop";') == []


def test_characters_beyond_the_first_plane() -> None:
    source = r"\ud83d\ude00 \u{1f600} \ud83d x\n"
    literal = resolved(source, 0, len(source))
    assert literal.text == "😀 😀 \ufffd x\n"
    assert literal.begins[0] == 0
    assert literal.ends[0] == 12


def test_blocks_of_one_literal() -> None:
    source = json.dumps(HTML)
    (literal,) = literals(source, 0, len(source))
    assert [b.text for b in blocks_of_literal(literal)] == [t for _, t in EXPECTED]


@given(st.text(st.sampled_from("\"'`\\u4e0d{}\n我们会收集，。a<p>&lt; "), max_size=60))
def test_any_script(source: str) -> None:
    for block in embedded_blocks(source, [(0, len(source))]):
        assert len(block.passage.at) == len(block.text) + 1
        assert 0 <= block.passage.at.min() <= block.passage.at.max() <= len(source)
