from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from tests.server.regime import World

Client = Callable[..., TestClient]


def test_received_and_triaged(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    body = {"source": "用户投诉", "text": "摇一摇就跳转", "app_name": "本应用"}
    signal = client("store").post("/v1/signals", json=body).json()["id"]
    assert [s["id"] for s in supervisor.get("/v1/signals", params={"state": "waiting"}).json()["items"]] == [signal]
    inspect = {"decision": "inspect", "remark": "排队检测"}
    assert supervisor.post(f"/v1/signals/{signal}/triage", json=inspect).status_code == 409, "which app is it?"
    assert supervisor.post(f"/v1/signals/{signal}/triage", json=inspect | {"app": world.app}).status_code == 201
    assert supervisor.get(f"/v1/signals/{signal}").json()["app_registered"] == "本应用"
    assert supervisor.get("/v1/signals", params={"app": world.app}).json()["items"][0]["state"] == "inspect"


def test_what_is_no_signal(client: Client) -> None:
    supervisor = client("supervisor")
    assert supervisor.post("/v1/signals", json={"source": "x", "text": " "}).status_code == 422
    assert (
        supervisor.post("/v1/signals/signal-0/triage", json={"decision": "dismiss", "remark": "x"}).status_code == 404
    )
    assert client("developer").post("/v1/signals", json={"source": "x", "text": "y"}).status_code == 403
    assert client("store").get("/v1/signals").status_code == 403
