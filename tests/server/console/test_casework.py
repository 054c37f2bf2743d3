from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.reviews import FindingReviewed
from kanhe.server.services import Services
from tests.server.conftest import OTHER_STORE
from tests.server.regime import LABEL, World

Client = Callable[..., TestClient]


def post(browser: TestClient, path: str, **form: str) -> tuple[int, str, str]:
    answer = browser.post(path, data=form)
    return answer.status_code, answer.headers.get("location", ""), answer.text


def state(browser: TestClient, case: str) -> str:
    return str(browser.get(f"/v1/cases/{case}").json()["case"]["state"])


def test_the_way_of_a_case(serving: Services, world: World, client: Client) -> None:
    inspector = client("inspector")
    serving.ledger.act(FindingReviewed(world.inspection, "f1", "confirmed"), "tests")
    where = f"/cases/{world.sampled}"
    status, _, page = post(inspector, f"{where}/test")
    assert (status, "没有已认定的问题" in page) == (409, True)
    assert post(inspector, f"{where}/test", inspection=world.inspection)[0] == 303
    preview = inspector.get(f"{where}/order", params={"working_days": "5", "contact": "张三"})
    assert "责令整改通知" in preview.text
    assert "联系方式：张三" in preview.text
    assert state(inspector, world.sampled) == "tested", "a preview orders nothing"
    assert post(inspector, f"{where}/order", working_days="5")[:2] == (303, where)
    assert "责令整改通知" in inspector.get(f"{where}/text").text
    bad = post(inspector, f"{where}/retest", version_name="2", report="R", outcome="perhaps")
    assert (bad[0], "请选择复测是否通过" in bad[2]) == (409, True)
    foreign = post(inspector, f"{where}/retest", version_name="2", report="R", outcome="passed", sha256="f" * 64)
    assert (foreign[0], "不属于此应用" in foreign[2]) == (409, True)
    assert (
        post(inspector, f"{where}/retest", version_name="2", report="R", outcome="passed", sha256=world.fresh)[0] == 303
    )
    assert state(inspector, world.sampled) == "rectified"
    assert post(client("supervisor"), f"{where}/reopen", reason=" ")[0] == 409
    assert post(client("supervisor"), f"{where}/reopen", reason="回头看")[0] == 303
    history = inspector.get(where).text
    assert all(words in history for words in ("抽样立案", "责令整改", "复测通过", "回头看", "inspector 某"))


@pytest.mark.parametrize(
    ("form", "sentence"),
    [({"working_days": "0"}, "1 至 120"), ({"working_days": "x"}, "期限应为日期"), ({}, "二者取一"),
     ({"deadline": "2001-01-01"}, "期限已过")],
)  # fmt: skip
def test_an_ill_deadline_is_told_on_the_page(world: World, client: Client, form: dict[str, str], sentence: str) -> None:
    inspector = client("inspector")
    for answer in (
        inspector.get(f"/cases/{world.tested}/order", params={"working_days": "", **form}),
        inspector.post(f"/cases/{world.tested}/order", data=form),
    ):
        assert answer.status_code == 409
        assert sentence in answer.text
    assert state(inspector, world.tested) == "tested"


def test_closed_when_nothing_was_found(world: World, client: Client) -> None:
    inspector = client("inspector")
    assert post(inspector, f"/cases/{world.sampled}/test", clean="1")[0] == 303
    assert state(inspector, world.sampled) == "passed"


def test_lists_and_their_filters(world: World, client: Client) -> None:
    auditor = client("auditor")
    assert world.ordered in auditor.get("/cases").text
    shown = auditor.get("/cases", params={"reached": "ordered", "round": "2026-2"}).text
    assert world.ordered in shown
    assert f"/cases/{world.noticed}" not in shown
    assert "没有符合条件的案件" in auditor.get("/cases", params={"state": "restored"}).text
    assert OTHER_STORE in auditor.get("/cases", params={"state": "tested"}).text
    assert auditor.get("/cases/case-0").status_code == 404
    assert LABEL in auditor.get(f"/cases/{world.ordered}").text
    assert "不能改变任何内容" in auditor.get(f"/cases/{world.ordered}").text


def test_only_the_supervisor_penalises(world: World, client: Client) -> None:
    assert post(client("inspector"), f"/cases/{world.noticed}/penalise", penalty="罚款")[0] == 403
    assert post(client("supervisor"), f"/cases/{world.noticed}/penalise", penalty="罚款")[0] == 409
