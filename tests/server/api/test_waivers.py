from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from kanhe.server.accounts.account import Standing
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE, TESTS
from tests.server.regime import World

Client = Callable[..., TestClient]


def test_asked_by_one_decided_by_another_of_the_same_enterprise(
    serving: Services, world: World, client: Client
) -> None:
    developer = client("developer")
    body = {"app": world.app, "permission": "android.permission.READ_CONTACTS", "reason": "通讯录备份"}
    waiver = developer.post("/v1/waivers", json=body).json()["id"]
    decision = {"approved": True, "until": "2199-12-31"}
    assert developer.post(f"/v1/waivers/{waiver}/decision", json=decision).status_code == 409, (
        "who asks does not approve"
    )
    there = serving.accounts.add("office@example.com", Standing("隐私办", "developer", ENTERPRISE), TESTS).account
    office = client(Person(there.id, there.name, "developer", ENTERPRISE))
    assert (
        client("developer", OTHER_ENTERPRISE).post(f"/v1/waivers/{waiver}/decision", json=decision).status_code == 404
    )
    assert office.post(f"/v1/waivers/{waiver}/decision", json={"approved": True}).status_code == 409, "without an end"
    assert office.post(f"/v1/waivers/{waiver}/decision", json=decision).status_code == 201
    (row,) = client("auditor").get("/v1/waivers", params={"holds": True}).json()["items"]
    assert (row["requested_by"] != row["decided_by"], row["decided_by"]) == (True, there.id)
    assert office.post(f"/v1/waivers/{waiver}/revocation", json={"reason": "功能下线"}).status_code == 201
    assert developer.get(f"/v1/waivers/{waiver}").json()["state"] == "revoked"


def test_for_apps_of_others_there_is_nothing_to_ask(world: World, client: Client) -> None:
    body = {"app": world.other_app, "permission": "P", "reason": "r"}
    assert client("developer").post("/v1/waivers", json=body).status_code == 404
    assert client("inspector").post("/v1/waivers", json=body).status_code == 403
    assert client("developer").get("/v1/waivers/waiver-0").status_code == 404
