from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from kanhe.server.api.findings import undecided
from kanhe.server.services import Services
from tests.server.regime import World

Client = Callable[..., TestClient]


def decided(client: Client, world: World, fingerprint: str, **body: object) -> int:
    where = f"/v1/reviews/inspections/{world.inspection}/findings/{fingerprint}"
    return int(client("inspector").post(where, json=body).status_code)


def test_confirmed_dismissed_and_recorded_anew(serving: Services, world: World, client: Client) -> None:
    inspector = client("inspector")
    assert [r["unreviewed"] for r in inspector.get("/v1/reviews").json()] == [3]
    assert decided(client, world, "f1", verdict="dismissed") == 409, "a dismissal needs its reason"
    for fingerprint in ("f1", "f2", "f3"):
        assert decided(client, world, fingerprint, verdict="dismissed", reason="误报") == 201
    assert inspector.get("/v1/reviews").json() == []
    where = f"/v1/reviews/inspections/{world.inspection}"
    assert inspector.get(where).json()["inspection"]["verdict"] == "fail", "a dismissal alone changes no verdict"
    serving.storage.save(world.inspection, "report.json", json.dumps({"rules": []}).encode())
    revised = inspector.post(f"{where}/revision", json={"reason": "复核"}).json()
    assert [r["kind"] for r in revised["records"]] == ["inspection-revised", "inspection-recorded"]
    now = inspector.get(f"/v1/reviews/inspections/{revised['id']}").json()
    assert (now["inspection"]["verdict"], now["revision"]["reason"]) == ("pass", "复核")
    listed = inspector.get("/v1/reviews/inspections").json()["items"]
    assert [i["id"] for i in listed] == [revised["id"]]
    assert len(inspector.get("/v1/reviews/inspections", params={"superseded": True}).json()["items"]) == 2


def test_without_the_report_nobody_can_tell_that_it_passed(world: World, client: Client) -> None:
    for fingerprint in ("f1", "f2", "f3"):
        decided(client, world, fingerprint, verdict="dismissed", reason="误报")
    where = f"/v1/reviews/inspections/{world.inspection}/revision"
    revised = client("inspector").post(where, json={"reason": "复核"}).json()["id"]
    assert client("auditor").get(f"/v1/reviews/inspections/{revised}").json()["inspection"]["verdict"] == "incomplete"


@pytest.mark.parametrize(
    ("rules", "told"),
    [([], False), ([("incomplete", "violation")], True), ([("incomplete", "advice"), ("pass", "violation")], False)],
)
def test_advice_leaves_nothing_undecided(rules: list[tuple[str, str]], told: bool) -> None:
    report: dict[str, Any] = {"rules": [{"outcome": outcome, "effect": effect} for outcome, effect in rules]}
    assert undecided(report) is told
    assert undecided(None)


def test_what_is_not_there(world: World, client: Client) -> None:
    assert decided(client, world, "f9", verdict="confirmed") == 404
    assert decided(client, world, "f1", verdict="perhaps") == 422
    inspector = client("inspector")
    assert inspector.get("/v1/reviews/inspections/inspection-0").status_code == 404
    assert [q["submission"] for q in inspector.get("/v1/reviews/waiting").json()] == [world.submission]
    assert (
        client("supervisor")
        .post(f"/v1/reviews/inspections/{world.inspection}/revision", json={"reason": "x"})
        .status_code
        == 403
    )
