import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.elements.dates import dated, effective_date, update_date, version
from kanhe.declared.elements.place import Place
from kanhe.declared.elements.sentences import policy_of
from tests.builders.policies import document


def told(place: Place | None) -> str | None:
    return place.detail if place else None


@pytest.mark.parametrize(
    ("source", "effect", "update"),
    [
        ("更新日期：2023年4月20日 生效日期：2023年5月1日", "2023-05-01", "2023-04-20"),
        ("生效日期：2023年5月1日 更新日期：2023年4月20日", "2023-05-01", "2023-04-20"),
        ("修订与生效日期：2022年1月25日", "2022-01-25", "2022-01-25"),
        ("本政策于2021-03-05发布并生效。", "2021-03-05", "2021-03-05"),
        ("本政策将于2021/3/5正式生效。", "2021-03-05", None),
        ("最近更新：2020.12.31", None, "2020-12-31"),
        ("Last updated March 3rd, 2022. This policy is effective as of 4 April 2022.", "2022-04-04", "2022-03-03"),
        ("依据自2021年11月1日起施行的《中华人民共和国个人信息保护法》制定", None, None),
        ("生效日期：2023年13月45日", None, None),
        ("标题\n2019年7月8日", None, "2019-07-08"),
        ("生效时间：2020年3月", "2020-03", None),
        ("更新日期\n2020年3月4日\n生效日期\n2020年3月5日", "2020-03-05", "2020-03-04"),
    ],
)
def test_words_beside_a_date_say_its_role(source: str, effect: str | None, update: str | None) -> None:
    policy = policy_of(document(source))
    assert (told(effective_date(policy)), told(update_date(policy))) == (effect, update)


def test_of_several_the_latest() -> None:
    policy = policy_of(document("历史版本生效日期：2019年1月1日\n生效日期：2022年1月1日\n生效日期：2020年1月1日"))
    assert told(effective_date(policy)) == "2022-01-01"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("版本号：V2.1", "2.1"), ("版本：3.0 修订日期", "3.0"), ("Version 4", "4"), ("隐私政策 V1.0.3", "1.0.3"),
        ("Android版本10.0", None), ("我们收集系统版本 9", None), ("第二版", "二"), ("没有", None),
    ],
)  # fmt: skip
def test_version(source: str, expected: str | None) -> None:
    assert told(version(policy_of(document(source)))) == expected


@given(st.dates(min_value=dt.date(2001, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_date_is_read_however_written(day) -> None:
    for written in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d}",
        f"{day:%Y.%m.%d}",
        (f"{day:%B} {day.day}, {day.year}"),
    ):
        (found,) = dated(policy_of(document(f"更新日期：{written}")))
        assert found.day == day
        assert found.update
        assert not found.effect
