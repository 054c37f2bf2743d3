"""Who asks too often is told when to ask again; the gate is not counted here."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from kanhe.server.accounts import access_log
from kanhe.server.identity import Person
from kanhe.server.security.allowed import Rates
from kanhe.server.services import Services
from kanhe.server.settings import Settings
from tests.server import conftest

FEW = Rates(
    requests_a_minute=5, visitor_requests_a_minute=3, uploads_an_hour=2, sign_ins_a_minute=4, bad_tokens_a_minute=3
)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, rates=FEW)


def test_of_a_person(client: Callable[..., TestClient]) -> None:
    browser, other = client("auditor"), client("admin")
    answers = [browser.get("/v1/me") for _ in range(7)]
    assert [a.status_code for a in answers] == [200] * 5 + [429] * 2
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert set(answers[-1].json()["error"]) == {"zh", "en"}
    assert other.get("/v1/me").status_code == 200


def test_of_a_visitor_on_a_page(client: Callable[..., TestClient], serving: Services) -> None:
    browser = client(None)
    answers = [browser.get("/sign-in") for _ in range(5)]
    assert [a.status_code for a in answers] == [200] * 3 + [429] * 2
    assert "<html" in answers[-1].text
    with serving.accounts.read() as connection:
        assert [e.what for e in access_log.entries(connection)] == ["too-many-requests"]


def test_not_of_the_gate_and_of_files(client: Callable[..., TestClient]) -> None:
    browser = client("store")
    assert {browser.get("/v1/gate/keys").status_code for _ in range(20)} == {200}
    assert {browser.get("/static/console.css").status_code for _ in range(20)} == {200}
    assert {browser.get("/healthz").status_code for _ in range(20)} == {200}


def test_of_tokens_that_are_none(
    client: Callable[..., TestClient], person: Callable[..., Person], token: Callable[..., dict[str, str]]
) -> None:  # fmt: skip
    browser = client(None)
    found = [browser.get("/v1/gate/keys", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(5)]
    assert found == [200] * 3 + [429] * 2
    assert browser.get("/v1/me", headers=token(person("admin"))).status_code == 200


def test_of_uploads(client: Callable[..., TestClient]) -> None:
    browser = client("developer")
    found = [browser.post("/v1/submissions", content=b"").status_code for _ in range(3)]
    assert found[2] == 429
    assert 429 not in found[:2]


def test_of_tries_to_sign_in(client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    browser = client(None)
    form = {"email": "a@example.com", "password": "wrong"}
    monkeypatch.setattr(conftest, "PATIENT", FEW)
    found = [browser.post("/sign-in", data=form).status_code for _ in range(4)]
    assert found == [401] * 3 + [429]
