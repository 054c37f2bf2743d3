"""Forms come from our own pages: without the session's secret, or from another site, nothing is changed."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kanhe.server.identity import Person
from kanhe.server.security.forgery import BEGINNING
from kanhe.server.services import Services
from tests.server.conftest import ADDRESS

WHERE = "/account/tokens"
FORM = {"name": "CI", "days": "1", "scope": "read"}


@pytest.fixture
def browser(client: Callable[..., TestClient]) -> TestClient:
    """Signed in, and sending nothing along by itself; ``browser.secret`` is the session's."""
    found = client("auditor")
    found.secret = found.headers.pop("x-csrf-token")  # type: ignore[attr-defined]
    return found


def secret(browser: TestClient) -> str:
    return str(browser.secret)  # type: ignore[attr-defined]


def tokens(serving: Services) -> int:
    return len(serving.accounts.tokens())


def test_the_secret_may_come_in_the_form_or_in_the_header(serving: Services, browser: TestClient) -> None:
    assert browser.post(WHERE, data={**FORM, "csrf": secret(browser)}).status_code == 200
    assert browser.post(WHERE, data=FORM, headers={"X-CSRF-Token": secret(browser)}).status_code == 200
    files = {"csrf": (None, secret(browser)), **{k: (None, v) for k, v in FORM.items()}}
    assert browser.post(WHERE, files=files).status_code == 200
    assert tokens(serving) == 3


@pytest.mark.parametrize(
    "sent",
    [
        {"data": FORM}, {"data": {**FORM, "csrf": ""}}, {"data": {**FORM, "csrf": "x" * 43}},
        {"data": FORM, "headers": {"X-CSRF-Token": "x"}}, {"data": {**FORM, "csrf": "é"}}, {"json": FORM},
        {"content": b"", "headers": {"Content-Type": "text/plain"}}, {"content": b"a&" * 5000 + b"x=1", "headers": {
            "Content-Type": "application/x-www-form-urlencoded"}},
        {"files": {k: (None, v) for k, v in FORM.items()}}, {},
    ],
    ids=["none", "empty", "wrong", "wrong-header", "no-ascii", "json", "text", "many-fields", "multipart", "no-body"],
)  # fmt: skip
def test_without_it_nothing_happens(serving: Services, browser: TestClient, sent: dict[str, object]) -> None:
    answer = browser.post(WHERE, **sent)  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert tokens(serving) == 0


def test_another_session_s_secret_is_none(
    serving: Services, browser: TestClient, client: Callable[..., TestClient]
) -> None:
    other = client("admin").headers["x-csrf-token"]
    assert browser.post(WHERE, data={**FORM, "csrf": other}).status_code == 403
    assert tokens(serving) == 0


def test_in_an_upload_it_comes_first(serving: Services, browser: TestClient) -> None:
    late = {"big": ("f", b"x" * (BEGINNING + 1)), "csrf": (None, secret(browser))}
    assert browser.post(WHERE, files=late).status_code == 403
    early = {
        "csrf": (None, secret(browser)),
        **{k: (None, v) for k, v in FORM.items()},
        "big": ("f", b"x" * BEGINNING * 2),
    }
    assert browser.post(WHERE, files=early).status_code == 200, "and the rest of the form still arrives"
    assert tokens(serving) == 1


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, False), ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "same-origin"}, True), ({"Sec-Fetch-Site": "none"}, True),
        ({"Origin": "https://elsewhere.example"}, False), ({"Origin": "null"}, False), ({"Origin": ADDRESS}, True),
        ({"Origin": "http://[::1"}, False), ({}, True),
    ],
    ids=str,
)  # fmt: skip
def test_other_sites_are_turned_away(browser: TestClient, headers: dict[str, str], passes: bool) -> None:
    answer = browser.post(WHERE, data={**FORM, "csrf": secret(browser)}, headers=headers)
    assert answer.status_code == (200 if passes else 403)


def test_nobody_can_be_signed_in_from_elsewhere(client: Callable[..., TestClient]) -> None:
    answer = client(None).post(
        "/sign-in", data={"email": "a@example.com", "password": "x"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_tokens_need_none(
    client: Callable[..., TestClient], person: Callable[..., Person], token: Callable[..., dict[str, str]]
) -> None:  # fmt: skip
    answer = client(None).post("/v1/audit/verification", headers=token(person("auditor")))
    assert answer.status_code == 200


def test_a_refusal_is_logged_once_a_minute(serving: Services, browser: TestClient) -> None:
    for _ in range(5):
        browser.post(WHERE, data=FORM)
    with serving.accounts.read() as connection:
        from kanhe.server.accounts import access_log

        found = [e for e in access_log.entries(connection) if e.what == "request-refused"]
    assert [e.target for e in found] == [f"POST {WHERE} csrf"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "multipart/form-data", ""]),
    st.binary(max_size=400) | st.binary(max_size=50).map(lambda b: b'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + b),
)  # fmt: skip
def test_no_body_passes_that_does_not_know_it(serving: Services, browser: TestClient, kind: str, body: bytes) -> None:
    assert browser.post(WHERE, content=body, headers={"Content-Type": kind}).status_code == 403
