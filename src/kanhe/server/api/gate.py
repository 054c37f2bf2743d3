"""The gate for stores that have an account: decisions for the own store, and the signed lists for everyone."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from kanhe.ledger.gate.batching import Batching
from kanhe.server.access import NotThere, allow, everyone
from kanhe.server.gate_http import BadRequest, answered, problem, question, signed
from kanhe.server.identity import Person
from kanhe.server.services import Serving

router = APIRouter(prefix="/v1/gate", tags=["gate"])


class Text(BaseModel):
    zh: str
    en: str


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


_QUESTION = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["package_id", "version", "sha256", "store"],
                    "properties": {
                        "package_id": {"type": "string", "minLength": 1, "maxLength": 255},
                        "version": {"type": "string", "minLength": 1},
                        "sha256": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
                        "store": {"type": "string", "minLength": 1, "maxLength": 64},
                        "signer": {"type": ["string", "null"], "maxLength": 64},
                        "platform": {"type": "string", "default": "android"},
                    },
                }
            }
        },
    }
}


def _batching(request: Request) -> Batching:
    found: Batching = request.app.state.batching
    return found


@router.post("/decisions", response_model=Decision, openapi_extra=_QUESTION)
async def decide(
    http: Request, person: Annotated[Person, allow("store")], batching: Annotated[Batching, Depends(_batching)]
) -> Response:
    """May this build be listed?  ``store`` is the store's own id."""
    try:
        request = await question(http)
    except BadRequest as error:
        return problem(error.status, error.zh, error.en)
    if request.store != person.store:
        raise NotThere("没有这个商店", "there is no such store")
    return await answered(batching, request)


@router.get("/revocations", response_model=Envelope)
async def revocations(serving: Serving, person: Annotated[Person | None, everyone()]) -> Response:
    """The signed list of clearances that hold no longer."""
    return await signed(serving.gate.revocations)


@router.get("/keys", response_model=Envelope)
async def keys(serving: Serving, person: Annotated[Person | None, everyone()]) -> Response:
    """The signed set of keys whose clearances may be trusted."""
    return await signed(serving.gate.keys)
