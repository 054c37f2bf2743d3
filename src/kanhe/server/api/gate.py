"""The gate for stores: the same questions as ``kanhe gate serve`` takes, from a store that has signed in and asks for itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from kanhe.server.access import Access, everyone
from kanhe.server.gate_door import reply_to
from kanhe.server.identity import Person
from kanhe.server.questions import Reply
from kanhe.server.services import Serving

router = APIRouter(prefix="/v1/gate", tags=["gate"])


class Text(BaseModel):
    zh: str
    en: str


class Question(BaseModel):
    """May this store list this build?"""

    model_config = ConfigDict(extra="allow")
    package_id: str = Field(min_length=1, max_length=255)
    version: str = Field(min_length=1, max_length=255)
    sha256: str = Field(pattern="^[0-9a-fA-F]{64}$")
    store: str = Field(min_length=1, max_length=64)
    signer: str | None = Field(None, max_length=64)
    platform: str = Field("android", min_length=1, max_length=16)


class Reason(BaseModel):
    code: str
    outcome: Literal["allow", "hold", "deny"]
    message: Text
    rests_on: list[str]
    """Ids of the records it rests on."""
    lift: Text | None
    """How to lift it."""


class Decision(BaseModel):
    """What the gate answers about a build."""

    id: str
    decision: Literal["allow", "hold", "deny"]
    kind: Literal["new", "existing"]
    reasons: list[Reason]
    inspection: str | None
    ruleset: str | None
    as_of: int
    """Number of the ledger's last record when it was decided."""
    clearance: dict[str, Any] | None
    """A signed DSSE envelope, for an allowed build behind which a passed inspection stands."""


class Envelope(BaseModel):
    """A DSSE envelope."""

    payloadType: str
    payload: str
    signatures: list[dict[str, str]]


STORES = Access(frozenset(("store",)))
"""Who may ask the gate."""
_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": Question.model_json_schema()}}}}


@router.post("/decisions", response_model=Decision, openapi_extra=_BODY)
async def decide(request: Request, person: Annotated[Person, Depends(STORES)], serving: Serving) -> Response:
    """Allow, hold or deny one build; an allowed one comes with its clearance."""
    return _response(await reply_to(request.receive, person, serving.questions))


@router.get("/revocations", response_model=Envelope)
async def revocations(person: Annotated[Person | None, everyone()], serving: Serving) -> Response:
    """The signed list of clearances that hold no longer."""
    return _response(await serving.questions.revocations())


@router.get("/keys", response_model=Envelope)
async def keys(person: Annotated[Person | None, everyone()], serving: Serving) -> Response:
    """The signed set of keys whose clearances may be trusted."""
    return _response(await serving.questions.keys())


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, reply.headers, "application/json")
