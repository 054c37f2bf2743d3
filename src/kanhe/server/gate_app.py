"""The gate over HTTP by itself: a small ASGI application.

The one route that is asked hundreds of times a second is told apart before anything else looks at it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kanhe.ledger.gate.gate import Gate
from kanhe.server.questions import MAX_BODY, Questions, Reply, problem

DECISIONS = "/v1/gate/decisions"


class GateApp(Starlette):
    """The application over a gate."""

    def __init__(self, gate: Gate) -> None:
        self._questions = Questions(gate)
        super().__init__(
            routes=[
                Route(DECISIONS, self._decide, methods=["POST"]),
                Route("/v1/gate/revocations", self._revocations),
                Route("/v1/gate/keys", self._keys),
                Route("/healthz", self._health),
            ],
            lifespan=self._life,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == DECISIONS and scope["method"] == "POST":
            await send_reply(await self._answer(receive), send)
        else:
            await super().__call__(scope, receive, send)

    async def _answer(self, receive: Receive) -> Reply:
        body = await read_body(receive)
        if body is None:
            return problem(413, "请求过大", "the request is too large")
        return await self._questions.answer(body)

    async def _decide(self, http: HttpRequest) -> Response:
        return _response(await self._answer(http.receive))

    async def _revocations(self, http: HttpRequest) -> Response:
        return _response(await self._questions.revocations())

    async def _keys(self, http: HttpRequest) -> Response:
        return _response(await self._questions.keys())

    async def _health(self, http: HttpRequest) -> Response:
        return Response(b'{"status":"ok"}', media_type="application/json")

    @asynccontextmanager
    async def _life(self, app: Starlette) -> AsyncIterator[None]:
        async with self._questions.at_work():
            yield


def gate_app(gate: Gate) -> GateApp:
    """The application over a gate."""
    return GateApp(gate)


async def read_body(receive: Receive) -> bytes | None:
    """The body of a request; None when it is larger than a question is, or the asker left."""
    parts = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts += message.get("body", b"")
        if len(parts) > MAX_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(parts)


async def send_reply(reply: Reply, send: Send) -> None:
    """Send an answer."""
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(reply.body))]
    headers += [(name.lower().encode(), value.encode()) for name, value in reply.headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, reply.headers, "application/json")
