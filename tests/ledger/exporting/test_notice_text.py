"""What is exported can be imported again, with the same rows."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.docx import render_docx
from kanhe.ledger.exporting.html import render_html
from kanhe.ledger.exporting.notice_text import notice_text
from kanhe.ledger.exporting.official_text import OfficialText
from kanhe.ledger.importing.notice import ReadNotice, read_notice
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notices import NoticePublished, NoticeRow, NoticeRowWithdrawn
from kanhe.ledger.reference_case import FixedClock
from tests.ledger.exporting.books import DEVELOPER, NAME, OTHER, SDK, books
from tests.ledger.importing.formats import as_csv
from tests.ledger.importing.test_notice import CHUANYU, MINISTRY, MINISTRY_TEXT, SHANDONG


def both(text: OfficialText) -> list[ReadNotice]:
    return [read_notice(render_docx(text), "x.docx"), read_notice(render_html(text).encode(), "x.html")]


def test_what_it_says() -> None:
    book = books()
    with book.ledger.read() as connection:
        text = notice_text(connection, book.notice)
    assert (text.title, text.subtitle) == ("关于侵害用户权益行为的APP（SDK）通报", "（2024年第2批，总第37批）")
    told = "".join(text.paragraphs)
    assert "尚有2款APP、1款SDK" in told
    assert "2024年3月19日前完成整改" in told
    assert "《中华人民共和国个人信息保护法》" in told
    assert text.signed == "工业和信息化部信息通信管理局"
    assert text.attachments[0].header == (
        "序号",
        "应用名称",
        "应用开发者",
        "备案编号",
        "应用来源",
        "应用版本",
        "所涉问题",
        "属地",
    )


def test_round_trip() -> None:
    book = books()
    with book.ledger.read() as connection:
        text = notice_text(connection, book.notice)
    first = NoticeRow(
        NAME, DEVELOPER, "华为应用市场", "1.0", ("APP强制、频繁、过度索取权限", "违规收集个人信息"), 1, "沪ICP备2号-1A"
    )
    for read in both(text):
        assert read.rows == (first, OTHER, SDK)
        assert (read.year, read.number, read.total_number) == (2024, 2, 37)
        assert (read.published, read.deadline) == (dt.date(2024, 3, 11), dt.date(2024, 3, 19))
        assert (read.title, read.warnings, read.delisting) == (text.title + (text.subtitle or ""), (), False)


@pytest.mark.parametrize("grid", [MINISTRY, SHANDONG, CHUANYU])
def test_published_lists_come_back_as_they_were(grid: list[list[str]]) -> None:
    rows = read_notice(as_csv(MINISTRY_TEXT, grid), "x.csv").rows
    for read in both(exported(rows)):
        assert read.rows == rows


def exported(rows: tuple[NoticeRow, ...]) -> OfficialText:
    ledger = Ledger.open("sqlite://", FixedClock(dt.datetime(2025, 6, 1, tzinfo=dt.UTC)))
    event = NoticePublished(
        "scca", 2025, 5, dt.date(2025, 5, 30), rows, "关于侵害用户权益行为APP的通报（2025年第五期）"
    )
    notice = ledger.act(event, "t").event
    with ledger.read() as connection:
        return notice_text(connection, notice.id)  # type: ignore[attr-defined]


WORDS = st.text(alphabet="甲乙丙丁公司应用ABC<>&\"'·（）-", min_size=1, max_size=12).map(str.strip).filter(
    lambda t: t not in ("", "-", "\"", "''") and any(c.isalnum() for c in t)
)  # fmt: skip
ROWS = st.lists(
    st.builds(
        NoticeRow, name=WORDS.map("软件".__add__), developer=WORDS, source=st.sampled_from(["", "华为应用市场", "App Store"]),
        version=st.sampled_from(["", "1.0", "8.4.25.26114"]),
        problems=st.sampled_from([(), ("违规收集个人信息",), ("账号注销难", "APP强制、频繁、过度索取权限")]),
        number=st.none() | st.integers(1, 99), filing_number=st.none() | st.just("京ICP备1号"),
        region=st.none() | st.just("重庆"), kind=st.sampled_from(["app", "sdk"]),
    ),
    min_size=1, max_size=6, unique_by=lambda r: (r.kind, r.name, r.developer, r.source, r.version),
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(ROWS)
def test_any_rows_come_back(rows: list[NoticeRow]) -> None:
    rows = [r for r in rows if r.kind == "app"] + [r for r in rows if r.kind == "sdk"]
    for read in both(exported(tuple(rows))):
        assert read.rows == tuple(rows)


def test_without_a_deadline_and_with_rows_withdrawn() -> None:
    text = exported((replace(OTHER, number=1), replace(SDK, number=2)))
    assert any("整改落实不到位的" in p for p in text.paragraphs)
    book = books()
    book.ledger.act(NoticeRowWithdrawn(book.notice, 2, "误列"), "t")
    with book.ledger.read() as connection:
        assert len(notice_text(connection, book.notice).attachments[0].rows) == 1
        with pytest.raises(Refused, match="no notice"):
            notice_text(connection, "notice-99")
