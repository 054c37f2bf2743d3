"""Headers on every answer, also on the ones that nobody meant to give."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from kanhe.server.security.headers import ALWAYS
from kanhe.server.services import Services
from tests.server.conftest import put_together


@pytest.mark.parametrize(
    "path", ["/sign-in", "/healthz", "/v1/me", "/nothing", "/v1/nothing", "/static/nothing", "/audit"]
)
def test_on_every_answer(client: Callable[..., TestClient], path: str) -> None:
    answer = client(None).get(path)
    for name, value in ALWAYS.items():
        assert answer.headers[name] == value
    assert "strict-transport-security" not in answer.headers


def test_scripts_of_ours_only(client: Callable[..., TestClient]) -> None:
    policy = client(None).get("/sign-in").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_private_pages_are_kept_nowhere(client: Callable[..., TestClient]) -> None:
    browser = client("auditor")
    for path in ("/audit", "/account", "/v1/me", "/sign-in"):
        assert browser.get(path).headers["cache-control"] == "no-store"


def test_over_https(serving: Services) -> None:
    app = put_together(replace(serving, settings=replace(serving.settings, public_url="https://kanhe.example")))
    browser = TestClient(app, "https://kanhe.example")
    assert "max-age=31536000" in browser.get("/sign-in").headers["strict-transport-security"]


def test_what_fails_inside_is_one_sentence_with_a_number(
    app: FastAPI, client: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:  # fmt: skip
    def fails() -> None:
        raise RuntimeError("a secret of the inside")

    def away() -> None:
        raise OperationalError("SELECT secret", None, Exception("gone"))

    app.add_api_route("/v1/fails", fails)
    app.add_api_route("/v1/away", away)
    app.add_api_route("/fails", fails)
    browser = client(None)
    answer = browser.get("/v1/fails")
    assert answer.status_code == 500
    number = answer.json()["error"]["en"].split("number ")[1].rstrip(")")
    assert number in caplog.text
    assert "inside" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Traceback" not in browser.get("/fails").text
    answer = browser.get("/v1/away")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "SELECT" not in answer.text


def test_an_answer_that_breaks_off_is_not_answered_twice(app: FastAPI, client: Callable[..., TestClient]) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"begun"
        raise RuntimeError

    app.add_api_route("/v1/breaks", lambda: StreamingResponse(breaking()))
    browser = client(None)
    answer = browser.get("/v1/breaks")
    assert (answer.status_code, answer.text) == (200, "begun")


def test_the_database_away_while_looking_who_asks(
    client: Callable[..., TestClient], serving: Services, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    browser = client("auditor")

    def away(*_: object) -> None:
        raise OperationalError("x", None, Exception("gone"))

    monkeypatch.setattr("kanhe.server.accounts.tokens.person", away)
    answer = browser.get("/v1/me", headers={"Authorization": "Bearer kanhe_x"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
