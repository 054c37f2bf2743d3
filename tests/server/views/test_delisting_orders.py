from __future__ import annotations

import pytest

from kanhe.ledger.cases import Retested
from kanhe.ledger.delistings import DelistingDone, DelistingOrdered, Restored
from kanhe.server.services import Services
from kanhe.server.views.delisting_orders import (
    delisting_row,
    delisting_rows,
    known_stores,
    retests_that_restore,
    store_totals,
)  # fmt: skip
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE, OTHER_STORE, STORE
from tests.server.regime import World, act


@pytest.fixture
def order(serving: Services, world: World) -> str:
    return act(serving, DelistingOrdered(world.other_app, (STORE, OTHER_STORE), "未整改", world.noticed))


def test_what_each_store_answered(serving: Services, world: World, order: str) -> None:
    act(serving, DelistingDone(order, STORE, "某人"))
    with serving.ledger.read() as connection:
        row = delisting_row(connection, order)
        assert row is not None
        assert {s.store: (s.done_by, s.minutes) for s in row.stores} == {OTHER_STORE: (None, None), STORE: ("某人", 0)}
        assert row.outstanding == 1
        totals = {t.store: (t.outstanding, t.orders, t.median_minutes) for t in store_totals(connection)}
        assert totals == {OTHER_STORE: (1, 1, None), STORE: (0, 1, 0)}
        assert known_stores(connection) == (OTHER_STORE, STORE)


def test_a_store_sees_its_own_part(serving: Services, world: World, order: str) -> None:
    act(serving, DelistingDone(order, STORE, "某人"))
    with serving.ledger.read() as connection:
        mine = delisting_row(connection, order, STORE)
        assert mine is not None
        assert [s.store for s in mine.stores] == [STORE]
        assert delisting_row(connection, order, "store-third") is None
        assert delisting_rows(connection, STORE, outstanding=True).items == ()
        assert [d.id for d in delisting_rows(connection, OTHER_STORE, outstanding=True).items] == [order]
        assert delisting_row(connection, order, enterprise=ENTERPRISE) is None
        assert [d.id for d in delisting_rows(connection, enterprise=OTHER_ENTERPRISE).items] == [order]


def test_restored_by_a_re_test_that_passed_since(serving: Services, world: World, order: str) -> None:
    with serving.ledger.read() as connection:
        assert retests_that_restore(connection, order) == ()
    act(serving, Retested(world.noticed, "1.1", False, "R-1"))
    passed = act(serving, Retested(world.noticed, "1.2", True, "R-2"))
    with serving.ledger.read() as connection:
        assert [r.id for r in retests_that_restore(connection, order)] == [passed]
    act(serving, Restored(order, passed))
    with serving.ledger.read() as connection:
        row = delisting_row(connection, order)
        assert row is not None
        assert (row.outstanding, row.restored_at is not None) == (0, True)
        assert delisting_rows(connection, in_force=True).items == ()
