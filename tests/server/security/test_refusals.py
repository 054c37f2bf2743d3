"""What was refused stands in the access log, and a flood of it does not."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from kanhe.server.accounts import access_log
from kanhe.server.services import Services


def refused(serving: Services) -> list[tuple[str, str, str]]:
    with serving.accounts.read() as connection:
        return [(e.what, e.target, e.outcome) for e in access_log.entries(connection) if e.outcome == "refused"]


def test_a_role_that_does_not_reach(client: Callable[..., TestClient], serving: Services) -> None:
    browser = client("developer")
    for _ in range(3):
        assert browser.get("/admin/accounts").status_code == 403
    assert refused(serving) == [("request-refused", "GET /admin/accounts role", "refused")]


def test_a_token_that_is_none(client: Callable[..., TestClient], serving: Services) -> None:
    client(None).get("/v1/me", headers={"Authorization": "Bearer kanhe_x"})
    assert refused(serving) == [("token-refused", "GET /v1/me", "refused")]


def test_visitors_who_are_sent_to_sign_in_are_not_noted(client: Callable[..., TestClient], serving: Services) -> None:
    assert client(None).get("/audit").headers["location"] == "/sign-in?next=%2Faudit"
    assert refused(serving) == []


def test_a_log_that_takes_nothing_does_not_open_the_door(
    client: Callable[..., TestClient], serving: Services, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    browser = client("developer")

    def away(*_: object) -> None:
        raise OperationalError("x", None, Exception("gone"))

    monkeypatch.setattr(access_log, "enter", away)
    assert browser.get("/admin/accounts").status_code == 403
