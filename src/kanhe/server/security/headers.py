"""Headers of every answer, and the last resort when something inside failed before it answered.

Pure ASGI, the outermost of ours.
"""

from __future__ import annotations

import logging
import uuid

from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kanhe.server.problems import database_away, failed

CONTENT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Scripts are files of ours; charts position their parts by style attributes, which can run nothing."""
ALWAYS = {
    "content-security-policy": CONTENT,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"
_LOG = logging.getLogger("kanhe.server")


class Headers:
    """The middleware."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self._app = app
        self._headers = {**ALWAYS, **({"strict-transport-security": HSTS} if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def told(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._add(MutableHeaders(scope=message))
            await send(message)

        try:
            await self._app(scope, receive, told)
        except SQLAlchemyError as error:
            if started:
                raise
            _LOG.error("the database did not answer: %s", str(getattr(error, "orig", None) or error).splitlines()[0])
            await database_away(Request(scope, receive))(scope, receive, told)
        except Exception as error:
            if started:
                raise
            number = uuid.uuid4().hex[:12]
            _LOG.exception("request %s failed", number, exc_info=error)
            await failed(Request(scope, receive), number)(scope, receive, told)

    def _add(self, headers: MutableHeaders) -> None:
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        headers.setdefault("cache-control", "no-store")
