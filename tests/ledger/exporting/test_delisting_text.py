import pytest

from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.delisting_text import delisting_text
from kanhe.ledger.exporting.docx import render_docx
from kanhe.ledger.importing.notice import read_notice
from tests.ledger.exporting.books import APP, DEVELOPER, NAME, books


def test_first_notice_retest_basis_order_and_list() -> None:
    book = books()
    with book.ledger.read() as connection:
        text = delisting_text(connection, [book.delisting])
    told = "".join(text.paragraphs)
    assert "2024年3月11日" in told
    assert "通报了3款" in told
    assert "经第三方检测机构核查复检，尚有1款APP未按照要求完成整改" in told
    assert "应用宝" in told
    assert "立即组织" in told
    assert "《中华人民共和国网络安全法》" in told
    (row,) = text.attachments[0].rows
    assert row[:3] == ("1", NAME, DEVELOPER)
    read = read_notice(render_docx(text), "x.docx")
    assert read.delisting
    assert [r.name for r in read.rows] == [NAME]


def test_several_orders_and_one_without_a_case() -> None:
    book = books()
    other = book.ledger.act(DelistingOrdered(APP, ("小米应用商店",), "仿冒", version_name="0.9"), "t").event
    with book.ledger.read() as connection:
        text = delisting_text(connection, [book.delisting, other.id])  # type: ignore[attr-defined]
        alone = delisting_text(connection, [other.id])  # type: ignore[attr-defined]
        with pytest.raises(Refused):
            delisting_text(connection, ["delisting-99"])
    assert len(text.attachments[0].rows) == 2
    assert "我局" not in alone.paragraphs[0]
    assert "所涉问题" not in alone.attachments[0].header
