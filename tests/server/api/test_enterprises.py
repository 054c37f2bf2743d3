from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE
from tests.server.regime import World

Client = Callable[..., TestClient]


def test_registered_named_and_moved(client: Client) -> None:
    supervisor = client("supervisor")
    group = supervisor.post("/v1/groups", json={"name": "某集团"}).json()["id"]
    body = {"name": "新公司", "group": group, "aliases": ["New Co"], "id": "new-co"}
    assert supervisor.post("/v1/enterprises", json=body).json()["id"] == "new-co"
    assert supervisor.post("/v1/enterprises", json=body).status_code == 409
    assert supervisor.post("/v1/enterprises/new-co/aliases", json={"name": "新公司（深圳）"}).status_code == 201
    view = supervisor.get("/v1/enterprises/new-co").json()
    assert view["enterprise"]["group_name"] == "某集团"
    assert set(view["names"]) == {"新公司", "New Co", "新公司（深圳）"}
    assert supervisor.post("/v1/enterprises/new-co/group", json={"group": None}).status_code == 201
    assert [g["members"] for g in supervisor.get("/v1/groups").json()["items"]] == [0]
    assert supervisor.post("/v1/enterprises/nobody/aliases", json={"name": "x"}).status_code == 404
    assert supervisor.post("/v1/enterprises", json={"name": "y", "credit_code": "1" * 18}).status_code == 409


def test_strikes_as_of_a_day(world: World, client: Client) -> None:
    auditor = client("auditor")
    now = auditor.get(f"/v1/enterprises/{OTHER_ENTERPRISE}").json()["enterprise"]
    before = auditor.get(f"/v1/enterprises/{OTHER_ENTERPRISE}", params={"as_of": "2001-01-01"}).json()["enterprise"]
    assert ((now["strikes"], now["left"]), (before["strikes"], before["left"])) == ((1, 2), (0, 3))
    assert [e["id"] for e in auditor.get("/v1/enterprises", params={"text": "他企"}).json()["items"]] == [
        OTHER_ENTERPRISE
    ]


def test_a_developer_reads_its_own(world: World, client: Client) -> None:
    developer = client("developer")
    assert developer.get(f"/v1/enterprises/{ENTERPRISE}").json()["apps"][0]["id"] == world.app
    assert developer.get(f"/v1/enterprises/{OTHER_ENTERPRISE}").status_code == 404
    assert developer.get("/v1/enterprises").status_code == 403
