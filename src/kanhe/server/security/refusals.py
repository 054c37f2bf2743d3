"""Requests that were turned away, in the access log: of each kind one a minute, so that a flood fills no disk."""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from kanhe.server.accounts.access_log import By, What
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.security.counting import Counting, address_of

_LOG = logging.getLogger("kanhe.server")


async def note(request: Request, what: What, why: str = "") -> None:
    """That this request was refused.  A database that is away takes no entry; the refusal stands."""
    counting: Counting = request.app.state.counting
    accounts: Accounts = request.app.state.services.accounts
    person, address = getattr(request.state, "person", None), address_of(request)
    if not counting.first_in_a_minute(f"{what} {why} {person.id if person else address} {request.url.path}"):
        return
    target = f"{request.method} {request.url.path} {why}".strip()
    try:
        await asyncio.to_thread(accounts.log, By(person.id if person else None, address), what, target, "refused")
    except SQLAlchemyError as error:
        _LOG.error("a refusal could not be logged: %s", error)
