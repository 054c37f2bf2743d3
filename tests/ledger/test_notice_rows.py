import pytest

from kanhe.ledger.event import Refused
from kanhe.ledger.notice_rows import rows_of_cases
from tests.ledger.exporting.books import APP, DEVELOPER, NAME, books


def test_cases_become_rows_once_each() -> None:
    book = books()
    with book.ledger.read() as connection:
        (row,) = rows_of_cases(connection, [book.case, book.case])
        with pytest.raises(Refused):
            rows_of_cases(connection, ["case-99"])
    assert (row.number, row.name, row.developer, row.source, row.version) == (1, NAME, DEVELOPER, "华为应用市场", "1.0")
    assert (row.case, row.app, row.enterprise) == (book.case, APP, "qing")
    assert row.problems == ("APP强制、频繁、过度索取权限", "违规收集个人信息")
