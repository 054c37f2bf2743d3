import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger.enterprises import EnterpriseMoved, GroupRegistered
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.measures import (
    MeasureLifted,
    MeasureProposed,
    MeasureRejected,
    MeasureSigned,
    in_force,
    measures,
)  # fmt: skip
from kanhe.ledger.notices import NoticeRow, NoticeRowMatched
from kanhe.ledger.reference_case import FixedClock
from kanhe.ledger.strikes import StrikePolicySet
from tests.ledger.entries import act, enterprise, notice, refused

DAYS = tuple(dt.date(2021, month, 1) for month in (2, 4, 6, 8, 10))


@pytest.fixture
def owner(ledger: Ledger, clock: FixedClock) -> str:
    clock.day(dt.date(2021, 12, 1))
    act(ledger, GroupRegistered("甲集团", "g"))
    return enterprise(ledger, "甲公司", group="g", id="one")


def batch(ledger: Ledger, number: int, developer: str = "甲公司") -> tuple[MeasureProposed, ...]:
    """Publish; the measures that were proposed."""
    followed = notice(ledger, number, DAYS[number - 1], NoticeRow("甲", developer)).followed
    return tuple(e for e in followed if isinstance(e, MeasureProposed))


def proposed(ledger: Ledger) -> MeasureProposed:
    found = [p for n in (1, 2, 3, 4) for p in batch(ledger, n)]
    (one,) = found
    return one


def force(ledger: Ledger, day: dt.date, of: str = "one") -> str | None:
    with ledger.read() as connection:
        found = in_force(connection, of, day)
    return found.id if found else None


def test_the_fourth_batch_proposes_and_holds_nothing_yet(ledger: Ledger, owner: str) -> None:
    found = proposed(ledger)
    assert (found.owner_kind, found.owner, found.first_day, found.last_day) == (
        "group",
        "g",
        DAYS[3],
        dt.date(2021, 12, 31),
    )
    assert len(found.notices) == 4
    assert force(ledger, DAYS[3]) is None


def test_the_proposal_is_the_ledgers_own_record_in_the_same_act(ledger: Ledger, owner: str) -> None:
    for number in (1, 2, 3):
        assert batch(ledger, number) == ()
    last = notice(ledger, 4, DAYS[3], NoticeRow("甲", "甲公司"))
    assert [(r.actor, r.act) for r in last.records] == [("tester", last.records[0].seq), ("kanhe", last.records[0].seq)]


def test_a_fifth_batch_proposes_nothing_while_one_is_open(ledger: Ledger, owner: str) -> None:
    found = proposed(ledger)
    assert batch(ledger, 5) == ()
    act(ledger, MeasureSigned(found.id, "张三"))
    row = notice(ledger, 6, DAYS[4], NoticeRow("甲", "甲公司"))
    assert row.followed == ()


def test_a_rejected_proposal_comes_back_with_the_next_batch_only(ledger: Ledger, owner: str) -> None:
    found = proposed(ledger)
    act(ledger, MeasureRejected(found.id, "申诉成立"))
    matched = act(ledger, NoticeRowMatched(found.notices[3], 1, "one"))
    assert matched.followed == ()
    (again,) = batch(ledger, 5)
    assert len(again.notices) == 5


@pytest.mark.parametrize("order", [(4, 3, 2, 1), (2, 4, 1, 3), (1, 3, 4, 2)])
def test_batches_recorded_out_of_order_propose_alike(ledger: Ledger, owner: str, order: tuple[int, ...]) -> None:
    (found,) = [p for number in order for p in batch(ledger, number)]
    assert (found.first_day, len(found.notices)) == (DAYS[3], 4)


def test_a_row_matched_in_the_next_year_proposes_for_the_year_of_its_batch(
    ledger: Ledger, owner: str, clock: FixedClock
) -> None:  # fmt: skip
    for number in (1, 2, 3):
        batch(ledger, number)
    last = notice(ledger, 4, DAYS[3], NoticeRow("甲", "甲（商店写法）")).event
    clock.day(dt.date(2022, 1, 10))
    (found,) = act(ledger, NoticeRowMatched(last.id, 1, "one")).followed  # type: ignore[attr-defined]
    assert isinstance(found, MeasureProposed)
    assert found.first_day == DAYS[3]


