"""Requests that change something come from our own pages: cross-site ones are turned away, and one that a session's cookie
carries also needs the session's secret, in the form or in a header.

Tokens need none of this: no browser adds them by itself.  Pure ASGI; an upload is looked into no further than its beginning.
"""

from __future__ import annotations

import hmac
import re
from collections import deque
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kanhe.server.access import SAFE
from kanhe.server.problems import problem
from kanhe.server.security.bodies import LARGEST
from kanhe.server.security.refusals import note

HEADER = "x-csrf-token"
FIELD = "csrf"
BEGINNING = 64 * 1024
"""Bytes of a form with files in which the field has to come: it stands first in the form."""
_PART = re.compile(
    rb'Content-Disposition: *form-data; *name="csrf"\r\n(?:[A-Za-z-]+:[^\r\n]*\r\n)*\r\n([^\r\n]*)\r\n', re.I
)


class Forgery:
    """The middleware."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._own = _origin(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if request.headers.get("authorization"):
            await self._app(scope, receive, send)
            return
        if not self._from_here(request):
            await self._refuse(request, "cross-site", scope, receive, send)
            return
        if request.state.session is None:
            await self._app(scope, receive, send)
            return
        given, again = await _given(request, receive)
        if not hmac.compare_digest(given.encode(), request.state.csrf.encode()):
            await self._refuse(request, "csrf", scope, again, send)
            return
        await self._app(scope, again, send)

    def _from_here(self, request: Request) -> bool:
        """As browsers tell it; programs tell nothing."""
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = request.headers.get("origin")
        if origin is None:
            return True
        return origin in (self._own, *(f"{scheme}://{request.headers.get('host')}" for scheme in ("http", "https")))

    async def _refuse(self, request: Request, why: str, scope: Scope, receive: Receive, send: Send) -> None:
        await note(request, "request-refused", why)
        answer = problem(
            request, 403, "页面已过期或请求并非来自本站页面，请重新载入页面再试",
            "the page is out of date, or the request came from elsewhere; load the page again and retry",
        )  # fmt: skip
        await answer(scope, receive, send)


async def _given(request: Request, receive: Receive) -> tuple[str, Receive]:
    """The secret that came along, and how the body is read from its beginning again."""
    header = request.headers.get(HEADER)
    if header is not None:
        return header, receive
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        body, again = await _begun(receive, LARGEST, None)
        try:
            fields = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=1000)
        except ValueError:
            return "", again
        return fields.get(FIELD, [""])[0], again
    if kind == "multipart/form-data":
        body, again = await _begun(receive, BEGINNING, _PART)
        found = _PART.search(body[:BEGINNING])
        return (found[1].decode("ascii", "replace") if found else ""), again
    return "", receive


async def _begun(receive: Receive, largest: int, until: re.Pattern[bytes] | None) -> tuple[bytes, Receive]:
    """The beginning of a body, until something is found in it; and the whole of it once more."""
    read = bytearray()
    messages: deque[Message] = deque()
    more = True
    while more and len(read) < largest and not (until is not None and until.search(read)):
        message = await receive()
        messages.append(message)
        read += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)

    async def again() -> Message:
        return messages.popleft() if messages else await receive()

    return bytes(read), again


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
