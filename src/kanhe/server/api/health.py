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
    engine: bool
    """Its workers can be reached; while they cannot, submissions are taken and wait."""
    storage: bool
    """Packages and evidence could be reached when they were last needed."""
    running: int
    """Inspections that run."""
    slots: int
    """That can run at the same time."""


@router.get("/healthz")
def health(serving: Serving, person: Annotated[Person | None, everyone()]) -> Health:
    """It runs, and its database answers; otherwise 503."""
    with serving.ledger.read() as connection:
        connection.execute(sa.select(1))
    work = serving.work.health()
    return Health(status="ok", engine=work.engine, storage=work.storage, running=work.running, slots=work.slots)
