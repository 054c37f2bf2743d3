import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kanhe.ledger.importing.content import Unreadable
from kanhe.ledger.importing.docx_content import docx_content
from tests.ledger.importing.formats import as_docx, saved
from tests.ledger.importing.test_xlsx_content import changed


def test_lines_and_tables_in_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("附件1")
    document.add_table(1, 1).cell(0, 0).text = "甲"
    document.add_paragraph("附件2")
    document.add_table(1, 1).cell(0, 0).text = "乙"
    found = docx_content(saved(document))
    assert found.lines == ("附件1", "附件2")
    assert [(t.before, t.rows) for t in found.tables] == [(("附件1",), (("甲",),)), (("附件2",), (("乙",),))]


def test_merges_down_and_across() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for at, text in (((0, 0), "甲"), ((0, 1), "a"), ((1, 1), "b"), ((2, 0), "合计")):
        table.cell(*at).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(2, 2))
    (found,) = docx_content(saved(document)).tables
    assert found.rows == (("甲", "a", ""), ("甲", "b", ""), ("合计",) * 3)


def test_a_column_merged_over_two_thousand_rows() -> None:
    document = docx.Document()
    table = document.add_table(2000, 2)
    for row in table._tbl.tr_lst:
        merge = OxmlElement("w:vMerge")
        row.tc_lst[0].get_or_add_tcPr().append(merge)
    table._tbl.tr_lst[0].tc_lst[0].tcPr.find(qn("w:vMerge")).set(qn("w:val"), "restart")
    table._tbl.tr_lst[0].tc_lst[0].p_lst[0].add_r().text = "甲"
    (found,) = docx_content(saved(document)).tables
    assert {row[0] for row in found.rows} == {"甲"}
    assert len(found.rows) == 2000


def test_a_row_in_a_content_control() -> None:
    document = docx.Document()
    table = document.add_table(2, 1)
    for row, text in zip(table.rows, ("甲", "乙"), strict=True):
        row.cells[0].text = text
    row = table._tbl.tr_lst[1]
    control, inner = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(control)
    control.append(inner)
    inner.append(row)
    assert docx_content(saved(document)).tables[0].rows == (("甲",), ("乙",))


def test_damaged_and_too_wide() -> None:
    data = as_docx([], [["a"]])
    with pytest.raises(Unreadable, match="damaged"):
        docx_content(changed(data, "word/document.xml", b"<w:body>", b"<"))
    wide = b'<w:gridSpan w:val="9999"/></w:tcPr>'
    with pytest.raises(Unreadable, match="columns"):
        docx_content(changed(as_docx([], [["a", "b"]]), "word/document.xml", b"</w:tcPr>", wide))
