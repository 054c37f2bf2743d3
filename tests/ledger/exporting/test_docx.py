import datetime as dt
import io

import docx

from kanhe.ledger.exporting.docx import render_docx
from kanhe.ledger.exporting.official_text import OfficialText, Sheet


def test_a_text_with_everything() -> None:
    sheet = Sheet("附件1：名单", ("序号", "名称"), (("1", "甲\n乙\x01"),))
    text = OfficialText(
        "标题",
        ("一段。", "二段。"),
        "某局",
        dt.date(2024, 3, 1),
        "依据",
        "（副题）",
        "某公司",
        (sheet,),
        (sheet,),
        draft=True,
    )
    document = docx.Document(io.BytesIO(render_docx(text)))
    lines = [p.text for p in document.paragraphs if p.text.strip()]
    assert lines == [
        "（拟稿，未签署）", "标题", "（副题）", "某公司：", "一段。", "附件1：名单", "二段。", "某局", "2024年3月1日", "附件1：名单",
    ]  # fmt: skip
    assert [[c.text for c in row.cells] for row in document.tables[0].rows] == [["序号", "名称"], ["1", "甲\n乙"]]
    assert document.sections[0].footer.paragraphs[0].text == "依据"
    assert document.core_properties.title == "标题"
