"""The audit trail for programs: its records, and whether its chains hold."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from kanhe.ledger import journal
from kanhe.ledger.journal import Broken, Verified
from kanhe.server.access import allow
from kanhe.server.accounts import access_log
from kanhe.server.accounts.access_log import By
from kanhe.server.identity import Person
from kanhe.server.security.counting import address_of
from kanhe.server.services import Serving
from kanhe.server.views.trail import Sought, read_after, storable, trail

router = APIRouter(prefix="/v1/audit", tags=["audit"])

Auditor = Annotated[Person, allow("auditor")]


class ItemTold(BaseModel):
    source: Literal["journal", "access"]
    number: int
    at: dt.datetime
    person: str | None
    """Id of an account, or name of a part of the system."""
    kind: str
    about: str
    """Of the journal: the record's canonical JSON."""
    address: str
    outcome: str
    hash: str


class TrailTold(BaseModel):
    items: list[ItemTold]
    next: str | None
    """For ``after``: where to go on."""


class Chain(BaseModel):
    holds: bool
    records: int | None
    hash: str | None
    """Of the last record."""
    broken_at: int | None
    why: str | None


class Chains(BaseModel):
    journal: Chain
    access: Chain


@router.get("")
def audit(
    serving: Serving, auditor: Auditor, person: Annotated[str, Query(max_length=128)] = "",
    kind: Annotated[str, Query(max_length=64)] = "", thing: Annotated[str, Query(max_length=200)] = "",
    first: dt.date | None = None, last: dt.date | None = None, source: Literal["journal", "access"] | None = None,
    after: Annotated[str | None, Query(max_length=64)] = None, limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> TrailTold:  # fmt: skip
    """Records of the ledger and entries of the access log, newest first.  ``first`` and ``last`` are days in Beijing."""
    sought = Sought(storable(person), storable(kind), storable(thing), first, last, source)
    with serving.ledger.read() as connection:
        found = trail(connection, sought, read_after(after), limit)
    items = [
        ItemTold(source=i.source, number=i.seq, at=i.at, person=i.person, kind=i.kind, about=i.about, address=i.address,
                 outcome=i.outcome, hash=i.hash)
        for i in found.items
    ]  # fmt: skip
    return TrailTold(items=items, next=str(found.older) if found.older else None)


@router.post("/verification")
def verify(request: Request, serving: Serving, auditor: Auditor) -> Chains:
    """Walk both chains now."""
    with serving.ledger.read() as connection:
        records, entries = journal.verify(connection), access_log.verify(connection)
    holds = isinstance(records, Verified) and isinstance(entries, Verified)
    by = By(auditor.id, address_of(request))
    serving.accounts.log(by, "trail-verified", f"holds: {holds}", "done" if holds else "refused")
    return Chains(journal=_chain(records), access=_chain(entries))


def _chain(found: Verified | Broken) -> Chain:
    if isinstance(found, Verified):
        return Chain(holds=True, records=found.records, hash=found.hash, broken_at=None, why=None)
    return Chain(holds=False, records=None, hash=None, broken_at=found.seq, why=found.why)
