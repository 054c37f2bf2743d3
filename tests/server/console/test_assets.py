from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kanhe.server.console import assets


def test_an_address_carries_the_digest_and_is_kept_for_ever(client: Callable[..., TestClient]) -> None:
    address = assets.address("console.css")
    assert address.startswith("/static/console.css?v=")
    answer = client(None).get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert "immutable" not in client(None).get("/static/console.css").headers["cache-control"]


def test_nothing_else_is_given_out(client: Callable[..., TestClient]) -> None:
    assert client(None).get("/static/../assets.py").status_code == 404
    assert client(None).get("/static/%2e%2e/assets.py").status_code == 404
    assert client(None).get("/static/").status_code == 404


def test_pages_work_without_the_files_of_others(
    client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "complete", lambda: False)
    text = client(None).get("/notices").text
    assert "scripts/fetch_assets.py" in text
    assert "vendor" not in text
