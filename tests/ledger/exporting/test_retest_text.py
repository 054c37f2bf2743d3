import pytest

from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.retest_text import retest_text
from kanhe.ledger.inspections import InspectionRecorded
from tests.ledger.exporting.books import SHA256, books


def test_passed_with_the_sample_and_its_inspection() -> None:
    book = books()
    book.ledger.act(InspectionRecorded(SHA256, "pass", "kanhe 0.1"), "t")
    with book.ledger.read() as connection:
        text = retest_text(connection, book.passed)
    facts = dict(text.tables[0].rows)  # type: ignore[arg-type]
    assert facts["安装包 SHA-256"] == SHA256
    assert facts["签名证书"] == "cd" * 32
    assert (facts["原检测版本"], facts["复测版本"], facts["检测报告"]) == ("1.0", "1.2", "R-2")
    assert {row[3] for row in text.tables[1].rows} == {"已整改"}
    assert "通过" in (text.tables[2].caption or "")
    assert any("其他地域" in p for p in text.paragraphs)


def test_failed() -> None:
    book = books()
    with book.ledger.read() as connection:
        text = retest_text(connection, book.failed)
        assert any("复测未通过" in p for p in text.paragraphs)
        assert len(text.tables) == 2
        with pytest.raises(Refused):
            retest_text(connection, "retest-99")
