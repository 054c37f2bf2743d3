"""The page of one's own account."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.server.accounts.recognition import cookie_name
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import PASSWORD, TESTS

NEW = "another horse battery"


@pytest.fixture
def me(person: Callable[..., Person], serving: Services) -> Person:
    found = person("developer")
    serving.accounts.set_password(found.id, PASSWORD, TESTS)
    return found


def test_a_token_is_shown_once(client: Callable[..., TestClient], me: Person, serving: Services) -> None:
    browser = client(me)
    answer = browser.post("/account/tokens", data={"name": "CI", "days": "30", "scope": ["read", "write"]})
    (token,) = serving.accounts.tokens(me.id)
    secret = next(word for word in answer.text.replace("<", " ").replace(">", " ").split() if word.startswith(token.prefix)
                  and len(word) > 40)  # fmt: skip
    assert client(None).get("/v1/me", headers={"Authorization": f"Bearer {secret}"}).json()["id"] == me.id
    assert secret not in browser.get("/account").text
    assert token.prefix in browser.get("/account").text
    answer = browser.post(f"/account/tokens/{token.id}/revoke")
    assert answer.status_code == 303
    assert client(None).get("/v1/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


@pytest.mark.parametrize(
    "form", [{"name": " ", "scope": "read"}, {"name": "CI"}, {"name": "CI", "scope": "read", "days": "9999"}]
)
def test_what_no_token_is(
    client: Callable[..., TestClient], me: Person, serving: Services, form: dict[str, str]
) -> None:  # fmt: skip
    answer = client(me).post("/account/tokens", data=form)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert serving.accounts.tokens(me.id) == ()


def test_a_new_password_ends_every_other_session(
    client: Callable[..., TestClient], me: Person, serving: Services
) -> None:  # fmt: skip
    browser, elsewhere = client(me), client(me)
    wrong = browser.post("/account/password", data={"present": "wrong", "password": NEW, "again": NEW})
    assert wrong.status_code == 409
    differing = browser.post("/account/password", data={"present": PASSWORD, "password": NEW, "again": "x"})
    assert differing.status_code == 409
    assert elsewhere.get("/account").status_code == 200
    answer = browser.post("/account/password", data={"present": PASSWORD, "password": NEW, "again": NEW})
    assert answer.status_code == 303
    assert elsewhere.get("/account").status_code == 303
    fresh = answer.cookies[cookie_name(False)]
    assert serving.accounts.session(fresh) is not None
    assert serving.accounts.check("developer-enterprise-own@example.com", NEW, "::1") is not None


def test_out_everywhere(client: Callable[..., TestClient], me: Person) -> None:
    browser, elsewhere = client(me), client(me)
    assert browser.post("/account/sign-out-everywhere").headers["location"] == "/sign-in"
    assert browser.get("/account").status_code == elsewhere.get("/account").status_code == 303


def test_a_token_of_another_is_not_there(
    client: Callable[..., TestClient], me: Person, person: Callable[..., Person], serving: Services
) -> None:  # fmt: skip
    other = serving.accounts.issue_token(person("auditor").id, "x", ("read",), 1, TESTS)
    assert client(me).post(f"/account/tokens/{other.token.id}/revoke").status_code == 404
    assert serving.accounts.token(other.secret) is not None