def test_a_batch_that_does_not_count_proposes_nothing(ledger: Ledger, owner: str) -> None:
    found = proposed(ledger)
    act(ledger, MeasureRejected(found.id, "r"))
    assert notice(ledger, 1, DAYS[4], NoticeRow("甲", "甲公司"), regulator="gd").followed == ()


def test_one_batch_may_propose_for_several_owners(ledger: Ledger, owner: str) -> None:
    enterprise(ledger, "乙公司", id="two")
    rows = NoticeRow("甲", "甲公司"), NoticeRow("乙", "乙公司")
    followed = [notice(ledger, n, DAYS[n - 1], *rows).followed for n in (1, 2, 3, 4)]
    assert [len(f) for f in followed] == [0, 0, 0, 2]
    assert {(m.owner_kind, m.owner) for m in followed[3]} == {("group", "g"), ("enterprise", "two")}  # type: ignore[attr-defined]


def test_signed_it_holds_all_of_the_group_from_day_to_day(ledger: Ledger, owner: str) -> None:
    enterprise(ledger, "子公司", group="g", id="daughter")
    enterprise(ledger, "他公司", id="other")
    found = proposed(ledger)
    first, last = dt.date(2021, 11, 24), dt.date(2022, 1, 31)
    act(ledger, MeasureSigned(found.id, "张三", first, last))
    for day, held in ((first, True), (last, True), (first - dt.timedelta(1), False), (last + dt.timedelta(1), False)):
        assert (force(ledger, day) == found.id) is held
        assert (force(ledger, day, "daughter") == found.id) is held
        assert force(ledger, day, "other") is None


def test_a_change_of_policy_opens_no_gate(ledger: Ledger, owner: str) -> None:
    found = proposed(ledger)
    act(ledger, MeasureSigned(found.id, "张三"))
    act(ledger, StrikePolicySet("new", scope="enterprise"))
    assert force(ledger, DAYS[3]) == found.id


def test_who_joins_the_group_is_held_and_who_leaves_is_not(ledger: Ledger, owner: str) -> None:
    enterprise(ledger, "他公司", id="other")
    act(ledger, MeasureSigned(proposed(ledger).id, "张三"))
    act(ledger, EnterpriseMoved("other", "g"))
    assert force(ledger, DAYS[4], "other")
    act(ledger, EnterpriseMoved("other", None))
    assert force(ledger, DAYS[4], "other") is None


def test_until_lifted(ledger: Ledger, owner: str) -> None:
    found = proposed(ledger)
    act(ledger, MeasureSigned(found.id, "张三", until_lifted=True))
    assert force(ledger, dt.date(2030, 1, 1)) == found.id
    act(ledger, MeasureLifted(found.id, dt.date(2022, 3, 1), "整改完成"))
    assert force(ledger, dt.date(2022, 3, 1)) == found.id
    assert force(ledger, dt.date(2022, 3, 2)) is None


def test_what_cannot_be_done_to_a_measure(ledger: Ledger, owner: str) -> None:
    found = proposed(ledger)
    day = dt.date(2021, 9, 1)
    refused(ledger, MeasureSigned(found.id, " "), "person who is named")
    refused(ledger, MeasureSigned(found.id, "张三", dt.date(2022, 1, 1)), "ends before it begins")
    refused(ledger, MeasureLifted(found.id, day, "r"), "is proposed")
    act(ledger, MeasureSigned(found.id, "张三"))
    refused(ledger, MeasureSigned(found.id, "李四"), "is signed")
    refused(ledger, MeasureRejected(found.id, "r"), "is signed")
    act(ledger, MeasureLifted(found.id, day, "r"))
    refused(ledger, MeasureLifted(found.id, day, "r"), "is lifted")
    refused(ledger, MeasureSigned("measure-0", "张三"), "no measure measure-0")


def test_what_cannot_be_proposed(ledger: Ledger, owner: str) -> None:
    day = dt.date(2021, 11, 24)
    refused(ledger, MeasureProposed("group", "h", "p", (), day, None), "no group h")
    refused(ledger, MeasureProposed("app", "one", "p", (), day, None), "no app one")
    refused(ledger, MeasureProposed("group", "g", "p", (), day, dt.date(2021, 1, 1)), "ends before it begins")
    act(ledger, MeasureProposed("group", "g", "p", (), day, None, "m"))
    refused(ledger, MeasureProposed("group", "g", "p", (), day, None, "m"), "taken already")
    with ledger.read() as connection:
        assert connection.execute(sa.select(measures.c.state)).scalars().all() == ["proposed"]
