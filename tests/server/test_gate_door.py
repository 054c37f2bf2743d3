"""The short way answers as the long way does, and only those that the long way would answer."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kanhe.server.questions import MAX_BODY, Questions
from kanhe.server.services import Services
from tests.server.conftest import ADDRESS, OTHER_STORE, STORE

pytestmark = pytest.mark.usefixtures("idle")

QUESTION = {"package_id": "com.example.app", "version": "1.0", "sha256": "ab" * 32, "store": STORE}
DECISIONS = "/v1/gate/decisions"


@pytest.fixture
def routed(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths that came as far as the routes."""
    came: list[str] = []
    real = app.router.app

    async def noted(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            came.append(scope["path"])
        await real(scope, receive, send)

    monkeypatch.setattr(app.router, "middleware_stack", noted)
    return came


def ask(asker: TestClient, **body: Any) -> Any:
    return asker.post(DECISIONS, **(body or {"json": QUESTION}))


def test_from_the_second_question_on_routes_are_left_out_and_the_answer_is_the_same(
    app: FastAPI, routed: list[str], person: Callable[..., object], token: Callable[..., dict[str, str]]
) -> None:
    odd: tuple[dict[str, Any], ...] = (
        {"json": QUESTION},
        {"json": {**QUESTION, "store": OTHER_STORE}},
        {"content": b"x" * (MAX_BODY + 1)},
        {"content": b"{"},
        {"json": {**QUESTION, "sha256": "no"}},
    )
    with TestClient(app, ADDRESS) as asker:
        asker.post(DECISIONS, headers=token(person("store")), json=QUESTION)  # the first one takes its time
        routed.clear()
        for body in odd:
            fresh = token(person("store"))
            long = asker.post(DECISIONS, headers=fresh, **body)
            short = asker.post(DECISIONS, headers=fresh, **body)
            assert routed.count(DECISIONS) == 1
            routed.clear()
            assert short.status_code == long.status_code
            differ = {"id", "clearance"}
            assert {k: v for k, v in short.json().items() if k not in differ} == {
                k: v for k, v in long.json().items() if k not in differ
            }
            assert dict(short.headers) | {"content-length": ""} == dict(long.headers) | {"content-length": ""}


def test_who_may_not_ask_goes_the_long_way_each_time(
    app: FastAPI, routed: list[str], person: Callable[..., object], token: Callable[..., dict[str, str]]
) -> None:
    with TestClient(app, ADDRESS) as asker:
        for headers, status in (
            (token(person("developer")), 403),
            (token(person("store"), "read"), 403),
            ({"Authorization": "Bearer nothing"}, 401),
            ({"Authorization": "Basic " + token(person("store"))["Authorization"].removeprefix("Bearer ")}, 401),
            ({}, 401),
        ):
            routed.clear()
            assert [asker.post(DECISIONS, headers=headers, json=QUESTION).status_code for _ in range(3)] == [status] * 3
            assert routed == [DECISIONS] * 3


def test_a_token_that_was_taken_back_ends_at_once(
    app: FastAPI,
    serving: Services,
    person: Callable[..., Any],
    token: Callable[..., dict[str, str]],
) -> None:
    from kanhe.server.accounts.access_log import By

    store = person("store")
    headers = token(store)
    with TestClient(app, ADDRESS, headers=headers) as asker:
        assert [ask(asker).status_code for _ in range(2)] == [200, 200]
        (issued,) = serving.accounts.tokens(store.id)
        serving.accounts.revoke_token(issued.id, By("t", "127.0.0.1"))
        assert ask(asker).status_code == 401


def test_other_methods_and_paths_are_not_its_business(app: FastAPI, serving: Services) -> None:
    assert isinstance(serving.questions, Questions)
    with TestClient(app, ADDRESS) as asker:
        assert asker.get(DECISIONS).status_code == 405
        assert asker.get("/healthz").status_code == 200
