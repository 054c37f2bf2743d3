from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.server.conftest import OTHER_STORE, STORE
from tests.server.regime import World

Client = Callable[..., TestClient]


@pytest.fixture
def order(world: World, client: Client) -> str:
    body = {"app": world.other_app, "stores": [STORE, OTHER_STORE], "reason": "未整改", "case": world.noticed}
    return str(client("supervisor").post("/v1/delistings", json=body).json()["id"])


def test_each_store_acknowledges_its_own(order: str, client: Client) -> None:
    mine, theirs = client("store"), client("store", None, OTHER_STORE)
    assert [s["store"] for s in mine.get(f"/v1/delistings/{order}").json()["stores"]] == [STORE]
    assert mine.post(f"/v1/delistings/{order}/acknowledgement", json={}).status_code == 201
    assert mine.post(f"/v1/delistings/{order}/acknowledgement", json={}).status_code == 409
    assert mine.get("/v1/delistings", params={"outstanding": True}).json()["items"] == []
    assert [d["id"] for d in theirs.get("/v1/delistings", params={"outstanding": True}).json()["items"]] == [order]
    assert client("store", None, "store-third").get(f"/v1/delistings/{order}").status_code == 404
    answers = client("supervisor").get(f"/v1/delistings/{order}").json()
    assert answers["outstanding"] == 1
    assert {s["store"]: s["done_by"] for s in answers["stores"]} == {STORE: "store 某", OTHER_STORE: None}


def test_restored_only_by_a_re_test_that_passed(world: World, order: str, client: Client) -> None:
    supervisor, inspector = client("supervisor"), client("inspector")
    failed = {"version_name": "1.1", "passed": False, "report": "R-1"}
    first = inspector.post(f"/v1/cases/{world.noticed}/retests", json=failed).json()["id"]
    assert supervisor.post(f"/v1/delistings/{order}/restoration", json={"retest": first}).status_code == 409
    passed = inspector.post(f"/v1/cases/{world.noticed}/retests", json=failed | {"passed": True}).json()["id"]
    assert supervisor.post(f"/v1/delistings/{order}/restoration", json={"retest": passed}).status_code == 201
    assert supervisor.get("/v1/delistings", params={"in_force": True}).json()["items"] == []
    assert supervisor.get(f"/v1/cases/{world.noticed}").json()["case"]["state"] == "restored"


def test_what_is_no_order(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    body = {"app": world.app, "stores": ["s"], "reason": "r"}
    assert supervisor.post("/v1/delistings", json=body | {"stores": []}).status_code == 422
    assert supervisor.post("/v1/delistings", json=body | {"case": world.noticed}).status_code == 409, (
        "another app's case"
    )
    assert supervisor.post("/v1/delistings", json=body | {"app": "android:none"}).status_code == 409
    assert client("developer").get("/v1/delistings/delisting-0").status_code == 404
