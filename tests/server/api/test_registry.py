from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from tests.server.conftest import ENTERPRISE, STORE
from tests.server.regime import World, sha

Client = Callable[..., TestClient]


def test_apps_builds_and_listings(world: World, client: Client) -> None:
    supervisor, store = client("supervisor"), client("store")
    body = {"package_id": "com.example.new", "name": "新应用", "enterprise": ENTERPRISE}
    app = supervisor.post("/v1/apps", json=body).json()["id"]
    assert app == "android:com.example.new"
    build = {"app": app, "sha256": sha("new"), "version_name": "1.0"}
    assert supervisor.post("/v1/versions", json=build).status_code == 201
    assert supervisor.post("/v1/versions", json=build | {"sha256": "x"}).status_code == 422
    assert store.post("/v1/listings", json={"sha256": sha("new")}).status_code == 201
    assert client("developer").get(f"/v1/apps/{app}").json()["builds"][0]["stores"] == [STORE]
    assert store.post("/v1/listings/removal", json={"sha256": sha("new")}).status_code == 201
    assert store.post("/v1/listings/removal", json={"sha256": sha("new")}).status_code == 409
    assert supervisor.post(f"/v1/apps/{app}/correction", json={"reason": "笔误", "name": "新应用二"}).status_code == 201
    assert [a["id"] for a in supervisor.get("/v1/apps", params={"text": "新应用二"}).json()["items"]] == [app]
    assert supervisor.post("/v1/apps/android:none/correction", json={"reason": "x"}).status_code == 404


def test_a_developer_sees_its_own(world: World, client: Client) -> None:
    developer = client("developer")
    assert [a["id"] for a in developer.get("/v1/apps", params={"enterprise": "enterprise-other"}).json()["items"]] == [
        world.app
    ]
    assert developer.get(f"/v1/apps/{world.other_app}").status_code == 404
