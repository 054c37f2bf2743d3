"""``/v1/delistings``: orders to take an app down, what each store answered, and restoration after a re-test."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from kanhe.ledger.delistings import DelistingDone, DelistingOrdered, Restored
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, Body, Done, Id, Key, Limit, Line, PathId, Prose, carry_out
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.delisting_orders import DelistingRow, delisting_row, delisting_rows
from kanhe.server.views.paging import Part

router = APIRouter(prefix="/v1", tags=["delistings"])

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor", "developer", "store")]
"""A developer reads the orders about its own apps, a store those addressed to it."""
Supervisor = Annotated[Person, allow("supervisor")]


class NewDelisting(Body):
    app: Id
    stores: Annotated[list[Annotated[Line, Field(max_length=64)]], Field(min_length=1, max_length=200)]
    reason: Prose
    case: Id | None = None
    """The case behind it: one that was named and not mended."""
    version_name: Line | None = None
    """Only this version is to go; null: the whole app."""


class Acknowledgement(Body):
    by: Line | None = None
    """Who took it down; the person asking when left out."""


class Restoration(Body):
    retest: Id
    """The re-test that passed, after the order."""


@router.get("/delistings")
def list_delistings(
    serving: Serving,
    person: Reader,
    outstanding: Annotated[bool, Query(description="Only orders that a store has not acknowledged")] = False,
    in_force: Annotated[bool, Query(description="Only orders whose app was not restored")] = False,
    after: After = None,
    limit: Limit = 50,
) -> Part[DelistingRow]:
    """Delisting orders, newest first."""
    store, enterprise = scope(person)
    with serving.ledger.read() as connection:
        return delisting_rows(connection, store, enterprise, outstanding, in_force, after, limit)


@router.get("/delistings/{delisting}")
def read_delisting(serving: Serving, person: Reader, delisting: PathId) -> DelistingRow:
    """One order, with what each store answered."""
    return visible_delisting(serving, person, delisting)


@router.post("/delistings", status_code=201)
def order_delisting(serving: Serving, person: Supervisor, body: NewDelisting, key: Key = None) -> Done:
    """Order stores to take an app down at once (下架)."""
    event = DelistingOrdered(body.app, tuple(body.stores), body.reason, body.case, body.version_name)
    return carry_out(serving, person, event, key)


@router.post("/delistings/{delisting}/acknowledgement", status_code=201)
def acknowledge_delisting(
    serving: Serving,
    person: Annotated[Person, allow("store")],
    delisting: PathId,
    body: Acknowledgement,
    key: Key = None,
) -> Done:
    """The store has taken it down (回执)."""
    visible_delisting(serving, person, delisting)
    return carry_out(serving, person, DelistingDone(delisting, person.store or "", body.by or person.name), key)


@router.post("/delistings/{delisting}/restoration", status_code=201)
def restore(serving: Serving, person: Supervisor, delisting: PathId, body: Restoration, key: Key = None) -> Done:
    """The app may come back, in the build that passed (恢复上架)."""
    visible_delisting(serving, person, delisting)
    return carry_out(serving, person, Restored(delisting, body.retest), key)


def scope(person: Person) -> tuple[str | None, str | None]:
    """Store and enterprise to whose orders the person is bound."""
    store = (person.store or "") if person.role == "store" else None
    return store, (person.enterprise or "") if person.role == "developer" else None


def visible_delisting(serving: Services, person: Person, delisting: str) -> DelistingRow:
    """Raises :class:`NotThere`, also for orders to other stores or about apps of others."""
    with serving.ledger.read() as connection:
        found = delisting_row(connection, delisting, *scope(person))
    if found is None:
        raise NotThere(f"没有下架令 {delisting}", f"there is no delisting order {delisting}")
    return found
