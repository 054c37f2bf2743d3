"""Requests that end badly: broken off, or with a disk that takes no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.server.services import Services
from kanhe.server.work import taking
from kanhe.server.work.receiving import Receiver, uploads_of


@pytest.fixture
def database() -> str:
    """Nothing of this comes so far as the database."""
    return "sqlite"


def test_a_full_disk_is_told_and_leaves_nothing(
    serving: Services, client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Receiver, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Receiver, "write", full)
    answer = client("developer").post("/v1/submissions", files={"package": ("a.apk", b"PK")})
    assert answer.status_code == 503
    assert "storage" in answer.json()["error"]["en"]
    assert not list(uploads_of(serving.settings.folder).iterdir())


def test_a_body_is_written_in_large_pieces(client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    write = Receiver.write

    def noted(self: Receiver, data: bytes) -> None:
        seen.append(len(data))
        write(self, data)

    monkeypatch.setattr(Receiver, "write", noted)
    monkeypatch.setattr(taking, "PIECE", 1000)

    def parts():  # type: ignore[no-untyped-def]
        yield from (b"x" * 400 for _ in range(10))

    answer = client("developer").post(
        "/v1/submissions", content=parts(), headers={"content-type": "application/octet-stream"}
    )
    assert answer.status_code == 422
    assert sum(seen) == 4000
    assert max(seen) >= 1000


@pytest.mark.parametrize("length", ["nonsense", "9" * 40])
def test_a_length_that_is_a_lie(client: Callable[..., TestClient], length: str) -> None:
    answer = client("developer").post(
        "/v1/submissions", content=b"PK", headers={"content-length": length, "content-type": "application/octet-stream"}
    )
    assert answer.status_code in (400, 413)
