"""Accounts for programs."""

from collections.abc import Callable

from starlette.testclient import TestClient

from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, PASSWORD

NEW = {"email": "new@example.com", "name": "新人", "role": "developer", "enterprise": ENTERPRISE}


def test_who_it_is(
    client: Callable[..., TestClient], person: Callable[..., Person], token: Callable[..., dict[str, str]]
) -> None:
    somebody = person("developer")
    told = client(None).get("/v1/me", headers=token(somebody, "read")).json()
    assert told == {
        "id": somebody.id, "name": somebody.name, "role": "developer", "enterprise": ENTERPRISE, "store": None,
        "scopes": ["read"],
    }  # fmt: skip


def test_a_token_begets_no_other(
    client: Callable[..., TestClient], person: Callable[..., Person], token: Callable[..., dict[str, str]], serving: Services
) -> None:  # fmt: skip
    somebody = person("auditor")
    wanted = {"name": "CI", "scopes": ["read", "write"], "days": 30}
    assert client(None).post("/v1/me/tokens", json=wanted, headers=token(somebody)).status_code == 403
    browser = client(somebody)
    issued = browser.post("/v1/me/tokens", json=wanted)
    assert issued.status_code == 201
    told = issued.json()
    assert serving.accounts.token(told["secret"]) is not None
    assert told["secret"] not in browser.get("/v1/me/tokens").text
    assert browser.delete(f"/v1/me/tokens/{told['token']['id']}").status_code == 204
    assert serving.accounts.token(told["secret"]) is None


def test_an_admin_keeps_the_accounts(client: Callable[..., TestClient], serving: Services) -> None:
    browser = client("admin")
    added = browser.post("/v1/accounts", json=NEW)
    assert added.status_code == 201
    secret = added.json()["invitation"].rpartition("/")[2]
    serving.accounts.accept(secret, PASSWORD, "::1")
    where = f"/v1/accounts/{added.json()['account']['id']}"
    assert browser.get(where).json()["has_password"]
    assert browser.put(where, json={"name": "改名", "role": "auditor"}).json()["role"] == "auditor"
    assert browser.post(f"{where}/disable").json()["disabled_at"]
    assert browser.post(f"{where}/disable").status_code == 409
    assert browser.post(f"{where}/enable").json()["disabled_at"] is None
    assert "/invitation/" in browser.post(f"{where}/invitation").json()["invitation"]
    assert len(browser.get("/v1/accounts").json()) == 2
    assert "password_hash" not in browser.get("/v1/accounts").text


def test_what_cannot_be(client: Callable[..., TestClient]) -> None:
    browser = client("admin")
    assert browser.post("/v1/accounts", json=NEW | {"enterprise": None}).status_code == 409
    assert browser.post("/v1/accounts", json=NEW | {"role": "king"}).status_code == 422
    assert browser.post("/v1/accounts", json=NEW | {"email": "none"}).status_code == 409
    assert browser.get("/v1/accounts/nothing").status_code == 404
