from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from kanhe.server.services import Services
from tests.server.regime import World

Client = Callable[..., TestClient]


def test_figures_and_counts_as_of_a_day(serving: Services, world: World, client: Client) -> None:
    supervisor = client("supervisor")
    body = {
        "regulator": "miit",
        "first_round": 1,
        "last_round": 10,
        "published": "2021-01-22",
        "source": "公报",
        "tested": 620000,
    }
    assert supervisor.post("/v1/figures", json=body).status_code == 201
    assert supervisor.post("/v1/figures", json=body).status_code == 409
    assert supervisor.post("/v1/figures", json=body | {"first_round": 12, "last_round": 11}).status_code == 422
    now = client("developer").get("/v1/statistics").json()
    assert (now["published"]["tested"], now["counted"]["batches"]) == (620000, 1)
    then = client("developer").get("/v1/statistics", params={"as_of": "2020-01-01"}).json()
    assert (then["published"]["tested"], then["counted"]["batches"]) == (None, 0)
    assert [f["named"] for f in supervisor.get("/v1/figures").json()] == [None]


def test_a_round_is_drawn_whole_or_not_at_all(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    good = {"app": world.app, "version_name": "7", "source": "s"}
    body = {"regulator": "miit", "round": "2026-8", "samples": [good, good | {"app": "android:none"}]}
    assert supervisor.post("/v1/rounds", json=body).status_code == 409
    assert "2026-8" not in {r["round"] for r in supervisor.get("/v1/rounds").json()}
    body["samples"] = [good, good | {"version_name": "8"}]
    headers = {"Idempotency-Key": "round-8"}
    assert len(supervisor.post("/v1/rounds", json=body, headers=headers).json()) == 2
    again = supervisor.post("/v1/rounds", json=body, headers=headers).json()
    assert [d["repeated"] for d in again] == [True, True]
    (drawn,) = [r for r in supervisor.get("/v1/rounds").json() if r["round"] == "2026-8"]
    assert (drawn["sampled"], drawn["tested"]) == (2, 0)


def test_what_falls_due(world: World, client: Client) -> None:
    inspector = client("inspector")
    told = inspector.get("/v1/deadlines", params={"days": 60}).json()
    assert {d["kind"] for d in told} == {"order", "inspection"}
    assert inspector.get("/v1/deadlines", params={"first": "1999-01-01", "days": 5}).json() == []
    assert inspector.get("/v1/deadlines", params={"first": "2200-12-31", "days": 400}).json() == []
