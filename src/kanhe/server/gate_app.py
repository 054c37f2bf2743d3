"""The gate over HTTP, a small ASGI application by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from kanhe.ledger.gate.batching import Batching
from kanhe.ledger.gate.gate import Gate
from kanhe.server.gate_http import BadRequest, answered, json, living, problem, question, signed


def gate_app(gate: Gate) -> Starlette:
    """The application over a gate, for whoever can reach it: it asks nobody who they are."""
    batching = Batching(gate.ask_all)

    async def decide(http: HttpRequest) -> Response:
        try:
            request = await question(http)
        except BadRequest as error:
            return problem(error.status, error.zh, error.en)
        return await answered(batching, request)

    async def revocations(http: HttpRequest) -> Response:
        return await signed(gate.revocations)

    async def keys(http: HttpRequest) -> Response:
        return await signed(gate.keys)

    async def health(http: HttpRequest) -> Response:
        return json({"status": "ok"})

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with living(gate, batching):
            yield

    routes = [
        Route("/v1/gate/decisions", decide, methods=["POST"]),
        Route("/v1/gate/revocations", revocations),
        Route("/v1/gate/keys", keys),
        Route("/healthz", health),
    ]
    return Starlette(routes=routes, lifespan=lifespan)
