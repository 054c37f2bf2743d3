import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kanhe.declared.documents.docx_numbering import Numbering, chinese, value_of, w, written


def test_numbers_as_formats_write_them() -> None:
    assert [chinese(n) for n in (1, 10, 11, 20, 35, 100)] == ["一", "十", "十一", "二十", "三十五", "100"]
    assert [written(3, s) for s in ("decimal", "chineseCounting", "lowerLetter", "upperRoman", "decimalEnclosedCircle")] == [
        "3", "三", "c", "III", "③",
    ]  # fmt: skip


LEVELS = """<w:abstractNum {0} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>"""


@pytest.fixture
def document() -> docx.document.Document:
    made = docx.Document()
    root = made.part.numbering_part.element
    root.insert(0, parse_xml(LEVELS.format(nsdecls("w"))))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    return made


def paragraph(document: docx.document.Document, level: int) -> object:
    made = document.add_paragraph("甲")._p
    properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="88"/></w:numPr>'
    made.get_or_add_pPr().append(parse_xml(properties))
    return made


def test_counters_run_on_and_restart(document: docx.document.Document) -> None:
    paragraphs = [paragraph(document, level) for level in (0, 1, 1, 0, 1, 2, 3)]
    numbering = Numbering(document)
    found = [numbering.paragraph(p) for p in paragraphs]
    assert [f.marker for f in found] == ["二、", "2.1", "2.2", "三、", "3.1", "•", None]
    assert [f.depth for f in found] == [1, 2, 2, 1, 2, 3, 4]


def test_styles_make_headings(document: docx.document.Document) -> None:
    numbering = Numbering(document)
    assert numbering.paragraph(document.add_heading("标题", 3)._p).heading == 3
    assert numbering.paragraph(document.add_paragraph("文")._p).heading == 0
    outlined = document.add_paragraph("文")._p
    outlined.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))
    assert numbering.paragraph(outlined).heading == 2


def test_an_unknown_list_is_one_of_bullets(document: docx.document.Document) -> None:
    made = document.add_paragraph("甲")._p
    made.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="999"/></w:numPr>'))
    assert Numbering(document).paragraph(made).marker == "•"


def test_values_along_a_path() -> None:
    element = parse_xml(f'<w:pPr {nsdecls("w")}><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>')
    assert value_of(element, "numPr/numId") == "5"
    assert value_of(element, "numPr/ilvl") is None
    assert value_of(None, "a") is None
    assert element.tag == w("pPr")
