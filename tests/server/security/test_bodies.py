"""Bodies are bounded: by what they say they are, and by what arrives."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request
from starlette.testclient import TestClient

from kanhe.server.access import routes
from kanhe.server.identity import Person
from kanhe.server.security.bodies import FRAME, LARGEST, Bounded
from kanhe.server.security.uploads import UPLOAD, Uploads

ME = "/v1/me/tokens"


def parts(size: int) -> Iterator[bytes]:
    for _ in range(size // 1000):
        yield b"x" * 1000
    yield b"x" * (size % 1000)


@pytest.mark.parametrize("chunked", [False, True])
def test_too_large(client: Callable[..., TestClient], chunked: bool) -> None:
    browser = client("auditor")
    content = parts(LARGEST + 1) if chunked else b"x" * (LARGEST + 1)
    answer = browser.post(ME, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert set(answer.json()["error"]) == {"zh", "en"}
    assert "too large" in answer.json()["error"]["en"]


def test_a_form_that_is_too_large(client: Callable[..., TestClient]) -> None:
    browser = client("auditor")
    del browser.headers["x-csrf-token"]
    content = parts(LARGEST + 1)
    answer = browser.post(
        "/account/tokens", content=content, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "9" * 30, "²"])
def test_a_length_that_is_none(app: FastAPI, length: str) -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": "POST", "path": "/v1/x", "query_string": b"", "state": {},
        "headers": [(b"content-length", length.encode("utf-8"))], "app": app,
    }  # fmt: skip
    asyncio.run(Bounded(app, Uploads(lambda: ()), 1)(scope, receive, send))
    assert sent[0]["status"] == 413


def test_uploads_have_a_bound_of_their_own() -> None:
    router = APIRouter()

    @router.post("/v1/up/{name}", openapi_extra=UPLOAD)
    async def up(name: str, request: Request) -> int:
        return sum([len(part) async for part in request.stream()])

    app = FastAPI()
    app.include_router(router)
    uploads = Uploads(lambda: routes(app))
    app.add_middleware(Bounded, uploads=uploads, upload_megabytes=2)
    browser = TestClient(app)
    assert browser.post("/v1/up/a", content=parts(LARGEST * 2)).json() == LARGEST * 2
    assert browser.post("/v1/up/a", content=parts((2 << 20) + FRAME + 1)).status_code == 413
    assert browser.post("/v1/up/a", content=b"x" * ((2 << 20) + FRAME + 1)).status_code == 413
    assert browser.post("/v1/other", content=b"x" * (LARGEST + 1)).status_code == 413


def test_the_server_has_routes_for_uploads(app: FastAPI, person: Callable[..., Person]) -> None:
    scope = {"type": "http", "method": "POST", "path": "/v1/submissions", "headers": [], "query_string": b""}
    assert Uploads(lambda: routes(app)).takes(Request(scope))
    scope["method"] = "GET"
    assert not Uploads(lambda: routes(app)).takes(Request(scope))
