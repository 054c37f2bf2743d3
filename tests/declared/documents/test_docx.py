import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.declared.documents import docx as reader
from kanhe.declared.documents.docx import is_docx, read_docx


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def sample() -> docx.document.Document:
    document = docx.Document()
    document.core_properties.title = "示例"
    document.add_heading("隐私政策", 1)
    paragraph = document.add_paragraph("我们收集")
    paragraph.add_run("手机号").bold = True
    paragraph.add_run("与")
    paragraph.add_run("邮箱").font.color.rgb = RGBColor(255, 0, 0)
    paragraph.add_run("（隐藏）").font.hidden = True
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("丙", style="List Bullet 2")
    table = document.add_table(3, 3)
    for row, texts in enumerate(["名信目", "甲机册", "乙位图"]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("完")
    return document


def test_headings_text_lists_and_tables() -> None:
    read = read_docx(saved(sample()))
    assert read.title == "示例"
    assert read.problems == ()
    heading, paragraph, first, second, third, table, last = read.blocks
    assert (heading.kind, heading.level, heading.text) == ("heading", 1, "隐私政策")
    assert paragraph.text == "我们收集手机号与邮箱"
    assert paragraph.passage.strong == ((4, 7), (8, 10))
    assert [(b.kind, b.marker, b.text) for b in (first, second)] == [("item", "1.", "甲"), ("item", "2.", "乙")]
    assert (third.kind, third.marker) == ("item", "•")
    assert [[c.text for c in row] for row in table.rows] == [
        ["名", "信 目", "信 目"],
        ["甲 乙", "机", "册"],
        ["甲 乙", "位", "图"],
    ]
    assert last.text == "完"
    for block in (heading, paragraph, last):
        assert read.text[slice(*block.passage.span(0, len(block.text)))] == block.text


def test_links_and_breaks() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("见")
    target = document.part.relate_to(
        "https://a.example", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{target}"><w:r><w:t>政策</w:t></w:r></w:hyperlink>')
    paragraph._p.append(link)
    paragraph.add_run().add_break()
    paragraph.add_run("后")
    (block,) = read_docx(saved(document)).blocks
    assert block.text == "见政策 后"
    assert [(k.start, k.end, k.target) for k in block.passage.links] == [(1, 3, "https://a.example")]


def test_what_was_deleted_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("甲")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>乙</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>丙</w:t></w:r></w:ins>"))
    assert [b.text for b in read_docx(saved(document)).blocks] == ["甲丙"]


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


def test_what_is_a_docx() -> None:
    assert is_docx(saved(sample()))
    assert is_docx(archive(**{"word/document.xml": b""}))
    assert not is_docx(archive(a=b""))
    assert not is_docx(b"PK\x03\x04")
    assert not is_docx(b"")


@pytest.mark.parametrize(
    "data", [archive(**{"word/document.xml": b"<a>"}), saved(sample())[:-200], b"PK\x03\x04word/document.xml"]
)
def test_a_damaged_file_says_so(data: bytes) -> None:
    assert [p.kind for p in read_docx(data).problems] == ["unreadable-document"]


def test_a_file_that_unpacks_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_UNPACKED", 1000)
    assert "解压" in read_docx(saved(sample())).problems[0].zh


PARTS = {
    name: zipfile.ZipFile(io.BytesIO(saved(sample()))).read(name)
    for name in zipfile.ZipFile(io.BytesIO(saved(sample()))).namelist()
}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.lists(st.tuples(st.integers(0, 9999), st.sampled_from([b"<", b">", b'"', b"9", b"", b"</w:p>", b"<w:tbl>"])), min_size=1, max_size=4))  # fmt: skip
def test_hostile_parts_never_raise(name: str, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(PARTS[name])
    for place, new in changes:
        at = place % (len(data) + 1)
        data[at : at + 1] = new
    read = read_docx(archive(**{**PARTS, name: bytes(data)}))
    assert read.blocks or read.problems or read.text == ""
