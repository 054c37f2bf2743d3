import pytest

from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.restoration_text import restoration_text
from tests.ledger.exporting.books import APP, SHA256, books


def test_app_version_and_number_of_the_retest() -> None:
    book = books()
    with book.ledger.read() as connection:
        text = restoration_text(connection, book.delisting)
    facts = dict(text.tables[0].rows)  # type: ignore[arg-type]
    assert (facts["恢复上架的版本"], facts["复测编号"], facts["安装包 SHA-256"]) == ("1.2", book.passed, SHA256)
    assert text.addressee == "华为应用市场、应用宝"
    assert "2024年3月20日被责令下架" in text.paragraphs[0]


def test_an_app_that_is_still_down() -> None:
    book = books()
    order = book.ledger.act(DelistingOrdered(APP, ("s",), "r"), "t").event
    with book.ledger.read() as connection, pytest.raises(Refused, match="not restored"):
        restoration_text(connection, order.id)  # type: ignore[attr-defined]
