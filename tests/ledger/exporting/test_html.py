import datetime as dt

from kanhe.ledger.exporting.html import render_html
from kanhe.ledger.exporting.official_text import OfficialText, Sheet


def test_everything_is_text() -> None:
    evil = "<script>alert(1)</script>"
    text = OfficialText(evil, (evil,), evil, dt.date(2024, 3, 1), evil, evil, evil, (Sheet(evil, (evil,), ((evil,),)),))
    page = render_html(text)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 10
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_lines_of_a_cell() -> None:
    page = render_html(
        OfficialText("t", ("p",), "s", dt.date(2024, 3, 1), "r", attachments=(Sheet(None, ("a",), (("x\ny",),)),))
    )
    assert "<td>x<br>y</td>" in page
    assert "拟稿" not in page
