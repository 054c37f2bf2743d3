"""How large a body may be: small, except where a route takes uploads.

Counts what arrives, whatever its length is said to be.  Pure ASGI.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kanhe.server.problems import problem
from kanhe.server.security.uploads import Uploads

LARGEST = 1 << 20
"""Bytes of a body that is no upload."""
FRAME = 1 << 20
"""What the other fields of an upload's form may need beside the file."""


class TooLarge(HTTPException):
    """Raised to whoever reads on."""

    def __init__(self) -> None:
        super().__init__(413)


class Bounded:
    """The middleware."""

    def __init__(self, app: ASGIApp, uploads: Uploads, upload_megabytes: int) -> None:
        self._app = app
        self._uploads = uploads
        self._largest_upload = (upload_megabytes << 20) + FRAME

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        bound = self._largest_upload if self._uploads.takes(Request(scope)) else LARGEST
        said = Request(scope).headers.get("content-length", "0")
        if not (said.isascii() and said.isdigit()) or int(said[:20]) > bound:
            await _too_large(scope, receive, send, bound)
            return
        read, started = 0, False

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > bound:
                raise TooLarge
            return message

        async def told(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, bounded, told)
        except TooLarge:
            if started:
                raise
            await _too_large(scope, receive, send, bound)


async def _too_large(scope: Scope, receive: Receive, send: Send, bound: int) -> None:
    megabytes = bound >> 20
    answer = problem(
        Request(scope, receive), 413, f"内容过大，至多 {megabytes} MB", f"the content is too large: at most {megabytes} MB"
    )  # fmt: skip
    await answer(scope, receive, send)
