from __future__ import annotations

import datetime as dt

from kanhe.ledger.cases import Retested
from kanhe.server.services import Services
from kanhe.server.views.cases import CaseFilter, case_of_retest, case_rows, case_states, case_view
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE
from tests.server.regime import LABEL, World, act

LATER = dt.timedelta(days=60)


def ids(serving: Services, wanted: CaseFilter, day: dt.date | None = None) -> list[str]:
    with serving.ledger.read() as connection:
        return [c.id for c in case_rows(connection, day or serving.ledger.today(), wanted).items]


def test_by_deadline_and_filtered(serving: Services, world: World) -> None:
    everything = ids(serving, CaseFilter())
    assert set(everything[:2]) == {world.ordered, world.other_ordered}, "cases with a deadline stand first"
    assert len(everything) == 5
    assert set(ids(serving, CaseFilter(enterprise=ENTERPRISE))) == {world.sampled, world.tested, world.ordered}
    assert ids(serving, CaseFilter(state="tested")) == [world.tested]
    assert ids(serving, CaseFilter(app=world.other_app, round="2026-2")) == [world.other_ordered]
    assert ids(serving, CaseFilter(regulator="cac")) == []


def test_overdue_is_a_matter_of_the_day(serving: Services, world: World) -> None:
    today = serving.ledger.today()
    assert ids(serving, CaseFilter(overdue=True)) == []
    assert set(ids(serving, CaseFilter(overdue=True), today + LATER)) == {world.ordered, world.other_ordered}
    assert set(ids(serving, CaseFilter(due_by=today + LATER))) == {world.ordered, world.other_ordered}
    with serving.ledger.read() as connection:
        rows = case_rows(connection, today + LATER, CaseFilter(state="ordered")).items
    assert all(r.overdue and r.labels == (LABEL,) for r in rows)


def test_states_are_counted_in_their_order(serving: Services, world: World) -> None:
    with serving.ledger.read() as connection:
        told = case_states(connection, CaseFilter(), serving.ledger.today())
    assert told == (("sampled", 1), ("tested", 1), ("ordered", 2), ("noticed", 1))


def test_one_case_with_all_that_belongs_to_it(serving: Services, world: World) -> None:
    retest = act(serving, Retested(world.noticed, "1.1", False, "R-1"))
    with serving.ledger.read() as connection:
        view = case_view(connection, world.noticed, serving.ledger.today())
        assert view is not None
        assert case_of_retest(connection, retest) == world.noticed
        assert case_of_retest(connection, "retest-0") is None
    assert [n.notice for n in view.notices] == [world.notice]
    assert [(r.version_name, r.passed) for r in view.retests] == [("1.1", False)]
    assert [p.label for p in view.problems] == [LABEL]
    assert view.next_states == ("rectified", "delisted")


def test_of_others_there_is_none(serving: Services, world: World) -> None:
    with serving.ledger.read() as connection:
        today = serving.ledger.today()
        assert case_view(connection, world.ordered, today, OTHER_ENTERPRISE) is None
        assert case_view(connection, world.ordered, today, ENTERPRISE) is not None
        assert case_view(connection, "case-0", today) is None
