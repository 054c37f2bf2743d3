"""``/v1/enterprises`` and ``/v1/groups``: legal entities, their names and groups, their strikes and what is left to them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from kanhe.ledger.enterprises import AliasAdded, EnterpriseMoved, EnterpriseRegistered, GroupRegistered
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, AsOf, Body, Done, Id, Key, Limit, Line, PathId, carry_out
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.enterprises import (
    EnterpriseRow,
    EnterpriseView,
    GroupRow,
    enterprise_rows,
    enterprise_view,
    group_rows,
)  # fmt: skip
from kanhe.server.views.paging import Part

router = APIRouter(prefix="/v1", tags=["enterprises"])

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor")]
Registrar = Annotated[Person, allow("supervisor")]
ShortId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


class NewGroup(Body):
    name: Line
    id: ShortId | None = None
    """Made for it when left out."""


class NewEnterprise(Body):
    name: Line
    credit_code: Annotated[str | None, Field(min_length=18, max_length=18)] = None
    """Unified social credit code (GB 32100), with its check digit."""
    group: Id | None = None
    aliases: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    """Other spellings, as in stores and notices."""
    id: ShortId | None = None


class Alias(Body):
    name: Line


class Move(Body):
    group: Id | None
    """Null: it belongs to none any more."""


@router.get("/enterprises")
def list_enterprises(
    serving: Serving, person: Reader, text: Annotated[str | None, Query(max_length=255)] = None, as_of: AsOf = None,
    after: After = None, limit: Limit = 50,
) -> Part[EnterpriseRow]:  # fmt: skip
    """Enterprises by id; `text` is part of any of their names."""
    with serving.ledger.read() as connection:
        return enterprise_rows(connection, as_of or serving.ledger.today(), text, after, limit)


@router.get("/enterprises/{enterprise}")
def read_enterprise(
    serving: Serving, person: Annotated[Person, allow("inspector", "supervisor", "auditor", "developer")],
    enterprise: PathId, as_of: AsOf = None,
) -> EnterpriseView:  # fmt: skip
    """One enterprise with its strikes in the window of the policy.  A developer reads its own."""
    return visible_enterprise(serving, person, enterprise, as_of)


@router.post("/enterprises", status_code=201)
def register_enterprise(serving: Serving, person: Registrar, body: NewEnterprise, key: Key = None) -> Done:
    """A new enterprise."""
    event = EnterpriseRegistered(body.name, body.credit_code, body.group, body.aliases, body.id or "")
    return carry_out(serving, person, event, key)


@router.post("/enterprises/{enterprise}/aliases", status_code=201)
def add_alias(serving: Serving, person: Registrar, enterprise: PathId, body: Alias, key: Key = None) -> Done:
    """The enterprise is also written this way."""
    visible_enterprise(serving, person, enterprise)
    return carry_out(serving, person, AliasAdded(enterprise, body.name), key)


@router.post("/enterprises/{enterprise}/group", status_code=201)
def move_enterprise(serving: Serving, person: Registrar, enterprise: PathId, body: Move, key: Key = None) -> Done:
    """It belongs to this group from now on, or to none."""
    visible_enterprise(serving, person, enterprise)
    return carry_out(serving, person, EnterpriseMoved(enterprise, body.group), key)


@router.get("/groups")
def list_groups(serving: Serving, person: Reader, after: After = None, limit: Limit = 50) -> Part[GroupRow]:
    """Groups of enterprises."""
    with serving.ledger.read() as connection:
        return group_rows(connection, after, limit)


@router.post("/groups", status_code=201)
def register_group(serving: Serving, person: Registrar, body: NewGroup, key: Key = None) -> Done:
    """A new group of enterprises."""
    return carry_out(serving, person, GroupRegistered(body.name, body.id or ""), key)


def visible_enterprise(serving: Services, person: Person, enterprise: str, as_of: AsOf = None) -> EnterpriseView:
    """Raises :class:`NotThere`, also for a developer's eyes on another enterprise."""
    with serving.ledger.read() as connection:
        found = enterprise_view(connection, enterprise, as_of or serving.ledger.today())
    if found is None or (person.role == "developer" and enterprise != person.enterprise):
        raise NotThere(f"没有企业 {enterprise}", f"there is no enterprise {enterprise}")
    return found
