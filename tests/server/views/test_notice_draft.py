from __future__ import annotations

import datetime as dt

import pytest

from kanhe.ledger.cases import CaseOpened
from kanhe.ledger.event import Refused
from kanhe.ledger.notices import NoticePublished, NoticeRow
from kanhe.server.services import Services
from kanhe.server.views.notice_draft import NAMEABLE, drafted, effects, ready_to_name, usual_title
from tests.server.conftest import OTHER_ENTERPRISE
from tests.server.regime import World, act


def test_who_may_be_named(serving: Services, world: World) -> None:
    today = serving.ledger.today()
    assert set(NAMEABLE) == {"tested", "ordered", "reopened"}
    with serving.ledger.read() as connection:
        assert [c.id for c in ready_to_name(connection, today)] == [world.tested], (
            "an order that still runs is not late"
        )
        late = [c.id for c in ready_to_name(connection, today + dt.timedelta(days=60))]
    assert set(late[:2]) == {world.ordered, world.other_ordered}
    assert late[2:] == [world.tested]


def test_a_draft_in_the_ministry_s_columns(serving: Services, world: World) -> None:
    today = serving.ledger.today()
    with serving.ledger.read() as connection:
        event = drafted(connection, "miit", 2, today, [world.ordered, world.other_ordered], 40)
        with pytest.raises(Refused, match="one case at least"):
            drafted(connection, "miit", 2, today, [])
        with pytest.raises(Refused, match="no case case-0"):
            drafted(connection, "miit", 2, today, ["case-0"])
    assert (
        event.title
        == usual_title(today.year, 2, 40)
        == f"关于侵害用户权益行为的APP通报（{today.year}年第2批，总第40批）"
    )
    assert [(r.number, r.name, r.case) for r in event.rows] == [
        (1, "本应用", world.ordered),
        (2, "他应用", world.other_ordered),
    ]


def test_a_case_of_another_regulator_is_not_ours_to_name(serving: Services, world: World) -> None:
    case = act(serving, CaseOpened(world.app, "9", "s", "cac", "r"))
    with serving.ledger.read() as connection, pytest.raises(Refused, match="belongs to cac"):
        drafted(connection, "miit", 2, serving.ledger.today(), [case])


def test_what_it_would_do_to_the_counts(serving: Services, world: World) -> None:
    today = serving.ledger.today()
    for number in (2, 3):
        row = NoticeRow("他应用", "他企业", enterprise=OTHER_ENTERPRISE)
        act(serving, NoticePublished("miit", today.year, number, today, (row,), "通报"))
    with serving.ledger.read() as connection:
        (told,) = effects(connection, drafted(connection, "miit", 4, today, [world.other_ordered]))
        assert (told.owner, told.before, told.after, told.proposes) == (OTHER_ENTERPRISE, 3, 4, True)
        local = NoticePublished(
            "shandong", today.year, 1, today, (NoticeRow("a", "b", enterprise=OTHER_ENTERPRISE),), "t"
        )
        (told,) = effects(connection, local)
    assert (told.before, told.after, told.proposes) == (3, 3, False), "its batches do not count"
    act_ = serving.ledger.act(
        NoticePublished("miit", today.year, 4, today, (NoticeRow("a", "他企业"),), "通报"), "tests"
    )
    assert [e.KIND for e in act_.followed] == ["measure-proposed"]
