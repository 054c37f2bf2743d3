"""Signing in and out with a browser."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from kanhe.server.accounts import access_log
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.recognition import cookie_name
from kanhe.server.services import Services
from tests.server.conftest import PASSWORD, TESTS, put_together

EMAIL = "a@example.com"
NAME = cookie_name(False)


@pytest.fixture
def account(serving: Services) -> str:
    added = serving.accounts.add(EMAIL, Standing("张三", "auditor"), TESTS)
    serving.accounts.accept(added.invitation, PASSWORD, "::1")
    return added.account.id


@pytest.fixture
def browser(client: Callable[..., TestClient]) -> TestClient:
    return client(None)


def sign_in(browser: TestClient, password: str = PASSWORD, **more: str) -> object:
    return browser.post("/sign-in", data={"email": EMAIL, "password": password, **more})


def logged(serving: Services) -> list[tuple[str, str]]:
    with serving.accounts.read() as connection:
        return [(e.what, e.outcome) for e in access_log.entries(connection)]


def test_in_and_out(browser: TestClient, account: str, serving: Services) -> None:
    assert browser.get("/audit").headers["location"] == "/sign-in?next=%2Faudit"
    answer = browser.post("/sign-in", data={"email": EMAIL, "password": PASSWORD, "next": "/audit?a=b"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/audit?a=b")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    assert browser.get("/audit").status_code == 200
    assert browser.get("/sign-in?next=/audit").headers["location"] == "/audit"
    csrf = serving.accounts.session(browser.cookies[NAME]).csrf  # type: ignore[union-attr]
    secret = browser.cookies[NAME]
    assert browser.post("/sign-out", data={"csrf": csrf}).headers["location"] == "/sign-in"
    assert NAME not in browser.cookies
    assert serving.accounts.session(secret) is None
    assert logged(serving)[-2:] == [("signed-in", "done"), ("signed-out", "done")]


def test_over_https_the_cookie_is_for_https_and_this_host_alone(serving: Services, account: str) -> None:
    app = put_together(replace(serving, settings=replace(serving.settings, public_url="https://kanhe.example")))
    browser = TestClient(app, "https://kanhe.example", follow_redirects=False)
    cookie = browser.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).headers["set-cookie"]
    assert cookie.startswith("__Host-kanhe=")
    assert "Secure" in cookie
    assert "Domain" not in cookie
    assert browser.get("/audit").status_code == 200


def test_a_failure_does_not_say_which_was_wrong(browser: TestClient, account: str, serving: Services) -> None:
    texts = set()
    for email, password in ((EMAIL, "wrong"), ("nobody@example.com", PASSWORD)):
        answer = browser.post("/sign-in", data={"email": email, "password": password})
        assert answer.status_code == 401
        assert NAME not in answer.cookies
        texts.add(answer.text.replace(email, ""))
    assert len(texts) == 1
    assert logged(serving)[-2:] == [("sign-in-failed", "refused")] * 2


def test_the_password_is_never_shown_again(browser: TestClient, account: str) -> None:
    assert "hunter2hunter2" not in browser.post("/sign-in", data={"email": EMAIL, "password": "hunter2hunter2"}).text


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "\\\\elsewhere",
     "/\t/elsewhere", "http:elsewhere", "///elsewhere", "/a\r\nSet-Cookie: b=c", "", "elsewhere"],
)  # fmt: skip
def test_nobody_is_led_elsewhere(browser: TestClient, account: str, wanted: str) -> None:
    answer = browser.post("/sign-in", data={"email": EMAIL, "password": PASSWORD, "next": wanted})
    assert answer.headers["location"] == "/"
    assert "elsewhere" not in browser.get("/sign-in", params={"next": wanted}).headers.get("location", "")


def test_a_session_that_someone_planted_is_not_the_one_signed_in(
    browser: TestClient, account: str, serving: Services, client: Callable[..., TestClient]
) -> None:  # fmt: skip
    browser.cookies.set(NAME, "planted", domain="127.0.0.1")
    sign_in(browser)
    assert serving.accounts.session("planted") is None
    values = [c.value for c in browser.cookies.jar if c.name == NAME]
    assert any(serving.accounts.session(v or "") for v in values)


def test_who_is_signed_in_and_signs_in_again_has_one_session(
    browser: TestClient, account: str, serving: Services
) -> None:  # fmt: skip
    sign_in(browser)
    first = browser.cookies[NAME]
    csrf = serving.accounts.session(first).csrf  # type: ignore[union-attr]
    sign_in(browser, csrf=csrf)
    assert serving.accounts.session(first) is None
    assert len(serving.accounts.sessions(account)) == 1


def test_an_invitation(browser: TestClient, serving: Services) -> None:
    added = serving.accounts.add("b@example.com", Standing("李四", "admin"), TESTS)
    where = f"/invitation/{added.invitation}"
    assert "李四" in browser.get(where).text
    assert browser.post(where, data={"password": PASSWORD, "again": "another"}).status_code == 409
    assert browser.post(where, data={"password": "short", "again": "short"}).status_code == 409
    answer = browser.post(where, data={"password": PASSWORD, "again": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/admin/accounts").status_code == 200
    assert browser.get(where).status_code == 404
    assert browser.post(where, data={"password": PASSWORD, "again": PASSWORD}).status_code in (403, 404)


@pytest.mark.parametrize("secret", ["x", "x" * 5000, "%00", "%F0%9F"])
def test_an_invitation_that_is_none(browser: TestClient, secret: str) -> None:
    assert browser.get(f"/invitation/{secret}").status_code == 404


def test_in_english(browser: TestClient) -> None:
    assert "Password" in browser.get("/sign-in", headers={"Accept-Language": "en"}).text
    assert "密码" in browser.get("/sign-in", headers={"Accept-Language": "zh-CN"}).text


@pytest.mark.parametrize(
    "form", [{}, {"email": EMAIL}, {"email": "a\0b", "password": "x"}, {"email": "x" * 2000, "password": "x"}]
)
def test_what_is_no_form(browser: TestClient, form: dict[str, str]) -> None:
    assert browser.post("/sign-in", data=form).status_code in (401, 422)
