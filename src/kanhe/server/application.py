"""The server put together: services, routes, and what begins and ends with them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kanhe import __version__
from kanhe.server import api, console, problems
from kanhe.server.answers import PROBLEMS
from kanhe.server.services import Services


def create(services: Services) -> FastAPI:
    """The application over its services."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield

    app = FastAPI(
        title="Kanhe 勘合", version=__version__, lifespan=lifespan, openapi_url="/v1/openapi.json", docs_url="/v1/docs",
        redoc_url=None, responses=PROBLEMS,
    )  # fmt: skip
    app.state.services = services
    problems.install(app)
    for router in (*api.ROUTERS, *console.ROUTERS):
        app.include_router(router)
    return app
