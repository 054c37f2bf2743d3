import datetime as dt

import pytest

from kanhe.ledger.cases import (
    CaseOpened,
    CasePenalised,
    CaseReopened,
    CaseTested,
    Problem,
    RectificationOrdered,
    RectificationReported,
    Retested,
)  # fmt: skip
from kanhe.ledger.delistings import DelistingOrdered, Restored
from kanhe.ledger.enterprises import GroupRegistered
from kanhe.ledger.event import Event
from kanhe.server.console.deeds import OF_A_CASE, deed, way
from kanhe.server.services import Services
from kanhe.server.views.cases import case_view
from kanhe.server.views.records import history
from tests.server.conftest import STORE
from tests.server.regime import World, act

TOLD = (
    (CaseOpened("a", "1.0", "s", "miit", "r"), "抽样立案", ""),
    (CaseTested("c", (Problem("x", "1"), Problem("x", "2"), Problem("y", "3"))), "检测发现 2 项问题", "warn"),
    (CaseTested("c"), "检测合格，结案", "good"),
    (RectificationOrdered("c", dt.date(2026, 1, 9)), "责令整改，限 2026-01-09 前", "warn"),
    (RectificationReported("c", "2", "改了"), "企业报告已整改（待复测）", ""),
    (Retested("c", "2", True, "R"), "复测通过", "good"),
    (Retested("c", "2", False, "R"), "复测未通过", "bad"),
    (CaseReopened("c", "为什么"), "回头看：重新打开", "warn"),
    (CasePenalised("c", "罚款"), "行政处罚等", "bad"),
    (DelistingOrdered("a", ("s",), "r"), "下架令", "bad"),
)


@pytest.mark.parametrize(("event", "zh", "tone"), TOLD, ids=lambda x: x if isinstance(x, str) else type(x).__name__)
def test_a_record_in_a_line(event: Event, zh: str, tone: str) -> None:
    told = deed(event)
    assert (told.zh, told.tone) == (zh, tone)
    assert told.en


def test_every_kind_of_a_case_s_way_has_its_words() -> None:
    assert {type(event) for event, _, _ in TOLD} == set(OF_A_CASE)
    assert deed(GroupRegistered("x")).zh == "group-registered"


def test_the_way_of_a_case_in_order(serving: Services, world: World) -> None:
    order = act(serving, DelistingOrdered(world.other_app, (STORE,), "未整改", world.noticed))
    retest = act(serving, Retested(world.noticed, "1.1", True, "R"))
    act(serving, Restored(order, retest))
    with serving.ledger.read() as connection:
        view = case_view(connection, world.noticed, serving.ledger.today())
        assert view is not None
        told = way(view, history(connection, OF_A_CASE, case=world.noticed, id=world.noticed))
    assert [line.at for line in told] == sorted(line.at for line in told)
    words = [line.zh for line in told]
    assert words.index("下架令") < words.index("复测通过") < words.index("恢复上架")
    assert {line.href for line in told if line.href} == {f"/notices/{world.notice}", f"/supervisor/delistings/{order}"}
