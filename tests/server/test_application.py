"""The server put together."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from kanhe.server.access import routes
from kanhe.server.application import create
from kanhe.server.services import Services
from tests.server.conftest import ADDRESS


def test_routes_of_included_routers_are_found(app: FastAPI) -> None:
    paths = {r.path for r in routes(app) if isinstance(r, APIRoute)}
    assert {"/v1/me", "/sign-in", "/v1/gate/decisions", "/healthz", "/audit"} <= paths


def test_the_work_begins_and_ends_with_the_server(serving: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[str] = []
    work = SimpleNamespace(start=lambda: did.append("start"), close=lambda: did.append("close"))
    from dataclasses import replace

    app = create(replace(serving, work=work))  # type: ignore[arg-type]
    with TestClient(app, ADDRESS) as browser:
        assert browser.get("/v1/gate/keys").status_code == 200
        assert did == ["start"]
    assert did == ["start", "close"]


def test_pages_are_not_in_the_description_for_programs(app: FastAPI, client: Callable[..., TestClient]) -> None:
    paths = client(None).get("/v1/openapi.json").json()["paths"]
    assert "/v1/me" in paths
    assert not [p for p in paths if not p.startswith(("/v1/", "/healthz"))]
