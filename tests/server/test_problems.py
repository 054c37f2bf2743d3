"""Every refusal is one sentence in both languages: JSON for programs, a page for people."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kanhe.ledger.event import Refused
from kanhe.ledger.journal import KeyReused
from kanhe.server.access import NotThere


@pytest.fixture
def browser(app: FastAPI, client: Callable[..., TestClient]) -> TestClient:
    def raising(error: Exception) -> Callable[[], None]:
        def route() -> None:
            raise error

        return route

    for at, error in enumerate((Refused("不行", "no"), KeyReused(), NotThere("没有案件", "there is no case"))):
        app.add_api_route(f"/v1/raise/{at}", raising(error))
        app.add_api_route(f"/raise/{at}", raising(error))
    return client("admin")


@pytest.mark.parametrize(("at", "status", "said"), [(0, 409, "no"), (1, 409, "idempotency key"), (2, 404, "no case")])
def test_as_json_and_as_a_page(browser: TestClient, at: int, status: int, said: str) -> None:
    answer = browser.get(f"/v1/raise/{at}")
    assert answer.status_code == status
    assert said in answer.json()["error"]["en"]
    assert answer.json()["error"]["zh"]
    page = browser.get(f"/raise/{at}", headers={"Accept-Language": "en"})
    assert page.status_code == status
    assert said in page.text
    assert page.headers["content-type"].startswith("text/html")


def test_nobody_is_sent_to_sign_in_and_back(client: Callable[..., TestClient]) -> None:
    browser = client(None)
    answer = browser.get("/audit?kind=submitted&person=甲")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=%2Faudit%3Fkind%3D")
    assert browser.post("/account/password").headers["location"] == "/sign-in"
    assert browser.get("/audit", headers={"HX-Request": "true"}).headers["hx-redirect"].startswith("/sign-in")
    assert browser.get("/v1/audit").headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/nothing", 404), ("PATCH", "/v1/me", 405), ("GET", "/nothing", 404), ("PATCH", "/sign-in", 405)],
)
def test_addresses_that_are_none(client: Callable[..., TestClient], method: str, path: str, status: int) -> None:
    assert client("admin").request(method, path).status_code == status


def test_a_field_that_is_wrong_is_named(client: Callable[..., TestClient]) -> None:
    answer = client("admin").post("/v1/me/tokens", json={"name": "CI", "scopes": ["read"], "days": 0})
    assert answer.status_code == 422
    assert answer.json()["error"]["en"].startswith("days: ")
