from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.reviews import FindingReviewed
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE
from tests.server.regime import LABEL, World

Client = Callable[..., TestClient]


def test_from_a_sample_to_the_re_test(serving: Services, world: World, client: Client) -> None:
    inspector, developer = client("inspector"), client("developer")
    body = {"app": world.app, "version_name": "2.0", "source": "商店甲", "regulator": "miit", "round": "2026-9"}
    opened = inspector.post("/v1/cases", json=body)
    assert opened.status_code == 201
    case = opened.json()["id"]
    assert inspector.post("/v1/cases", json=body).status_code == 409, "the same sample again"
    serving.ledger.act(FindingReviewed(world.inspection, "f1", "confirmed"), "tests")
    tested = inspector.post(f"/v1/cases/{case}/test", json={"inspection": world.inspection})
    assert tested.status_code == 201
    view = inspector.get(f"/v1/cases/{case}").json()
    assert (view["case"]["state"], view["case"]["labels"]) == ("tested", [LABEL])
    assert [p["detail"] for p in view["problems"]] == ["发现 1"], "what was not confirmed is no problem of the case"
    assert inspector.post(f"/v1/cases/{case}/order", json={"working_days": 5}).status_code == 201
    assert developer.get(f"/v1/cases/{case}").json()["case"]["deadline"]
    told = developer.post(f"/v1/cases/{case}/rectification", json={"version_name": "2.1", "text": "已移除"})
    assert told.status_code == 201
    assert developer.get(f"/v1/cases/{case}").json()["case"]["state"] == "ordered", "a report closes nothing"
    retest = {"version_name": "2.1", "passed": True, "report": "R-1", "sha256": world.fresh}
    assert inspector.post(f"/v1/cases/{case}/retests", json=retest).json()["id"].startswith("retest-")
    assert inspector.get(f"/v1/cases/{case}").json()["case"]["state"] == "rectified"
    assert client("supervisor").post(f"/v1/cases/{case}/reopening", json={"reason": "回头看"}).status_code == 201


def test_filters_and_parts(world: World, client: Client) -> None:
    inspector = client("inspector")
    seen: list[str] = []
    after: str | None = None
    while True:
        asked = {"limit": 2} | ({"after": after} if after else {})
        part = inspector.get("/v1/cases", params=asked).json()
        seen += [c["id"] for c in part["items"]]
        after = part["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 5
    late = inspector.get("/v1/cases", params={"overdue": True, "as_of": "2199-01-01"}).json()["items"]
    assert {c["id"] for c in late} == {world.ordered, world.other_ordered}
    assert inspector.get("/v1/cases", params={"after": "nonsense"}).status_code == 422
    assert inspector.get("/v1/cases", params={"state": "nowhere"}).status_code == 422


def test_a_developer_sees_its_own_only(world: World, client: Client) -> None:
    developer = client("developer")
    listed = developer.get("/v1/cases", params={"enterprise": OTHER_ENTERPRISE}).json()["items"]
    assert {c["enterprise"] for c in listed} == {ENTERPRISE}
    assert developer.get(f"/v1/cases/{world.other_ordered}").status_code == 404
    report = {"version_name": "2", "text": "改好了"}
    assert developer.post(f"/v1/cases/{world.other_ordered}/rectification", json=report).status_code == 404
    assert developer.post(f"/v1/cases/{world.ordered}/order", json={"working_days": 5}).status_code == 403


def test_a_key_makes_it_once(world: World, client: Client) -> None:
    inspector = client("inspector")
    headers = {"Idempotency-Key": "order-1"}
    first = inspector.post(f"/v1/cases/{world.tested}/order", json={"working_days": 5}, headers=headers).json()
    again = inspector.post(f"/v1/cases/{world.tested}/order", json={"working_days": 5}, headers=headers).json()
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert first["records"] == again["records"]
    other = inspector.post(f"/v1/cases/{world.tested}/order", json={"working_days": 6}, headers=headers)
    assert other.status_code == 409
    assert set(other.json()["error"]) == {"zh", "en"}


@pytest.mark.parametrize(
    "body",
    [{}, {"working_days": 0}, {"working_days": 5, "deadline": "2030-01-01"}, {"deadline": "soon"}, {"days": 5},
     {"working_days": 5, "contact": "a\u0000b"}],
)  # fmt: skip
def test_what_is_no_order(world: World, client: Client, body: dict[str, object]) -> None:
    answer = client("inspector").post(f"/v1/cases/{world.tested}/order", json=body)
    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"zh", "en"}


def test_a_penalty_only_after_a_delisting(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    assert supervisor.post(f"/v1/cases/{world.noticed}/penalty", json={"penalty": "罚款"}).status_code == 409
    order = {"app": world.other_app, "stores": ["store-own"], "reason": "未整改", "case": world.noticed}
    assert supervisor.post("/v1/delistings", json=order).status_code == 201
    assert supervisor.post(f"/v1/cases/{world.noticed}/penalty", json={"penalty": "罚款"}).status_code == 201
    assert supervisor.get("/v1/cases/case-0").status_code == 404
