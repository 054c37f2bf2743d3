from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.measures import MeasureProposed
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE
from tests.server.regime import World, act

Client = Callable[..., TestClient]


@pytest.fixture
def measure(serving: Services, world: World) -> str:
    today = serving.ledger.today()
    return act(
        serving, MeasureProposed("enterprise", ENTERPRISE, "p", (world.notice,), today, today.replace(month=12, day=31))
    )


def test_a_person_signs_in_their_own_name(measure: str, client: Client) -> None:
    supervisor = client("supervisor")
    view = supervisor.get(f"/v1/measures/{measure}").json()
    assert (view["measure"]["state"], view["apps"], view["builds"]) == ("proposed", 1, 1)
    body = {"signed_by": "somebody else"}
    assert supervisor.post(f"/v1/measures/{measure}/signature", json=body).status_code == 422
    assert supervisor.post(f"/v1/measures/{measure}/signature", json={"until_lifted": True}).status_code == 201
    now = supervisor.get(f"/v1/measures/{measure}").json()["measure"]
    assert (now["state"], now["signed_by"], now["last_day"], now["holds_today"]) == (
        "signed",
        "supervisor 某",
        None,
        True,
    )
    assert supervisor.post(f"/v1/measures/{measure}/signature", json={}).status_code == 409
    assert supervisor.post(f"/v1/measures/{measure}/lifting", json={"reason": "整改完毕"}).status_code == 201
    assert supervisor.get("/v1/measures", params={"state": "lifted"}).json()["items"][0]["id"] == measure


def test_or_does_not(measure: str, client: Client) -> None:
    supervisor = client("supervisor")
    assert supervisor.post(f"/v1/measures/{measure}/rejection", json={"reason": " "}).status_code == 422
    assert supervisor.post(f"/v1/measures/{measure}/rejection", json={"reason": "证据不足"}).status_code == 201
    assert supervisor.post(f"/v1/measures/{measure}/lifting", json={"reason": "x"}).status_code == 409
    assert supervisor.post("/v1/measures/measure-0/rejection", json={"reason": "x"}).status_code == 404


def test_who_is_bound_may_read_it(measure: str, client: Client) -> None:
    assert client("developer").get(f"/v1/measures/{measure}").status_code == 200
    other = client("developer", "enterprise-other")
    assert other.get(f"/v1/measures/{measure}").status_code == 404
    assert other.get("/v1/measures").json()["items"] == []


def test_the_policy(client: Client) -> None:
    supervisor = client("supervisor")
    assert supervisor.get("/v1/strike-policy").json()["trigger_at"] == 4
    body = {"id": "strict", "sources": ["miit", "cac"], "allowed": 1, "trigger_at": 2, "window": "days:365"}
    assert supervisor.post("/v1/strike-policy", json=body).status_code == 201
    now = client("store").get("/v1/strike-policy").json()
    assert (now["sources"], now["scope"], now["measure_days"]) == (["miit", "cac"], "enterprise-group", None)
    assert supervisor.post("/v1/strike-policy", json=body | {"allowed": 2}).status_code == 409
    assert supervisor.post("/v1/strike-policy", json=body | {"window": "days:0"}).status_code == 422
