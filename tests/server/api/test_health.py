"""Whether the server runs."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from kanhe.ledger.ledger import Ledger


def test_it_runs(client: Callable[..., TestClient]) -> None:
    assert client(None).get("/healthz").json()["status"] == "ok"


def test_a_database_that_is_away(client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("x", None, Exception("gone"))

    browser = client(None)
    monkeypatch.setattr(Ledger, "read", away)
    answer = browser.get("/healthz")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
