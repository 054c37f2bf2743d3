"""Whether the server runs, for whoever watches it."""

from __future__ import annotations

from typing import Annotated, Literal

import sqlalchemy as sa
from fastapi import APIRouter
from pydantic import BaseModel

from kanhe.server.access import everyone
from kanhe.server.identity import Person
from kanhe.server.services import Serving

router = APIRouter(tags=["health"])


class Health(BaseModel):
    status: Literal["ok"]


@router.get("/healthz")
def health(serving: Serving, person: Annotated[Person | None, everyone()]) -> Health:
    """It runs, and its database answers; otherwise 503."""
    with serving.ledger.read() as connection:
        connection.execute(sa.select(1))
    return Health(status="ok")
