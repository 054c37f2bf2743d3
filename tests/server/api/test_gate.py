from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kanhe.server.questions import MAX_BODY
from tests.server.conftest import ADDRESS, OTHER_STORE, STORE

pytestmark = pytest.mark.usefixtures("idle")

QUESTION = {"package_id": "com.example.app", "version": "1.0", "sha256": "ab" * 32, "store": STORE}
DECISIONS = "/v1/gate/decisions"


def test_a_store_asks_with_a_token(
    app: FastAPI, person: Callable[..., object], token: Callable[..., dict[str, str]]
) -> None:
    with TestClient(app, ADDRESS, headers=token(person("store"))) as asker:
        answer = asker.post(DECISIONS, json=QUESTION)
        assert answer.status_code == 200
        assert (answer.json()["decision"], answer.json()["reasons"][0]["code"]) == ("hold", "unknown-app")
        assert asker.post(DECISIONS, json={**QUESTION, "store": OTHER_STORE}).status_code == 404
        assert asker.post(DECISIONS, content=b"x" * (MAX_BODY + 1)).status_code == 413
        assert asker.post(DECISIONS, content=b"{").status_code == 400


@pytest.mark.parametrize("role", ["developer", "inspector", "supervisor", "auditor", "admin", None])
def test_nobody_else_asks(client: Callable[..., TestClient], role: str | None) -> None:
    assert client(role).post(DECISIONS, json=QUESTION).status_code == (403 if role else 401)


def test_keys_and_revocations_are_for_everyone(client: Callable[..., TestClient]) -> None:
    for path in ("keys", "revocations"):
        answer = client(None).get(f"/v1/gate/{path}")
        assert answer.status_code == 200
        assert answer.json()["payload"]
