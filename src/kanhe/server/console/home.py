"""The first page after signing in: what needs this person now, told by the parts of the console."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kanhe.server import console
from kanhe.server.access import everyone
from kanhe.server.console.needs import Need, in_order
from kanhe.server.console.pages import page
from kanhe.server.identity import Person
from kanhe.server.services import Serving

__all__ = ["Need", "router"]

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, serving: Serving, person: Annotated[Person | None, everyone()]) -> Response:
    """Visitors see what is public."""
    if person is None:
        return RedirectResponse("/notices", 303)
    with serving.ledger.read() as connection:
        needs = in_order(tuple(need for tell in console.NEEDS for need in tell(person, connection)))
    return page(request, "home.html.j2", person=person, needs=needs)
