from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.measures import MeasureProposed
from kanhe.ledger.signals import SignalReceived
from kanhe.server.console.supervisor import needs
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE, STORE
from tests.server.regime import World, act

Client = Callable[..., TestClient]


@pytest.fixture
def measure(serving: Services, world: World) -> str:
    today = serving.ledger.today()
    return act(
        serving, MeasureProposed("enterprise", ENTERPRISE, "p", (world.notice,), today, today + dt.timedelta(days=5))
    )


def test_strikes_lead_to_their_notices(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    listed = supervisor.get("/supervisor/enterprises").text
    assert f"/supervisor/enterprises/{OTHER_ENTERPRISE}" in listed
    assert f"/supervisor/enterprises/{ENTERPRISE}" not in listed, "those named stand alone at first"
    assert (
        f"/supervisor/enterprises/{ENTERPRISE}"
        in supervisor.get("/supervisor/enterprises", params={"everything": "1"}).text
    )
    assert f"/supervisor/notices/{world.notice}" in supervisor.get(f"/supervisor/enterprises/{OTHER_ENTERPRISE}").text
    assert supervisor.get("/supervisor/enterprises/nobody").status_code == 404
    assert "没有这个名称的企业" in supervisor.get("/supervisor/enterprises", params={"text": "没有"}).text


def test_a_proposal_is_signed_and_lifted(measure: str, client: Client) -> None:
    supervisor = client("supervisor")
    page = supervisor.get(f"/supervisor/measures/{measure}").text
    assert "拟稿" in page
    assert "会被暂缓的安装包" in page
    bad = supervisor.post(f"/supervisor/measures/{measure}/sign", data={"first_day": "soon"})
    assert (bad.status_code, "不是日期" in bad.text) == (409, True)
    assert supervisor.post(f"/supervisor/measures/{measure}/sign", data={"until_lifted": "1"}).status_code == 303
    assert measure in supervisor.get("/supervisor/measures").text
    assert supervisor.post(f"/supervisor/measures/{measure}/lift", data={"reason": ""}).status_code == 409
    assert supervisor.post(f"/supervisor/measures/{measure}/lift", data={"reason": "整改完毕"}).status_code == 303
    assert "整改完毕" in supervisor.get(f"/supervisor/measures/{measure}").text
    assert supervisor.post(f"/supervisor/measures/{measure}/reject", data={"reason": "x"}).status_code == 409
    assert supervisor.get("/supervisor/measures/measure-0").status_code == 404


def test_only_a_supervisor_signs(measure: str, client: Client) -> None:
    for role in ("inspector", "auditor", "admin"):
        assert client(role).post(f"/supervisor/measures/{measure}/sign", data={}).status_code == 403
    assert "以“" not in client("auditor").get(f"/supervisor/measures/{measure}").text


def test_the_policy(client: Client) -> None:
    supervisor = client("supervisor")
    form = {
        "id": "strict", "sources": "miit，cac", "scope": "enterprise", "window": "days:365", "allowed": "1", "trigger_at": "2",
    }  # fmt: skip
    assert supervisor.post("/supervisor/policy", data=form | {"trigger_at": "1"}).status_code == 409
    assert supervisor.post("/supervisor/policy", data=form | {"allowed": "many"}).status_code == 409
    assert supervisor.post("/supervisor/policy", data=form).status_code == 303
    assert "miit, cac" in client("auditor").get("/supervisor/policy").text


def test_what_needs_a_supervisor(
    serving: Services, world: World, measure: str, person: Callable[..., Person]
) -> None:  # fmt: skip
    act(serving, DelistingOrdered(world.other_app, (STORE,), "未整改", world.noticed))
    act(serving, SignalReceived("媒体", "跳转"))
    with serving.ledger.read() as connection:
        told = {n.en: n.count for n in needs(person("supervisor"), connection)}
        assert needs(person("inspector"), connection) == ()
    assert told == {
        "measures to sign": 1, "delisting orders not executed": 1, "cases to name in public": 0,
        "notices with unmatched rows": 0, "signals to triage": 1, "measures about to end": 0,
    }  # fmt: skip
