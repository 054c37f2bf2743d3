"""Signing in with an identity provider, in a browser."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from kanhe.server.accounts import access_log
from kanhe.server.accounts.account import Standing
from kanhe.server.services import Services
from kanhe.server.settings import Oidc
from tests.server.accounts.test_provider import CLIENT, SECRET, Idp
from tests.server.accounts.test_provider import idp as idp
from tests.server.accounts.test_provider import running as running
from tests.server.conftest import ADDRESS, TESTS, put_together


@pytest.fixture
def browser(serving: Services, idp: Idp) -> TestClient:
    settings = replace(serving.settings, oidc=Oidc(idp.issuer, CLIENT, SECRET))
    return TestClient(put_together(replace(serving, settings=settings)), ADDRESS, follow_redirects=False)


def there_and_back(browser: TestClient, idp: Idp, to: str = "/audit") -> tuple[int, str, str]:
    away = browser.get("/sign-in/provider", params={"next": to}).headers["location"]
    assert away.startswith(f"{idp.issuer}/authorize?")
    asked = {k: v[0] for k, v in parse_qs(urlsplit(away).query).items()}
    idp.nonce, idp.challenge = asked["nonce"], asked["code_challenge"]
    answer = browser.get("/sign-in/provider/return", params={"code": "the-code", "state": asked["state"]})
    return answer.status_code, answer.headers.get("location", ""), answer.text


def test_who_has_an_account_is_signed_in(browser: TestClient, idp: Idp, serving: Services) -> None:
    added = serving.accounts.add("a@example.com", Standing("张三", "auditor"), TESTS)
    assert there_and_back(browser, idp)[:2] == (303, "/audit")
    assert browser.get("/v1/me").json()["id"] == added.account.id
    assert "kanhe-provider" not in browser.cookies
    assert serving.accounts.found(added.account.id).oidc_subject == f"{idp.issuer} someone"


def test_who_has_none_is_told_so(browser: TestClient, idp: Idp, serving: Services) -> None:
    status, _, text = there_and_back(browser, idp)
    assert status == 403
    assert "没有您的账户" in text
    assert browser.get("/v1/me").status_code == 401
    assert serving.accounts.listed() == ()


def test_what_is_not_proven_is_no_sign_in_and_is_logged(browser: TestClient, idp: Idp, serving: Services) -> None:
    serving.accounts.add("a@example.com", Standing("张三", "auditor"), TESTS)
    idp.claims = {"nonce": "another"}
    status, _, text = there_and_back(browser, idp)
    assert status == 401
    assert "身份令牌不成立" in text
    with serving.accounts.read() as connection:
        assert [e.what for e in access_log.entries(connection)][-1] == "sign-in-failed"


def test_an_answer_that_was_not_asked_for(browser: TestClient, idp: Idp) -> None:
    for cookie in ("", "nonsense", "%7B%7D", "[]"):
        browser.cookies.set("kanhe-provider", cookie, domain="127.0.0.1")
        assert browser.get("/sign-in/provider/return?code=the-code&state=x").status_code == 401
        browser.cookies.clear()


def test_nobody_is_led_elsewhere(browser: TestClient, idp: Idp, serving: Services) -> None:
    serving.accounts.add("a@example.com", Standing("张三", "auditor"), TESTS)
    assert there_and_back(browser, idp, "https://elsewhere.example")[1] == "/"


def test_the_button_is_there_when_there_is_a_provider(browser: TestClient, client: Callable[..., TestClient]) -> None:
    assert "/sign-in/provider?next=" in browser.get("/sign-in").text
    assert "/sign-in/provider" not in client(None).get("/sign-in").text
    assert client(None).get("/sign-in/provider").status_code == 404


def test_a_provider_that_is_away(serving: Services) -> None:
    settings = replace(serving.settings, oidc=Oidc("http://127.0.0.1:1", CLIENT, SECRET))
    browser = TestClient(put_together(replace(serving, settings=settings)), ADDRESS, follow_redirects=False)
    answer = browser.get("/sign-in/provider")
    assert answer.status_code == 502
    assert "没有应答" in answer.text
