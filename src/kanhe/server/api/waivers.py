"""``/v1/waivers``: a permission that an enterprise's own policy forbids or binds to approval, allowed for a while.

They are the enterprise's own matter: a developer asks, another person of the same enterprise decides.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from kanhe.ledger.waivers import WaiverDecided, WaiverRequested, WaiverRevoked
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, AsOf, Body, Day, Done, Id, Key, Limit, Line, PathId, Prose, carry_out
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.enterprises import enterprise_view
from kanhe.server.views.paging import Part
from kanhe.server.views.waivers import WaiverRow, waiver_row, waiver_rows

router = APIRouter(prefix="/v1", tags=["waivers"])

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor", "developer")]
Developer = Annotated[Person, allow("developer")]


class NewWaiver(Body):
    app: Id
    permission: Annotated[Line, Field(max_length=255)]
    reason: Prose


class Decision(Body):
    approved: bool
    until: Day | None = None
    """The last day of an approval."""
    remark: Prose | None = None


class Revocation(Body):
    reason: Prose


@router.get("/waivers")
def list_waivers(
    serving: Serving,
    person: Reader,
    app: Annotated[str | None, Query(max_length=300)] = None,
    state: Literal["requested", "approved", "refused", "revoked"] | None = None,
    holds: Annotated[bool, Query(description="Only those approved that are not over on the day")] = False,
    as_of: AsOf = None,
    after: After = None,
    limit: Limit = 50,
) -> Part[WaiverRow]:
    """Waivers, newest first; a developer sees its own enterprise's."""
    own = (person.enterprise or "") if person.role == "developer" else None
    with serving.ledger.read() as connection:
        return waiver_rows(connection, as_of or serving.ledger.today(), own, app, state, holds, after, limit)


@router.get("/waivers/{waiver}")
def read_waiver(serving: Serving, person: Reader, waiver: PathId, as_of: AsOf = None) -> WaiverRow:
    """One waiver."""
    return visible_waiver(serving, person, waiver, as_of)


@router.post("/waivers", status_code=201)
def request_waiver(serving: Serving, person: Developer, body: NewWaiver, key: Key = None) -> Done:
    """Ask for a waiver for an app of one's own enterprise."""
    with serving.ledger.read() as connection:
        own = enterprise_view(connection, person.enterprise or "", serving.ledger.today())
    if own is None or body.app not in {a.id for a in own.apps}:
        raise NotThere(f"没有应用 {body.app}", f"there is no app {body.app}")
    return carry_out(serving, person, WaiverRequested(body.app, body.permission, body.reason, person.id), key)


@router.post("/waivers/{waiver}/decision", status_code=201)
def decide_waiver(serving: Serving, person: Developer, waiver: PathId, body: Decision, key: Key = None) -> Done:
    """Approve until a day, or refuse; who asked does not decide."""
    visible_waiver(serving, person, waiver)
    return carry_out(serving, person, WaiverDecided(waiver, body.approved, person.id, body.until, body.remark), key)


@router.post("/waivers/{waiver}/revocation", status_code=201)
def revoke_waiver(serving: Serving, person: Developer, waiver: PathId, body: Revocation, key: Key = None) -> Done:
    """It holds no longer."""
    visible_waiver(serving, person, waiver)
    return carry_out(serving, person, WaiverRevoked(waiver, body.reason), key)


def visible_waiver(serving: Services, person: Person, waiver: str, as_of: AsOf = None) -> WaiverRow:
    """Raises :class:`NotThere`, also for a waiver of another enterprise."""
    own = (person.enterprise or "") if person.role == "developer" else None
    with serving.ledger.read() as connection:
        found = waiver_row(connection, waiver, as_of or serving.ledger.today(), own)
    if found is None:
        raise NotThere(f"没有豁免 {waiver}", f"there is no waiver {waiver}")
    return found
