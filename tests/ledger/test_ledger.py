import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger import journal
from kanhe.ledger.apps import AppRegistered
from kanhe.ledger.cases import RectificationOrdered
from kanhe.ledger.enterprises import EnterpriseRegistered, GroupRegistered, groups
from kanhe.ledger.event import Refused
from kanhe.ledger.figures import FiguresPublished
from kanhe.ledger.journal import KeyReused
from kanhe.ledger.ledger import Ledger, decoded, named
from kanhe.ledger.reference_case import FixedClock
from tests.ledger.entries import act, app, case, enterprise, height, refused


def test_a_thing_gets_an_id_of_its_record(ledger: Ledger) -> None:
    first = act(ledger, GroupRegistered("甲"))
    assert first.event == GroupRegistered("甲", "group-1")
    assert not first.repeated
    assert act(ledger, GroupRegistered("乙", "own")).event == GroupRegistered("乙", "own")
    assert named(AppRegistered("a", "b", "c"), 7) == AppRegistered("a", "b", "c")


def test_a_key_used_again_writes_nothing_and_says_the_same(ledger: Ledger) -> None:
    first = act(ledger, GroupRegistered("甲"), "k")
    before = height(ledger)
    again = act(ledger, GroupRegistered("甲"), "k")
    assert (again.records, again.repeated) == (first.records, True)
    assert height(ledger) == before


@pytest.mark.parametrize("event", [GroupRegistered("乙"), EnterpriseRegistered("甲"), GroupRegistered("甲", "other")])
def test_a_key_is_not_for_something_else(ledger: Ledger, event: GroupRegistered) -> None:
    act(ledger, GroupRegistered("甲"), "k")
    with pytest.raises(KeyReused):
        act(ledger, event, "k")


def test_a_key_is_its_actors(ledger: Ledger) -> None:
    act(ledger, GroupRegistered("甲"), "k")
    with pytest.raises(KeyReused):
        ledger.act(GroupRegistered("甲"), "someone else", "k")


def test_a_key_repeated_later_is_still_the_same_order(ledger: Ledger, clock: FixedClock) -> None:
    """The working days were counted on the day of the order, and are not counted anew."""
    ordered = case(ledger, app(ledger), "tested")
    first = act(ledger, RectificationOrdered(ordered, working_days=5), "k")
    clock.at = clock.at.replace(day=20)
    assert act(ledger, RectificationOrdered(ordered, working_days=5), "k").records == first.records


def test_a_refused_act_writes_nothing_and_its_key_is_free(ledger: Ledger) -> None:
    refused(ledger, AppRegistered("a", "b", "nobody"), "no enterprise nobody")
    before = height(ledger)
    with pytest.raises(ValueError, match="nobody"):
        act(ledger, AppRegistered("a", "b", "nobody"), "k")
    assert height(ledger) == before
    assert not act(ledger, GroupRegistered("甲"), "k").repeated


@pytest.mark.parametrize("name", ["\0", "a\0b", "\ud800"])
def test_what_is_no_text_is_refused(ledger: Ledger, name: str) -> None:
    refused(ledger, GroupRegistered(name), "null|greater")


def test_a_backslash_is_text(ledger: Ledger) -> None:
    assert act(ledger, GroupRegistered(r"\u0000")).event.name == r"\u0000"  # type: ignore[attr-defined]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_is_too_long_is_refused(ledger: Ledger) -> None:
    refused(ledger, GroupRegistered("甲", "g" * 65), "longer or greater")


def test_what_is_too_great_is_refused_within_a_transaction_too(ledger: Ledger) -> None:
    figures = FiguresPublished("miit", 1, 1, dt.date(2021, 1, 1), "s", tested=10**30)
    with pytest.raises(Refused, match="longer or greater"), ledger.write() as connection:
        ledger.act_within(connection, figures, "t")


def test_an_act_may_share_a_transaction(ledger: Ledger) -> None:
    with ledger.write() as connection:
        first = ledger.act_within(connection, GroupRegistered("甲"), "t", "a")
        second = ledger.act_within(connection, GroupRegistered("乙"), "t", "b")
        assert connection.execute(sa.select(sa.func.count()).select_from(groups)).scalar() == 2
    assert [a.records[0].seq for a in (first, second)] == [1, 2]
    with pytest.raises(RuntimeError), ledger.write() as connection:  # noqa: PT012
        ledger.act_within(connection, GroupRegistered("丙"), "t", "c")
        raise RuntimeError
    assert height(ledger)[0] == 2


def test_a_record_of_an_unknown_kind_is_not_guessed(ledger: Ledger) -> None:
    with ledger.write() as connection:
        record = journal.append(connection, "from-the-future", "t", {}, ledger._clock())
    with pytest.raises(KeyError):
        decoded(record)


def test_an_id_taken_is_refused_for_every_thing(ledger: Ledger) -> None:
    enterprise(ledger, "甲", id="x")
    refused(ledger, EnterpriseRegistered("乙", id="x"), "registered already, as x")
    act(ledger, GroupRegistered("甲", "g"))
    refused(ledger, GroupRegistered("乙", "g"), "registered already")


def test_its_clock_tells_the_moment_and_the_day_in_beijing(ledger: Ledger, clock: FixedClock) -> None:
    clock.at = dt.datetime(2021, 12, 31, 16, tzinfo=dt.UTC)
    assert ledger.moment() == clock.at
    assert ledger.today() == dt.date(2022, 1, 1)
