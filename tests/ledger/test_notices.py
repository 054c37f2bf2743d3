import datetime as dt

import sqlalchemy as sa

from kanhe.ledger.cases import state_of
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.ledger.notices import NoticePublished, NoticeRow, NoticeRowMatched, NoticeRowWithdrawn
from tests.ledger.entries import act, app, case, enterprise, notice, refused

DAY = dt.date(2021, 8, 18)
ROWS = (
    NoticeRow("携程旅行", "Shanghai Ctrip Commerce Co.,Ltd", "App Store", "8.39.2", ("违规调用通信录和地理位置权限",), 1),
    NoticeRow("搜狐视频", "北京搜狐新媒体信息技术有限公司", "华为应用市场", "8.9.51", ("开屏弹窗信息骚扰用户",), 2),
    NoticeRow("腾讯视频", "腾讯科技（深圳）有限公司", "App Store", "8.4.20", ("违规调用通信录和地理位置权限",), 3),
    NoticeRow("腾讯视频", "腾讯科技（深圳）有限公司", "OPPO软件商店", "8.4.25.26114", ("开屏弹窗信息骚扰用户",), 3),
    NoticeRow("金智CRM", "青岛金智电子科技有限公司", "小米应用商店", "1.1.01",
              ("违规收集个人信息", "APP频繁自启动和关联启动"), 4, "鲁ICP备10018704号-9A", "山东"),
)  # fmt: skip


def test_rows_stand_as_printed_and_are_matched_by_name(ledger: Ledger) -> None:
    ctrip = enterprise(ledger, "上海携程商务有限公司", aliases=("Shanghai Ctrip Commerce Co.,Ltd",))
    tencent = enterprise(ledger, "腾讯科技(深圳)有限公司")
    notice(ledger, 8, DAY, *ROWS, look_back=True)
    with ledger.read() as connection:
        rows = connection.execute(sa.select(notice_rows).order_by(notice_rows.c.position)).all()
        assert connection.execute(sa.select(notices.c.look_back)).scalar() is True
    assert [r.enterprise_id for r in rows] == [ctrip, None, tencent, tencent, None]
    assert [r.number for r in rows] == [1, 2, 3, 3, 4]
    assert rows[4].problems == "违规收集个人信息\nAPP频繁自启动和关联启动"
    assert (rows[4].filing_number, rows[4].region) == ("鲁ICP备10018704号-9A", "山东")


def test_a_batch_is_recorded_once(ledger: Ledger) -> None:
    first = notice(ledger, 8, DAY, *ROWS).event
    refused(ledger, NoticePublished("miit", 2021, 8, DAY, ROWS, "又"), "batch 8 of 2021 is recorded already")
    refused(ledger, NoticePublished("miit", 2021, 9, DAY, ROWS, "又", id=first.id), "taken already")  # type: ignore[attr-defined]
    notice(ledger, 8, DAY, *ROWS, regulator="gd")


def test_what_is_no_notice(ledger: Ledger) -> None:
    def with_row(**more: str) -> NoticePublished:
        return NoticePublished("miit", 2021, 8, DAY, (NoticeRow("甲", "乙", **more),), "t")  # type: ignore[arg-type]

    refused(ledger, NoticePublished("miit", 2022, 1, dt.date(2022, 1, 1), ROWS, "t"), "in the future")
    refused(ledger, with_row(kind="website"), "no kind of row")
    refused(ledger, with_row(app="android:x"), "no app")
    refused(ledger, with_row(enterprise="x"), "no enterprise x")
    refused(ledger, with_row(case="x"), "no case x")
    sampled = case(ledger, app(ledger))
    refused(ledger, with_row(case=sampled), "cannot become noticed")


def test_a_case_is_noticed_with_the_deadline_printed_or_none(ledger: Ledger) -> None:
    of = app(ledger)
    one, two = case(ledger, of, "ordered"), case(ledger, of, "ordered", "store-b")
    rows = (
        NoticeRow("一号", "甲公司", case=one, app=of),
        NoticeRow("一号", "甲公司", case=one),
        NoticeRow("一号", "甲公司", case=two),
    )
    act(ledger, NoticePublished("miit", 2021, 8, DAY, rows, "t", deadline=dt.date(2021, 8, 25)))
    with ledger.read() as connection:
        assert {state_of(connection, c) for c in (one, two)} == {"noticed"}


def test_a_row_is_matched_and_withdrawn_by_later_records(ledger: Ledger) -> None:
    published = notice(ledger, 8, DAY, *ROWS).event.id  # type: ignore[attr-defined]
    sohu = enterprise(ledger, "搜狐")
    act(ledger, NoticeRowMatched(published, 2, sohu))
    withdrawn = act(ledger, NoticeRowWithdrawn(published, 2, "误列"))
    with ledger.read() as connection:
        row = connection.execute(sa.select(notice_rows).where(notice_rows.c.position == 2)).one()
    assert (row.enterprise_id, row.withdrawn, row.developer) == (sohu, withdrawn.records[0].seq, ROWS[1].developer)
    refused(ledger, NoticeRowWithdrawn(published, 2, "又"), "withdrawn already")
    refused(ledger, NoticeRowWithdrawn(published, 9, "r"), "no row 9")
    refused(ledger, NoticeRowMatched(published, 9, sohu), "no row 9")
    refused(ledger, NoticeRowMatched(published, 1, "x"), "no enterprise x")
    refused(ledger, NoticeRowMatched(published, 1, sohu, "android:x"), "no app")
