"""A waiver asked for by one developer and decided by another of the same enterprise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.apps import AppRegistered
from kanhe.server.accounts.account import Standing
from kanhe.server.console.own_waivers import needs
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE, TESTS

Client = Callable[..., TestClient]
ASKED = {"app": "android:a.b", "permission": "android.permission.READ_CONTACTS", "reason": "选择联系人"}


@pytest.fixture
def database() -> str:
    return "sqlite"


def test_asked_decided_and_revoked(serving: Services, client: Client, person: Callable[..., Person]) -> None:
    serving.ledger.act(AppRegistered("a.b", "应用", ENTERPRISE), "t")
    asking = person("developer")
    made = serving.accounts.add("colleague@example.com", Standing("同事", "developer", ENTERPRISE, None), TESTS).account
    colleague = Person(made.id, made.name, "developer", ENTERPRISE)
    mine, theirs = client(asking), client(colleague)
    assert mine.post("/developer/waivers", data={**ASKED, "reason": " "}).status_code == 409
    assert mine.post("/developer/waivers", data={**ASKED, "permission": " "}).status_code == 409
    assert mine.post("/developer/waivers", data=ASKED).status_code == 303
    with serving.ledger.read() as connection:
        assert [n.count for n in needs(asking, connection)] == [0, 0]
        assert [n.count for n in needs(colleague, connection)] == [1, 0]
        assert needs(person("store"), connection) == ()
    waiver = mine.get("/v1/waivers").json()["items"][0]["id"]
    decision = f"/developer/waivers/{waiver}/decision"
    soon = (dt.datetime.now(dt.UTC) + dt.timedelta(days=3)).date().isoformat()
    assert mine.post(decision, data={"approved": "yes", "until": soon}).status_code == 409
    assert theirs.post(decision, data={"approved": "yes", "until": "nonsense"}).status_code == 409
    assert theirs.post(decision, data={"approved": "yes", "until": soon}).status_code == 303
    with serving.ledger.read() as connection:
        assert [n.count for n in needs(colleague, connection)] == [0, 1]
    assert "READ_CONTACTS" in theirs.get("/developer/waivers?state=ending").text
    assert theirs.post(f"/developer/waivers/{waiver}/revocation").status_code == 303
    assert theirs.post(f"/developer/waivers/{waiver}/revocation").status_code == 409


def test_of_another_enterprise_there_is_nothing(serving: Services, client: Client) -> None:
    serving.ledger.act(AppRegistered("a.b", "应用", ENTERPRISE), "t")
    mine, theirs = client("developer"), client("developer", OTHER_ENTERPRISE)
    assert theirs.post("/developer/waivers", data=ASKED).status_code == 404
    mine.post("/developer/waivers", data=ASKED)
    waiver = mine.get("/v1/waivers").json()["items"][0]["id"]
    assert theirs.post(f"/developer/waivers/{waiver}/decision", data={"approved": "no"}).status_code == 404
    assert "READ_CONTACTS" not in theirs.get("/developer/waivers").text
