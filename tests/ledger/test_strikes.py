import datetime as dt

import pytest

from kanhe.ledger.enterprises import EnterpriseMoved, GroupRegistered
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notices import NoticeRow, NoticeRowMatched, NoticeRowWithdrawn
from kanhe.ledger.reference_case import FixedClock
from kanhe.ledger.strikes import Owner, Strike, StrikePolicySet, active_policy, owner_of, strikes
from tests.ledger.entries import act, enterprise, notice, refused

MOTHER, DAUGHTER = "深圳市腾讯计算机系统有限公司", "腾讯科技（深圳）有限公司"
END = dt.date(2021, 12, 31)
MARCH = dt.date(2021, 3, 1)


@pytest.fixture
def group(ledger: Ledger, clock: FixedClock) -> Owner:
    """A mother and a subsidiary with names of their own."""
    clock.day(dt.date(2022, 6, 1))
    act(ledger, GroupRegistered("腾讯", "g"))
    enterprise(ledger, MOTHER, group="g", id="mother")
    enterprise(ledger, DAUGHTER, group="g", id="daughter", aliases=("Tencent Technology (Shenzhen) Co., Ltd",))
    return Owner("group", "g")


def count(
    ledger: Ledger, owner: Owner, day: dt.date = END, policy: StrikePolicySet | None = None
) -> tuple[Strike, ...]:
    with ledger.read() as connection:
        return strikes(connection, owner, day, policy or active_policy(connection))


def test_a_batch_naming_three_apps_is_one_strike(ledger: Ledger, group: Owner) -> None:
    notice(ledger, 1, MARCH, *(NoticeRow(name, MOTHER) for name in ("甲", "乙", "丙")))
    (strike,) = count(ledger, group)
    assert (strike.rows, strike.names) == (3, ("甲", "乙", "丙"))


def test_an_app_in_two_stores_of_one_batch_is_one_strike(ledger: Ledger, group: Owner) -> None:
    notice(ledger, 1, MARCH, NoticeRow("甲", MOTHER, "App Store"), NoticeRow("甲", MOTHER, "OPPO软件商店"))
    (strike,) = count(ledger, group)
    assert (strike.rows, strike.names) == (2, ("甲",))


def test_a_look_back_batch_is_a_strike_of_its_own(ledger: Ledger, group: Owner) -> None:
    notice(ledger, 7, MARCH, NoticeRow("甲", MOTHER))
    notice(ledger, 8, dt.date(2021, 8, 18), NoticeRow("甲", MOTHER), look_back=True)
    assert len(count(ledger, group)) == 2


def test_mother_and_subsidiary_are_one_owner_under_every_name(ledger: Ledger, group: Owner) -> None:
    names = (MOTHER, DAUGHTER, "腾讯科技(深圳)有限公司", "TENCENT TECHNOLOGY (SHENZHEN) CO.,LTD")
    for number, name in enumerate(names, 1):
        notice(ledger, number, MARCH, NoticeRow("甲", name))
    assert len(count(ledger, group)) == 4
    alone = StrikePolicySet(scope="enterprise")
    assert len(count(ledger, Owner("enterprise", "mother"), policy=alone)) == 1
    assert len(count(ledger, Owner("enterprise", "daughter"), policy=alone)) == 3


def test_both_named_in_one_batch_is_one_strike(ledger: Ledger, group: Owner) -> None:
    notice(ledger, 1, MARCH, NoticeRow("甲", MOTHER), NoticeRow("乙", DAUGHTER))
    assert len(count(ledger, group)) == 1


def test_a_withdrawn_row_counts_no_longer(ledger: Ledger, group: Owner) -> None:
    one = notice(ledger, 1, MARCH, NoticeRow("甲", MOTHER), NoticeRow("乙", MOTHER)).event.id  # type: ignore[attr-defined]
    act(ledger, NoticeRowWithdrawn(one, 1, "误列"))
    assert [s.names for s in count(ledger, group)] == [("乙",)]
    act(ledger, NoticeRowWithdrawn(one, 2, "误列"))
    assert count(ledger, group) == ()


def test_a_row_matched_later_counts_from_its_batch(ledger: Ledger, group: Owner) -> None:
    one = notice(ledger, 1, MARCH, NoticeRow("甲", "腾讯（某商店的写法）")).event.id  # type: ignore[attr-defined]
    assert count(ledger, group) == ()
    act(ledger, NoticeRowMatched(one, 1, "mother"))
    assert [s.published for s in count(ledger, group)] == [MARCH]


def test_provincial_batches_count_by_option(ledger: Ledger, group: Owner) -> None:
    notice(ledger, 1, MARCH, NoticeRow("甲", MOTHER))
    notice(ledger, 1, MARCH, NoticeRow("甲", MOTHER), regulator="gd")
    assert len(count(ledger, group)) == 1
    assert len(count(ledger, group, policy=StrikePolicySet(sources=("miit", "gd")))) == 2


def test_the_year_turns(ledger: Ledger, group: Owner) -> None:
    notice(ledger, 1, END, NoticeRow("甲", MOTHER))
    notice(ledger, 1, dt.date(2022, 1, 1), NoticeRow("甲", MOTHER))
    assert [s.published.year for s in count(ledger, group)] == [2021]
    assert [s.published.year for s in count(ledger, group, dt.date(2022, 1, 1))] == [2022]


def test_a_window_of_days(ledger: Ledger, group: Owner) -> None:
    notice(ledger, 1, END, NoticeRow("甲", MOTHER))
    policy = StrikePolicySet(window="days:30")
    assert len(count(ledger, group, END + dt.timedelta(days=29), policy)) == 1
    assert count(ledger, group, END + dt.timedelta(days=30), policy) == ()
    assert count(ledger, group, END - dt.timedelta(days=1), policy) == ()


def test_who_leaves_the_group_takes_the_strikes_along(ledger: Ledger, group: Owner) -> None:
    notice(ledger, 1, MARCH, NoticeRow("甲", DAUGHTER))
    act(ledger, EnterpriseMoved("daughter", None))
    assert count(ledger, group) == ()
    with ledger.read() as connection:
        assert owner_of(connection, "daughter", StrikePolicySet()) == Owner("enterprise", "daughter")
        assert owner_of(connection, "mother", StrikePolicySet()) == group


def test_the_policy_set_last_is_in_force(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert active_policy(connection) == StrikePolicySet()
    stricter = StrikePolicySet("strict", ("miit", "gd"), "enterprise", "days:90", 1, 2, 60)
    for policy in (StrikePolicySet(), stricter, StrikePolicySet(), stricter):
        act(ledger, policy)
        with ledger.read() as connection:
            assert active_policy(connection) == policy


@pytest.mark.parametrize("policy", [
    StrikePolicySet(scope="app"), StrikePolicySet(allowed=4), StrikePolicySet(allowed=-1),
    *(StrikePolicySet(window=w) for w in ("month", "days:", "days:0", "days:-1", "days:4000", "days:99999999999", "days:" + "0" * 8 + "19" * 9)),
    *(StrikePolicySet(measure_days=d) for d in (0, -1, 10**7)),
])  # fmt: skip
def test_policies_that_are_none(ledger: Ledger, policy: StrikePolicySet) -> None:
    refused(ledger, policy, "no scope|greater than|no window|runs for")


def test_the_days_of_a_measure() -> None:
    day = dt.date(2021, 11, 24)
    assert StrikePolicySet().last_day(day) == END
    assert StrikePolicySet(measure_days=30).last_day(day) == dt.date(2021, 12, 23)
