from __future__ import annotations

import datetime as dt

from kanhe.ledger.enterprises import AliasAdded, EnterpriseMoved, GroupRegistered
from kanhe.ledger.notices import NoticeRowWithdrawn
from kanhe.server.services import Services
from kanhe.server.views.enterprises import enterprise_rows, enterprise_view, group_rows, most_named
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE
from tests.server.regime import World, act


def test_strikes_and_what_is_left(serving: Services, world: World) -> None:
    today = serving.ledger.today()
    with serving.ledger.read() as connection:
        view = enterprise_view(connection, OTHER_ENTERPRISE, today)
        named = most_named(connection, today)
    assert view is not None
    assert (view.enterprise.strikes, view.enterprise.allowed, view.enterprise.left) == (1, 3, 2)
    assert [(s.notice, s.names) for s in view.strikes] == [(world.notice, ("他应用",))]
    assert [a.id for a in view.apps] == [world.other_app]
    assert [e.id for e in named] == [OTHER_ENTERPRISE]


def test_a_withdrawn_row_counts_for_nobody(serving: Services, world: World) -> None:
    act(serving, NoticeRowWithdrawn(world.notice, 1, "误报"))
    with serving.ledger.read() as connection:
        assert most_named(connection, serving.ledger.today()) == ()


def test_the_group_counts_together(serving: Services, world: World) -> None:
    group = act(serving, GroupRegistered("集团"))
    for enterprise in (ENTERPRISE, OTHER_ENTERPRISE):
        serving.ledger.act(EnterpriseMoved(enterprise, group), "tests")
    with serving.ledger.read() as connection:
        view = enterprise_view(connection, ENTERPRISE, serving.ledger.today())
        assert [g.members for g in group_rows(connection).items] == [2]
    assert view is not None
    assert view.enterprise.strikes == 1
    assert view.members == (OTHER_ENTERPRISE, ENTERPRISE) or view.members == (ENTERPRISE, OTHER_ENTERPRISE)


def test_found_by_any_of_its_names(serving: Services, world: World) -> None:
    serving.ledger.act(AliasAdded(ENTERPRISE, "Own Company Ltd."), "tests")
    with serving.ledger.read() as connection:
        today = serving.ledger.today()
        assert [e.id for e in enterprise_rows(connection, today, "own company").items] == [ENTERPRISE]
        assert [e.id for e in enterprise_rows(connection, today, OTHER_ENTERPRISE).items] == [OTHER_ENTERPRISE]
        assert enterprise_rows(connection, today, "没有").items == ()
        assert len(enterprise_rows(connection, today).items) == 2
        assert enterprise_view(connection, "nobody", today) is None
        before = enterprise_view(connection, OTHER_ENTERPRISE, today - dt.timedelta(days=1))
    assert before is not None
    assert before.enterprise.strikes == 0
