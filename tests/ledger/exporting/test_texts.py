import pytest

from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.docx import render_docx
from kanhe.ledger.exporting.html import render_html
from kanhe.ledger.exporting.texts import KINDS, official_text
from tests.ledger.exporting.books import books


def test_every_text_in_both_formats() -> None:
    book = books()
    ids = {
        "notice": book.notice, "order": book.case, "retest": book.passed, "delisting": book.delisting, "restoration": book.delisting,
    }  # fmt: skip
    with book.ledger.read() as connection:
        for kind in KINDS:
            if kind != "measure":
                text = official_text(connection, kind, [ids[kind]], "某局")
                assert text.signed == "某局"
                assert text.title in render_html(text)
                assert len(render_docx(text)) > 5000
        with pytest.raises(Refused):
            official_text(connection, "order", [book.case, book.case])
