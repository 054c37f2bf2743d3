"""Statements at routes: who may use one, and how that is read again."""

import asyncio
from typing import Annotated

import pytest
from fastapi import APIRouter, Request
from fastapi.routing import APIRoute

from kanhe.server.access import Access, NotAllowed, NotSignedIn, NotThere, Public, access_of, allow, everyone
from kanhe.server.identity import ROLES, Person


def request(method: str, person: Person | None) -> Request:
    found = Request({"type": "http", "method": method, "headers": [], "path": "/"})
    found.state.person = person
    return found


def asked(access: Access, method: str, person: Person | None) -> Person | None:
    return asyncio.run(access(request(method, person)))


INSPECTOR = Person("1", "甲", "inspector")
READING = Person("1", "甲", "inspector", via="token", scopes=frozenset(("read",)))
WRITING = Person("1", "甲", "inspector", via="token", scopes=frozenset(("write",)))


def test_the_role_and_the_scope_decide() -> None:
    access = Access(frozenset(("inspector",)))
    assert asked(access, "POST", INSPECTOR) is INSPECTOR
    assert asked(access, "GET", READING) is READING
    for method, person in (("POST", READING), ("GET", WRITING), ("GET", Person("2", "乙", "auditor"))):
        with pytest.raises(NotAllowed):
            asked(access, method, person)
    with pytest.raises(NotSignedIn):
        asked(access, "GET", None)


def test_a_public_route_asks_nobody() -> None:
    assert asked(Public(), "POST", None) is None
    assert asked(Public(), "GET", INSPECTOR) is INSPECTOR


def test_statements_are_read_from_the_route() -> None:
    router = APIRouter()

    @router.get("/one")
    def one(person: Annotated[Person, allow("auditor")]) -> None: ...

    @router.get("/all")
    def everybody(person: Annotated[Person, allow()]) -> None: ...

    @router.get("/public")
    def public(person: Annotated[Person | None, everyone()]) -> None: ...

    @router.get("/none")
    def none() -> None: ...

    @router.get("/two")
    def two(one: Annotated[Person, allow("auditor")], other: Annotated[Person, allow("admin")]) -> None: ...

    found = {r.path: access_of(r) for r in router.routes if isinstance(r, APIRoute)}
    assert found["/one"] is not None
    assert found["/one"].roles == {"auditor"}
    assert found["/all"] is not None
    assert found["/all"].roles == set(ROLES)
    assert isinstance(found["/public"], Public)
    assert found["/none"] is found["/two"] is None


def test_what_is_not_there_is_said_in_both_languages() -> None:
    assert (NotThere().zh, NotThere().en) == ("没有这项内容", "there is no such thing")
