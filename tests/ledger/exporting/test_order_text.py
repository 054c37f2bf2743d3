import pytest

from kanhe.ledger.cases import CaseOpened
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.order_text import order_text
from tests.ledger.exporting.books import APP, DEVELOPER, books


def test_findings_basis_deadline_contact_and_proof() -> None:
    book = books()
    with book.ledger.read() as connection:
        text = order_text(connection, book.case)
    told = "".join(text.paragraphs)
    assert text.addressee == DEVELOPER
    assert text.tables[0].rows[1] == ("2", "违规收集个人信息", "同意前读取 ANDROID_ID")
    for said in ("《中华人民共和国个人信息保护法》", "2024年3月8日前", "010-00000000", "整改报告", "责任人"):
        assert said in told


def test_a_case_without_an_order() -> None:
    book = books()
    case = book.ledger.act(CaseOpened(APP, "9", "s", "miit", "1"), "t").event
    with book.ledger.read() as connection:
        with pytest.raises(Refused, match="nothing was ordered"):
            order_text(connection, case.id)  # type: ignore[attr-defined]
        with pytest.raises(Refused, match="no case"):
            order_text(connection, "case-99")
