import datetime as dt

import pytest

from kanhe.ledger.importing.dates import deadline, published

DAY = dt.date(2021, 8, 18)


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["发布时间：2021-08-18 10:00", "2021年8月20日"], DAY),
        (["依据2016年11月7日的法律", "工业和信息化部", "2021年8月18日"], DAY),
        (["二〇二一年八月十八日"], DAY),
        (["2021.8.18"], DAY),
        (["来源：某局 日期：2021-08-18"], DAY),
        (["2021-08-18 10:30:00"], DAY),
        (["9999年12月31日"], None),
        (["2021年13月40日"], None),
        (["截至2021年8月1日，尚有3款"], None),
    ],
)
def test_published(lines: list[str], day: dt.date | None) -> None:
    assert published(lines) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("上述APP应在8月25日前完成整改落实工作。", dt.date(2021, 8, 25)),
        ("应于2021年9月1日之前完成整改", dt.date(2021, 9, 1)),
        ("请于1月6日12时前完成整改", None),
        ("应在8月10日前完成整改，逾期未完成", None),
        ("整改期限为2021-09-07", dt.date(2021, 9, 7)),
        ("应按有关规定进行整改，整改落实不到位的，将依法处置", None),
        ("会议于8月25日前召开", None),
    ],
)
def test_deadline(line: str, day: dt.date | None) -> None:
    assert deadline([line], DAY) == day


def test_a_deadline_after_new_year() -> None:
    assert deadline(["应于1月6日12时前完成整改"], dt.date(2019, 12, 19)) == dt.date(2020, 1, 6)
