import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kanhe.ledger.importing.content import Content, Unreadable
from kanhe.ledger.importing.document_content import document_content
from tests.builders.pdf import Rule, Text, write_pdf
from tests.ledger.importing.formats import as_docx, saved
from tests.ledger.importing.test_xlsx_content import changed


def page(text: str) -> Content:
    return document_content(text.encode(), "x.html")


def rows(text: str) -> tuple[tuple[str, ...], ...]:
    return page(text).tables[0].rows


def test_lines_and_tables_in_their_order() -> None:
    document = docx.Document()
    for title, cells in (("附件1", "甲乙"), ("附件2", "丙丁")):
        document.add_paragraph(title)
        for cell, text in zip(document.add_table(1, 2).rows[0].cells, cells, strict=True):
            cell.text = text
    found = document_content(saved(document), "x")
    assert found.lines == ("附件1", "附件2")
    assert [(t.before, t.rows) for t in found.tables] == [
        (("附件1",), (("甲", "乙"),)), (("附件2",), (("丙", "丁"),)),
    ]  # fmt: skip


def test_merges_down_and_across() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for at, text in (((0, 0), "甲"), ((0, 1), "a"), ((1, 1), "b"), ((2, 0), "合计")):
        table.cell(*at).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(2, 2))
    (found,) = document_content(saved(document), "x").tables
    assert found.rows == (("甲", "a", ""), ("甲", "b", ""), ("合计",) * 3)


def test_a_column_merged_over_two_thousand_rows() -> None:
    document = docx.Document()
    table = document.add_table(2000, 2)
    for row in table._tbl.tr_lst:
        merge = OxmlElement("w:vMerge")
        row.tc_lst[0].get_or_add_tcPr().append(merge)
        row.tc_lst[1].p_lst[0].add_r().text = "乙"
    table._tbl.tr_lst[0].tc_lst[0].tcPr.find(qn("w:vMerge")).set(qn("w:val"), "restart")
    table._tbl.tr_lst[0].tc_lst[0].p_lst[0].add_r().text = "甲"
    (found,) = document_content(saved(document), "x").tables
    assert set(found.rows) == {("甲", "乙")}
    assert len(found.rows) == 2000


def test_a_row_in_a_content_control() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for row, text in zip(table.rows, ("甲", "乙"), strict=True):
        row.cells[0].text, row.cells[1].text = text, "x"
    row = table._tbl.tr_lst[1]
    control, inner = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(control)
    control.append(inner)
    inner.append(row)
    assert document_content(saved(document), "x").tables[0].rows == (("甲", "x"), ("乙", "x"))


def test_damaged_and_too_wide() -> None:
    data = as_docx([], [["a"]])
    with pytest.raises(Unreadable, match="damaged"):
        document_content(changed(data, "word/document.xml", b"<w:body>", b"<"), "x")
    wide = b'<w:gridSpan w:val="9999"/></w:tcPr>'
    data = changed(as_docx([], [["a", "b"]]), "word/document.xml", b"</w:tcPr>", wide)
    assert len(document_content(data, "x").tables[0].rows[0]) == 64


def test_spans_are_repeated() -> None:
    table = "<table><tr><td rowspan=2>甲<td>a<td rowspan=2>x<tr><td>b<tr><td colspan=3>合计</table>"
    assert rows(table) == (("甲", "a", "x"), ("甲", "b", "x"), ("合计",) * 3)


def test_a_span_at_the_end_of_a_short_row() -> None:
    assert rows("<table><tr><td>a<td>b<td rowspan=2>c</tr><tr><td>d</tr></table>") == (("a", "b", "c"), ("d", "", "c"))


def test_lines_breaks_and_what_is_not_shown() -> None:
    found = page(
        "<title>标题</title><script>var x</script><p>一<b>二</b><br>三</p><table><td>a<br>b\n<p>中\n文</p><td>c</table>"
    )
    assert found.lines == ("标题", "一二", "三")
    assert found.tables[0].rows == (("a\nb\n中文", "c"),)


def test_gb_by_its_own_word() -> None:
    text = '<meta charset="gb2312"><p>应用名称</p>'.encode("gb18030")
    assert document_content(text, "x.html").lines == ("应用名称",)


def test_a_table_that_lays_out_the_page_is_none() -> None:
    found = page("<table><tr><td>外<td><table><tr><td>内<td>a</table></table>")
    assert found.lines == ("外",)
    assert [(t.rows, t.before) for t in found.tables] == [((("内", "a"),), ("外",))]


def test_numbers_of_paragraphs_stay() -> None:
    text = "各有关单位应当在规定的期限内完成整改，逾期不整改的依法处理"
    assert page(f"<p>一、{text}</p><ol><li>{text}</ol>").lines == (f"一、{text}", f"1.{text}")


@pytest.mark.parametrize("text", ["<table>" + "<tr><td>x<td>y" * 20_002, "<p>通报" * 60_000], ids=["cells", "lines"])
def test_bounds(text: str) -> None:
    with pytest.raises(Unreadable):
        page(text)


def test_spans_that_claim_too_much() -> None:
    assert len(rows("<table><tr><td rowspan=99999 colspan=99999>x<td>z<tr><td>y</table>")[0]) <= 64


def test_a_table_in_a_pdf() -> None:
    places = (50, 90, 170, 300)
    ruled = [Rule(50, y, 300, y) for y in (460, 500, 520)] + [Rule(x, 460, x, 520) for x in places]
    cells = [
        (50, 506, "序号"), (90, 506, "名称"), (170, 506, "问题"), (50, 486, "1"), (90, 486, "甲"),
        (170, 486, "账号注销难"), (170, 472, "强制用户"),
    ]  # fmt: skip
    marks = [Text(x + 3, y, 9, text) for x, y, text in cells]
    found = document_content(write_pdf([[Text(50, 550, 10, "关于侵害用户权益行为的通报"), *ruled, *marks]]), "x.pdf")
    assert found.lines == ("关于侵害用户权益行为的通报",)
    assert found.tables[0].rows == (("序号", "名称", "问题"), ("1", "甲", "账号注销难\n强制用户"))
