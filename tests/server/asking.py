"""A client of an ASGI application within the test's own loop: no sockets, no other library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

App = Any


async def ask(
    app: App, method: str, path: str, body: bytes | Sequence[bytes] = b""
) -> tuple[int, dict[str, str], Any]:  # fmt: skip
    """(status, headers, JSON) of an answer."""
    parts = [body] if isinstance(body, bytes) else list(body)
    waiting = [{"type": "http.request", "body": p, "more_body": n < len(parts) - 1} for n, p in enumerate(parts)]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
        "raw_path": path.encode(), "root_path": "", "scheme": "http", "query_string": b"", "headers": [],
        "client": ("127.0.0.1", 1), "server": ("gate", 80), "state": {},
    }  # fmt: skip
    await app(scope, receive, send)
    headers = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    text = b"".join(m.get("body", b"") for m in sent[1:])
    return sent[0]["status"], headers, json.loads(text) if "json" in headers.get("content-type", "") else text
