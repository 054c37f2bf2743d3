"""The journal and the access log as one story."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.workdays import day_of
from kanhe.server.accounts.access_log import By
from kanhe.server.services import Services
from kanhe.server.views.trail import After, Item, Sought, everything, item, kinds, people, read_after, storable, trail


@pytest.fixture
def filled(serving: Services) -> Services:
    for n in range(12):
        serving.ledger.act(EnterpriseRegistered(f"企业{n}"), "甲" if n % 2 else "乙")
        serving.accounts.log(By("甲" if n % 3 else None, "::1"), "signed-in", f"about {n}")
    return serving


def names(items: tuple[Item, ...] | list[Item]) -> list[tuple[str, int]]:
    return [(i.source, i.seq) for i in items]


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_the_newest_first_and_each_once(filled: Services, limit: int) -> None:
    with filled.ledger.read() as connection:
        whole = list(everything(connection, Sought(), limit))
        assert names(whole) == names(trail(connection, Sought(), limit=1000).items)
    assert len(set(names(whole))) == len(whole) == 12 * 2 + 3  # two enterprises and the gate's key were there before
    assert [i.at for i in whole] == sorted((i.at for i in whole), reverse=True)


def test_what_comes_meanwhile_moves_nothing(filled: Services) -> None:
    with filled.ledger.read() as connection:
        first = trail(connection, Sought(), limit=5)
        expected = names(trail(connection, Sought(), first.older, 5).items)
    filled.ledger.act(EnterpriseRegistered("后来的"), "甲")
    filled.accounts.log(By("甲"), "signed-in")
    with filled.ledger.read() as connection:
        assert names(trail(connection, Sought(), first.older, 5).items) == expected


def test_each_filter_narrows(filled: Services) -> None:
    today = day_of(dt.datetime.now(dt.UTC))

    def count(**wanted: object) -> int:
        with filled.ledger.read() as connection:
            return len(list(everything(connection, Sought(**wanted))))  # type: ignore[arg-type]

    assert count(person="甲") == 6 + 8
    assert count(person="甲", source="access") == 8
    assert count(kind="signed-in") == 12
    assert count(thing="about 1") == 3
    assert count(thing="%") == count(thing="ab_ut") == 0, "no pattern"
    assert count(first_day=today) == count(last_day=today) == 27
    assert count(first_day=today + dt.timedelta(days=1)) == count(last_day=today - dt.timedelta(days=1)) == 0


def test_one_by_its_number(filled: Services) -> None:
    with filled.ledger.read() as connection:
        found = item(connection, "access", 3)
        assert found is not None
        assert (found.seq, found.about) == (3, "about 2")
        assert item(connection, "access", 13) is item(connection, "journal", 1 << 70) is None
        assert {"甲", "乙", "tests"} <= set(people(connection))
        assert {"signed-in", "enterprise-registered"} <= set(kinds(connection))


@given(st.text() | st.none())
def test_a_cursor_is_one_or_none(text: str | None) -> None:
    found = read_after(text)
    assert found is None or str(found).count("-") == 1


@given(st.integers(0, 10**17), st.integers(0, 10**17))
def test_a_cursor_is_read_again(journal: int, access: int) -> None:
    assert read_after(str(After(journal, access))) == After(journal, access)


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_is_sought_can_be_asked_for(text: str) -> None:
    found = storable(text)
    assert "\0" not in found
    assert len(found) <= 200
    found.encode()
