import datetime as dt

import pytest

from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.figures import FiguresPublished
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notices import NoticePublished, NoticeRow, NoticeRowWithdrawn
from kanhe.ledger.reference_case import FixedClock
from kanhe.ledger.statistics import Counts, Funnel, counts, funnel


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(dt.datetime(2022, 1, 4, tzinfo=dt.UTC))


def test_the_funnel_of_twenty_one_rounds(ledger: Ledger) -> None:
    spans = [
        (1, 10, dt.date(2021, 1, 22), 620_000, 683, 169), (11, 16, dt.date(2021, 7, 30), 770_000, 724, 208),
        (17, 21, dt.date(2021, 11, 23), 1_050_000, 642, 163),
    ]  # fmt: skip
    for first, last, day, tested, named, delisted in spans:
        ledger.act(
            FiguresPublished("miit", first, last, day, "ministry", tested=tested, named=named, delisted=delisted), "t"
        )
    with ledger.read() as connection:
        assert funnel(connection, dt.date(2021, 12, 31)) == Funnel(21, 2_440_000, None, 2_049, 540)
        assert funnel(connection, dt.date(2021, 7, 30)) == Funnel(16, 1_390_000, None, 1_407, 377)


def test_a_sum_with_a_hole_is_none(ledger: Ledger) -> None:
    ledger.act(FiguresPublished("miit", 1, 1, dt.date(2020, 1, 1), "s", tested=5, named=1), "t")
    ledger.act(FiguresPublished("miit", 2, 2, dt.date(2020, 2, 1), "s", named=2), "t")
    with ledger.read() as connection:
        assert funnel(connection, dt.date(2020, 12, 31)) == Funnel(2, None, None, 3, None)


def test_apps_rows_and_enterprises_are_counted_apart(ledger: Ledger) -> None:
    ledger.act(EnterpriseRegistered("甲公司", aliases=("Jia Co., Ltd",)), "t")
    rows = (
        NoticeRow("甲一", "甲公司", "华为应用市场", "1.0"), NoticeRow("甲一", "甲公司", "小米应用商店", "1.1"),
        NoticeRow("甲二", "Jia Co., Ltd", "App Store", "2"), NoticeRow("乙", "乙公司", "vivo应用商店", "3"),
    )  # fmt: skip
    notice = ledger.act(NoticePublished("miit", 2021, 1, dt.date(2021, 3, 1), rows, "通报"), "t").event
    ledger.act(NoticeRowWithdrawn(notice.id, 4, "误列"), "t")  # type: ignore[attr-defined]
    with ledger.read() as connection:
        assert counts(connection, dt.date(2022, 1, 4)) == Counts(1, 3, 2, 1, 1, 0, 0, (), 0, 0)
        assert counts(connection, dt.date(2021, 12, 31)) == Counts(1, 4, 3, 2, 0, 0, 0, (), 0, 0), "withdrawn later"
        assert counts(connection, dt.date(2021, 2, 1)).batches == 0
        assert counts(connection, dt.date.max).rows_withdrawn == 1
