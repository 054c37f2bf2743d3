"""The parts of requests and answers that all subjects share: texts within bounds, keys, cursors, and what an act left behind."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Header, Path, Query
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from kanhe.ledger.event import Event
from kanhe.ledger.ledger import Act
from kanhe.server.identity import Person
from kanhe.server.services import Services
from kanhe.server.views.paging import MOST


def _printable(text: str) -> str:
    if any(ord(c) < 32 and c not in "\n\r\t" for c in text):
        raise ValueError("control characters are no text")
    return text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255), AfterValidator(_printable)
]
"""One line of text."""
Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000), AfterValidator(_printable)
]
Id = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_printable)]
"""The id of something in the ledger."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[dt.date, Field(ge=dt.date(1990, 1, 1), le=dt.date(2200, 12, 31))]
"""A day in Beijing."""

PathId = Annotated[Id, Path()]
After = Annotated[str | None, Query(max_length=2000, description="`next` of the part before")]
Limit = Annotated[int, Query(ge=1, le=MOST)]
AsOf = Annotated[
    Day | None, Query(description="The day in Beijing that things are counted and held against; default: today")
]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key", pattern=r"^[\x21-\x7e]{1,100}$",
        description="The same act under the same key is recorded once, however often it is sent",
    ),
]  # fmt: skip


class Body(BaseModel):
    """A request's body: fields it does not know are a mistake, not a matter of taste."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Recorded(BaseModel):
    """A record of the journal that an act made."""

    seq: int
    at: dt.datetime
    kind: str
    actor: str
    hash: str
    id: str | None
    """Of what the record made, if it made something."""


class Done(BaseModel):
    """What an act left behind: its own record first, then those that followed by rule."""

    id: str | None
    """Of what the act made, if it made something."""
    repeated: bool
    """It was done before under the same key; nothing was written now."""
    records: list[Recorded]


def carry_out(serving: Services, person: Person, event: Event, key: str | None) -> Done:
    """Do an act in the person's name.  Raises what :meth:`~kanhe.ledger.ledger.Ledger.act` raises."""
    return done(serving.ledger.act(event, person.id, key))


def done(act: Act) -> Done:
    events = (act.event, *act.followed)
    return Done(
        id=_id(act.event), repeated=act.repeated,
        records=[
            Recorded(seq=r.seq, at=r.at, kind=r.kind, actor=r.actor, hash=r.hash, id=_id(e))
            for r, e in zip(act.records, events, strict=True)
        ],
    )  # fmt: skip


def _id(event: Event) -> str | None:
    return getattr(event, "id", None) or None


def ill(where: str, why: str) -> RequestValidationError:
    """The refusal of a request's part that the types alone do not refuse."""
    return RequestValidationError([{"loc": ("body", where), "msg": why, "type": "value_error"}])
