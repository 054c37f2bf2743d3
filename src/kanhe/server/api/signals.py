"""``/v1/signals``: what people report of apps, and what a person decides of it.  A signal is a question, never a finding."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from kanhe.ledger.signals import SignalReceived, SignalTriaged
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, Body, Done, Id, Key, Limit, Line, PathId, Prose, carry_out
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.paging import Part
from kanhe.server.views.signals import SignalRow, signal_row, signal_rows

router = APIRouter(prefix="/v1", tags=["signals"])

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor")]


class NewSignal(Body):
    source: Annotated[Line, Field(max_length=64)]
    """Where it comes from: a user, a patrol, a newspaper, a consumer council."""
    text: Prose
    """In the reporter's words."""
    app_name: Line | None = None
    app: Id | None = None


class Triage(Body):
    decision: Literal["inspect", "duplicate", "dismiss"]
    remark: Prose
    app: Id | None = None
    """The app that is meant; to inspect, it must be known."""


@router.get("/signals")
def list_signals(
    serving: Serving, person: Reader, state: Literal["waiting", "inspect", "duplicate", "dismiss"] | None = None,
    app: Annotated[str | None, Query(max_length=300)] = None, after: After = None, limit: Limit = 50,
) -> Part[SignalRow]:  # fmt: skip
    """Signals, oldest first."""
    with serving.ledger.read() as connection:
        return signal_rows(connection, state, app, after, limit)


@router.get("/signals/{signal}")
def read_signal(serving: Serving, person: Reader, signal: PathId) -> SignalRow:
    """One signal, and what became of it."""
    return visible_signal(serving, signal)


@router.post("/signals", status_code=201)
def receive_signal(
    serving: Serving,
    person: Annotated[Person, allow("inspector", "supervisor", "store")],
    body: NewSignal,
    key: Key = None,
) -> Done:
    """A report came in (线索)."""
    return carry_out(serving, person, SignalReceived(body.source, body.text, body.app_name, body.app), key)


@router.post("/signals/{signal}/triage", status_code=201)
def triage_signal(
    serving: Serving, person: Annotated[Person, allow("supervisor")], signal: PathId, body: Triage, key: Key = None
) -> Done:
    """Decide what becomes of it (研判)."""
    visible_signal(serving, signal)
    return carry_out(serving, person, SignalTriaged(signal, body.decision, body.remark, body.app), key)


def visible_signal(serving: Services, signal: str) -> SignalRow:
    """Raises :class:`NotThere`."""
    with serving.ledger.read() as connection:
        found = signal_row(connection, signal)
    if found is None:
        raise NotThere(f"没有线索 {signal}", f"there is no signal {signal}")
    return found
