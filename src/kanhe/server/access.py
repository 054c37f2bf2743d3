"""Who may use a route: stated once at the route, asked at every request, read again by the matrix of roles in the tests.

A route without a statement is a fault; ``tests/server/test_role_matrix.py`` finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import BaseRoute

from kanhe.server.identity import ROLES, Person, Role

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class NotSignedIn(Exception):
    """Nobody is signed in, and the route is not for everyone."""


class NotAllowed(Exception):
    """The role, or the scope of the token, does not reach this route."""


class NotThere(Exception):
    """There is no such thing, or it is not for this person to see: the two are told apart to nobody."""

    def __init__(self, zh: str = "没有这项内容", en: str = "there is no such thing") -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class Access:
    """A dependency that answers with the person, or refuses."""

    def __init__(self, roles: frozenset[Role]) -> None:
        self.roles = roles

    async def __call__(self, request: Request) -> Person:
        """Raises :class:`NotSignedIn`, :class:`NotAllowed`."""
        person = signed_in(request)
        if person is None:
            raise NotSignedIn
        if not self.admits(person, request.method):
            raise NotAllowed
        return person

    def admits(self, person: Person, method: str) -> bool:
        """Whether its role, and the scope of its token, reach as far."""
        return person.role in self.roles and ("read" if method in SAFE else "write") in person.scopes


class Public(Access):
    """A route for everyone; answers with the person, if one is signed in."""

    def __init__(self) -> None:
        super().__init__(frozenset(ROLES))

    async def __call__(self, request: Request) -> Person | None:  # type: ignore[override]
        return signed_in(request)


def signed_in(request: Request) -> Person | None:
    """The person that the middleware of ``accounts`` recognised."""
    person: Person | None = getattr(request.state, "person", None)
    return person


def allow(*roles: Role) -> Any:
    """For ``Annotated[Person, allow("inspector")]``: these roles may use the route; without any, every role may."""
    return Depends(Access(frozenset(roles or ROLES)))


def everyone() -> Any:
    """For ``Annotated[Person | None, everyone()]``: signed in or not."""
    return Depends(Public())


def routes(app: FastAPI) -> Iterator[BaseRoute]:
    """Every route, those of included routers too."""
    for context in iter_route_contexts(app.routes):
        yield context.original_route


def access_of(route: APIRoute) -> Access | None:
    """The statement of a route; none is a fault."""
    found = [d.call for d in route.dependant.dependencies if isinstance(d.call, Access)]
    return found[0] if len(found) == 1 else None
