import datetime as dt

import pytest

from kanhe.ledger.cases import CasePenalised, CaseReopened, Retested, state_of
from kanhe.ledger.delistings import (
    DelistingDone,
    DelistingOrdered,
    Restored,
    active_delisting,
    outstanding,
)  # fmt: skip
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notices import NoticeRow
from kanhe.ledger.reference_case import FixedClock
from tests.ledger.entries import APP, act, app, case, done, enterprise, notice, refused

STORES = ("store-a", "store-b", "store-a")


@pytest.fixture
def named(ledger: Ledger) -> str:
    """A case in which a notice was published."""
    of = case(ledger, app(ledger), "ordered")
    notice(ledger, 1, dt.date(2021, 11, 1), NoticeRow("一号", "甲公司", case=of, app=APP))
    return of


def active(ledger: Ledger, version: str = "1.0") -> str | None:
    with ledger.read() as connection:
        found = active_delisting(connection, APP, version)
    return found.id if found else None


def retest(ledger: Ledger, of: str, passed: bool = True) -> str:
    return done(ledger, Retested(of, "1.1", passed, "report")).id


def test_each_store_acknowledges_for_itself(ledger: Ledger, named: str) -> None:
    order = done(ledger, DelistingOrdered(APP, STORES, "逾期未整改", named)).id
    with ledger.read() as connection:
        assert state_of(connection, named) == "delisted"
        assert [(o.delisting, o.store) for o in outstanding(connection)] == [(order, "store-a"), (order, "store-b")]
    act(ledger, DelistingDone(order, "store-a", "值班员"))
    refused(ledger, DelistingDone(order, "store-a", "值班员"), "acknowledged already")
    refused(ledger, DelistingDone(order, "store-c", "值班员"), "not addressed to store-c")
    with ledger.read() as connection:
        assert [o.store for o in outstanding(connection)] == ["store-b"]
        assert outstanding(connection, "store-a") == ()


def test_a_version_or_the_whole_app(ledger: Ledger, named: str) -> None:
    one = done(ledger, DelistingOrdered(APP, STORES, "r", version_name="1.0")).id
    assert (active(ledger), active(ledger, "2.0")) == (one, None)
    whole = done(ledger, DelistingOrdered(APP, STORES, "r", named)).id
    assert active(ledger, "2.0") == whole


def test_restored_only_by_a_re_test_that_passed(ledger: Ledger, named: str) -> None:
    order = done(ledger, DelistingOrdered(APP, STORES, "r", named)).id
    refused(ledger, Restored(order, "retest-0"), "no such re-test")
    refused(ledger, Restored(order, retest(ledger, named, False)), "did not pass")
    passed = retest(ledger, named)
    assert active(ledger) == order
    act(ledger, Restored(order, passed))
    assert active(ledger) is None
    refused(ledger, Restored(order, passed), "restored already")
    refused(ledger, DelistingDone(order, "store-a", "x"), "restored already")
    with ledger.read() as connection:
        assert state_of(connection, named) == "restored"
        assert outstanding(connection) == ()


def test_a_re_test_older_than_the_order_restores_nothing(ledger: Ledger, named: str, clock: FixedClock) -> None:
    old = retest(ledger, named)
    clock.at += dt.timedelta(days=1)
    act(ledger, CaseReopened(named, "回头看"))
    notice(ledger, 2, dt.date(2021, 11, 2), NoticeRow("一号", "甲公司", case=named))
    order = done(ledger, DelistingOrdered(APP, STORES, "r", named)).id
    refused(ledger, Restored(order, old), "older than the order")


def test_a_re_test_of_another_case_restores_nothing(ledger: Ledger, named: str) -> None:
    order = done(ledger, DelistingOrdered(APP, STORES, "r", named)).id
    refused(
        ledger, Restored(order, retest(ledger, case(ledger, APP, "ordered", "store-c"))), "no such re-test of this case"
    )


def test_an_order_without_a_case_ends_with_a_re_test_of_the_same_app(ledger: Ledger, named: str) -> None:
    order = done(ledger, DelistingOrdered(APP, STORES, "r")).id
    other = app(ledger, "com.example.two", enterprise(ledger, "乙公司"))
    refused(ledger, Restored(order, retest(ledger, case(ledger, other, "ordered"))), "no such re-test")
    act(ledger, Restored(order, retest(ledger, named)))
    assert active(ledger) is None


def test_what_was_penalised_is_not_restored(ledger: Ledger, named: str) -> None:
    order = done(ledger, DelistingOrdered(APP, STORES, "r", named)).id
    passed = retest(ledger, named)
    act(ledger, CasePenalised(named, "停止接入"))
    refused(ledger, Restored(order, passed), "is penalised and cannot become restored")


def test_what_is_no_order(ledger: Ledger, named: str) -> None:
    refused(ledger, DelistingOrdered("android:x", STORES, "r"), "no app")
    refused(ledger, DelistingOrdered(APP, (), "r"), "name the stores")
    refused(
        ledger, DelistingOrdered(APP, STORES, "r", case(ledger, APP, "ordered", "store-c")), "cannot become delisted"
    )
    other = app(ledger, "com.example.two", enterprise(ledger, "乙公司"))
    refused(ledger, DelistingOrdered(other, STORES, "r", named), "about another app")
    taken = done(ledger, DelistingOrdered(APP, STORES, "r")).id
    refused(ledger, DelistingOrdered(APP, STORES, "r", id=taken), "taken already")
    refused(ledger, DelistingDone("x", "store-a", "y"), "no delisting order x")
