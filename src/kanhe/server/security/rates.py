"""How often somebody may ask: who asks too often is told when to ask again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kanhe.server.access import SAFE
from kanhe.server.problems import problem
from kanhe.server.security.counting import Counting, address_of
from kanhe.server.security.refusals import note
from kanhe.server.security.uploads import Uploads

UNLIMITED = ("/v1/gate/", "/static/", "/healthz")
"""Paths that answer for themselves: the gate turns questions away when too many wait."""


class Limited:
    """The middleware."""

    def __init__(self, app: ASGIApp, counting: Counting, uploads: Uploads) -> None:
        self._app = app
        self._counting = counting
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (seconds := self._seconds(Request(scope))):
            await note(Request(scope), "too-many-requests")
            response = problem(
                Request(scope, receive), 429, f"请求过于频繁，请 {seconds} 秒后再试",
                f"too many requests; try again in {seconds} seconds", {"Retry-After": str(seconds)},
            )  # fmt: skip
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _seconds(self, request: Request) -> int:
        address = address_of(request)
        if request.state.bad_token:
            return self._counting.bad_token(address)
        if request.url.path.startswith(UNLIMITED):
            return 0
        person = request.state.person.id if request.state.person else None
        if (
            request.method not in SAFE
            and self._uploads.takes(request)
            and (seconds := self._counting.upload(person or address))
        ):
            return seconds
        return self._counting.request(person, address)
