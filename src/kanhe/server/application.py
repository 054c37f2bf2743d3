"""The server put together: services, routes, what stands before them, and what begins and ends with them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kanhe import __version__
from kanhe.server import api, console, problems
from kanhe.server.access import routes
from kanhe.server.accounts.provider import Provider
from kanhe.server.accounts.recognition import Recognition, Remembering
from kanhe.server.answers import PROBLEMS
from kanhe.server.console.assets import Static
from kanhe.server.gate_door import GateDoor
from kanhe.server.security.bodies import Bounded
from kanhe.server.security.counting import Counting
from kanhe.server.security.forgery import Forgery
from kanhe.server.security.headers import Headers
from kanhe.server.security.rates import Limited
from kanhe.server.security.uploads import Uploads
from kanhe.server.services import Services


def create(services: Services) -> FastAPI:
    """The application over its services."""

    settings = services.settings

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with services.questions.at_work():
            services.work.start()
            try:
                yield
            finally:
                await asyncio.to_thread(services.work.close)

    app = FastAPI(
        title="Kanhe 勘合", version=__version__, lifespan=lifespan, openapi_url="/v1/openapi.json", docs_url=None,
        redoc_url=None, responses=PROBLEMS,
    )  # fmt: skip
    app.state.services = services
    app.state.counting = Counting(settings.rates)
    app.state.provider = Provider(settings.oidc, settings.public_url) if settings.oidc else None
    problems.install(app)
    for router in (*api.ROUTERS, *console.ROUTERS):
        app.include_router(router)
    app.mount("/static", Static())
    tokens = Remembering(services.accounts.token, lambda: services.accounts.version)
    uploads = Uploads(lambda: routes(app))
    # The last added is the first asked.
    app.add_middleware(Forgery, public_url=settings.public_url)
    app.add_middleware(Bounded, uploads=uploads, upload_megabytes=settings.upload_megabytes)
    app.add_middleware(Limited, counting=app.state.counting, uploads=uploads)
    app.add_middleware(Recognition, accounts=services.accounts, tokens=tokens, secure=settings.secure)
    app.add_middleware(GateDoor, tokens=tokens, questions=services.questions, access=api.gate.STORES)
    app.add_middleware(Headers, secure=settings.secure)
    return app
