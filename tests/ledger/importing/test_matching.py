from kanhe.ledger.apps import AppRegistered
from kanhe.ledger.importing.matching import matched
from kanhe.ledger.notices import NoticeRow
from tests.ledger.exporting.books import APP, DEVELOPER, NAME, books


def test_one_app_of_that_name_by_that_enterprise() -> None:
    book = books()
    spelled = NoticeRow("晴时 < 天气 >", DEVELOPER.replace("上海", "上海 "))
    rows = (spelled, NoticeRow("别的", DEVELOPER), NoticeRow(NAME, "别的公司"), NoticeRow(NAME, DEVELOPER, kind="sdk"))
    with book.ledger.read() as connection:
        found = matched(connection, rows)
    assert [(r.enterprise, r.app) for r in found] == [("qing", APP), ("qing", None), (None, None), (None, None)]
    book.ledger.act(AppRegistered("com.example.qing.two", NAME, "qing"), "t")
    with book.ledger.read() as connection:
        assert matched(connection, [spelled])[0].app is None, "two of that name: a person decides"
