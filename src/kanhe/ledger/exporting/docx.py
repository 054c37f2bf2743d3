"""An official text as DOCX."""

from __future__ import annotations

import io
from typing import Any

from kanhe.ledger.exporting.official_text import OfficialText, Sheet, chinese_date, printed

FONT, HEAD_FONT = "仿宋", "黑体"


def render_docx(text: OfficialText) -> bytes:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document: Any = docx.Document()
    _font(document.styles["Normal"], FONT, Pt(14))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    if text.draft:
        _line(document, "（拟稿，未签署）", WD_ALIGN_PARAGRAPH.RIGHT)
    _heading(document, text.title, Pt(20))
    if text.subtitle:
        _line(document, text.subtitle, WD_ALIGN_PARAGRAPH.CENTER)
    if text.addressee:
        _line(document, f"{text.addressee}：")
    for at, paragraph in enumerate(text.paragraphs):
        _line(document, paragraph).paragraph_format.first_line_indent = Pt(28)
        if at == 0:
            for sheet in text.tables:
                _sheet(document, sheet)
    _line(document, text.signed, WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document, chinese_date(text.date), WD_ALIGN_PARAGRAPH.RIGHT)
    for sheet in text.attachments:
        document.add_page_break()
        _sheet(document, sheet)
    section.footer.paragraphs[0].text = printed(text.reference)
    for run in section.footer.paragraphs[0].runs:
        run.font.size = Pt(8)
    properties = document.core_properties
    properties.title, properties.author, properties.language = printed(text.title), printed(text.signed), "zh-CN"
    properties.comments = ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _line(document: Any, text: str, alignment: Any = None) -> Any:
    paragraph = document.add_paragraph(printed(text))
    paragraph.alignment = alignment
    return paragraph


def _heading(document: Any, text: str, size: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(paragraph.add_run(printed(text)), HEAD_FONT, size)


def _font(styled: Any, name: str, size: Any) -> None:
    from docx.oxml.ns import qn

    styled.font.name, styled.font.size = name, size
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _sheet(document: Any, sheet: Sheet) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    if sheet.caption:
        _line(document, sheet.caption)
    table = document.add_table(1, len(sheet.header))
    table.style = "Table Grid"
    _fill(table.rows[0], sheet.header)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on every page
    for row in sheet.rows:
        _fill(table.add_row(), row)
    for row in table.rows:
        for paragraph in (p for cell in row.cells for p in cell.paragraphs):
            paragraph.paragraph_format.space_after = Pt(0)
            for run in paragraph.runs:
                run.font.size = Pt(10.5)


def _fill(row: Any, texts: tuple[str, ...]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        lines = printed(text).split("\n")
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
