"""``/v1/measures`` and ``/v1/strike-policy``: how strikes are counted, what the count proposes, what a person signs."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from kanhe.ledger.measures import MeasureLifted, MeasureRejected, MeasureSigned
from kanhe.ledger.strikes import LONGEST, StrikePolicySet, active_policy
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, AsOf, Body, Day, Done, Key, Limit, Line, PathId, Prose, carry_out
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.measures import MeasureRow, MeasureView, measure_rows, measure_view
from kanhe.server.views.paging import Part

router = APIRouter(prefix="/v1", tags=["measures"])

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor", "developer")]
"""A developer reads the measures that bind its own enterprise."""
Signer = Annotated[Person, allow("supervisor")]


class Signature(Body):
    """Days left out stay as proposed."""

    first_day: Day | None = None
    last_day: Day | None = None
    until_lifted: bool = False


class Rejection(Body):
    reason: Prose


class Lifting(Body):
    reason: Prose
    day: Day | None = None
    """Its last day; today when left out."""


class Policy(Body):
    """How strikes are counted."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    sources: Annotated[tuple[Annotated[Line, Field(max_length=64)], ...], Field(min_length=1, max_length=50)] = (
        "miit",
    )
    """Regulators whose batches count."""
    scope: Literal["enterprise-group", "enterprise"] = "enterprise-group"
    window: Annotated[str, Field(pattern=r"^(calendar-year|days:[1-9][0-9]{0,3})$")] = "calendar-year"
    allowed: Annotated[int, Field(ge=0, le=1000)] = 3
    trigger_at: Annotated[int, Field(ge=1, le=LONGEST)] = 4
    measure_days: Annotated[int | None, Field(ge=1, le=LONGEST)] = None
    """How long a measure it proposes runs; null: to the end of the year."""


@router.get("/measures")
def list_measures(
    serving: Serving, person: Reader, state: Literal["proposed", "signed", "rejected", "lifted"] | None = None,
    as_of: AsOf = None, after: After = None, limit: Limit = 50,
) -> Part[MeasureRow]:  # fmt: skip
    """Measures, newest first."""
    own = (person.enterprise or "") if person.role == "developer" else None
    with serving.ledger.read() as connection:
        return measure_rows(connection, as_of or serving.ledger.today(), state, own, after, limit)


@router.get("/measures/{measure}")
def read_measure(serving: Serving, person: Reader, measure: PathId, as_of: AsOf = None) -> MeasureView:
    """One measure: on which batches it rests, whom it binds, and which builds it holds or would hold."""
    return visible_measure(serving, person, measure, as_of)


@router.post("/measures/{measure}/signature", status_code=201)
def sign_measure(serving: Serving, person: Signer, measure: PathId, body: Signature, key: Key = None) -> Done:
    """Put a proposed measure in force, in one's own name.  The count of strikes proposed it; only a person signs."""
    visible_measure(serving, person, measure)
    event = MeasureSigned(measure, person.name, body.first_day, body.last_day, body.until_lifted)
    return carry_out(serving, person, event, key)


@router.post("/measures/{measure}/rejection", status_code=201)
def reject_measure(serving: Serving, person: Signer, measure: PathId, body: Rejection, key: Key = None) -> Done:
    """Do not follow the proposal."""
    visible_measure(serving, person, measure)
    return carry_out(serving, person, MeasureRejected(measure, body.reason), key)


@router.post("/measures/{measure}/lifting", status_code=201)
def lift_measure(serving: Serving, person: Signer, measure: PathId, body: Lifting, key: Key = None) -> Done:
    """End a measure that is in force."""
    visible_measure(serving, person, measure)
    event = MeasureLifted(measure, body.day or serving.ledger.today(), body.reason)
    return carry_out(serving, person, event, key)


@router.get("/strike-policy")
def read_policy(
    serving: Serving, person: Annotated[Person, allow("inspector", "supervisor", "auditor", "developer", "store")]
) -> Policy:
    """The policy in force."""
    with serving.ledger.read() as connection:
        now = active_policy(connection)
    return Policy.model_construct(
        id=now.id, sources=now.sources, scope=now.scope, window=now.window, allowed=now.allowed,
        trigger_at=now.trigger_at, measure_days=now.measure_days,
    )  # fmt: skip


@router.post("/strike-policy", status_code=201)
def set_policy(serving: Serving, person: Signer, body: Policy, key: Key = None) -> Done:
    """Count this way from now on; measures that were proposed stay as they are."""
    event = StrikePolicySet(
        body.id, body.sources, body.scope, body.window, body.allowed, body.trigger_at, body.measure_days
    )
    return carry_out(serving, person, event, key)


def visible_measure(serving: Services, person: Person, measure: str, as_of: AsOf = None) -> MeasureView:
    """Raises :class:`NotThere`, also for a developer whom the measure does not bind."""
    own = (person.enterprise or "") if person.role == "developer" else None
    with serving.ledger.read() as connection:
        found = measure_view(connection, measure, as_of or serving.ledger.today(), own)
    if found is None:
        raise NotThere(f"没有措施 {measure}", f"there is no measure {measure}")
    return found
