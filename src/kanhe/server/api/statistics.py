"""``/v1/statistics``, ``/v1/rounds``, ``/v1/figures``, ``/v1/deadlines``: what is counted, what was published, what is due."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field, model_validator

from kanhe.ledger.cases import CaseOpened
from kanhe.ledger.figures import FiguresPublished
from kanhe.ledger.statistics import Counts, Funnel, counts, funnel
from kanhe.server.access import allow
from kanhe.server.api.parts import AsOf, Body, Day, Done, Id, Key, Line, carry_out, done
from kanhe.server.identity import Person
from kanhe.server.services import Serving
from kanhe.server.views.deadlines import Due, due_between
from kanhe.server.views.rounds import PublishedFigures, RoundRow, published_figures, round_rows

router = APIRouter(prefix="/v1", tags=["statistics"])

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor")]
Regulator = Annotated[str | None, Query(max_length=64)]
Count = Annotated[int | None, Field(ge=0, le=10**12)]
MOST_DAYS = 400


class Statistics(Body):
    as_of: dt.date
    published: Funnel
    """The regulator's own figures, added up."""
    counted: Counts
    """What the ledger counts."""


class Sample(Body):
    app: Id
    version_name: Line
    source: Line
    """The store that the sample is from."""


class NewRound(Body):
    """A round begins with its samples: a case is opened for each."""

    regulator: Annotated[Line, Field(max_length=64)]
    round: Line
    samples: Annotated[list[Sample], Field(min_length=1, max_length=500)]


class NewFigures(Body):
    """What a regulator published of some rounds together, not counting those before."""

    regulator: Annotated[Line, Field(max_length=64)]
    first_round: Annotated[int, Field(ge=1, le=10_000)]
    last_round: Annotated[int, Field(ge=1, le=10_000)]
    published: Day
    source: Line
    """Where it was published."""
    tested: Count = None
    ordered: Count = None
    named: Count = None
    delisted: Count = None

    @model_validator(mode="after")
    def in_order(self) -> NewFigures:
        if self.first_round > self.last_round:
            raise ValueError("the rounds are not in order")
        return self


@router.get("/statistics")
def read_statistics(
    serving: Serving, person: Annotated[Person, allow()], as_of: AsOf = None, regulator: Regulator = None
) -> Statistics:  # fmt: skip
    """Figures as published (those of `miit` when no regulator is named), and what the ledger counts."""
    day = as_of or serving.ledger.today()
    with serving.ledger.read() as connection:
        return Statistics(
            as_of=day,
            published=funnel(connection, day, regulator or "miit"),
            counted=counts(connection, day, regulator),
        )


@router.get("/rounds")
def list_rounds(serving: Serving, person: Reader, regulator: Regulator = None) -> list[RoundRow]:
    """Rounds, newest first: how many cases of each were tested, ordered, named and taken down."""
    with serving.ledger.read() as connection:
        return list(round_rows(connection, regulator))


@router.post("/rounds", status_code=201)
def draw_round(
    serving: Serving, person: Annotated[Person, allow("supervisor")], body: NewRound, key: Key = None
) -> list[Done]:  # fmt: skip
    """Draw the samples of a round: all cases are opened, or none."""
    with serving.ledger.write() as connection:
        return [
            done(
                serving.ledger.act_within(
                    connection, CaseOpened(s.app, s.version_name, s.source, body.regulator, body.round), person.id,
                    f"{key}/{at}" if key else None,
                )
            )
            for at, s in enumerate(body.samples, 1)
        ]  # fmt: skip


@router.get("/figures")
def list_figures(
    serving: Serving, person: Annotated[Person, allow()], regulator: Regulator = None
) -> list[PublishedFigures]:  # fmt: skip
    """Figures that regulators published, as recorded."""
    with serving.ledger.read() as connection:
        return list(published_figures(connection, regulator))


@router.post("/figures", status_code=201)
def record_figures(
    serving: Serving, person: Annotated[Person, allow("supervisor")], body: NewFigures, key: Key = None
) -> Done:  # fmt: skip
    """Record figures that a regulator published."""
    event = FiguresPublished(**body.model_dump())
    return carry_out(serving, person, event, key)


@router.get("/deadlines")
def list_deadlines(
    serving: Serving, person: Reader, first: Annotated[Day | None, Query()] = None,
    days: Annotated[int, Query(ge=1, le=MOST_DAYS)] = 31,
) -> list[Due]:  # fmt: skip
    """What falls due from a day (default: today) on: orders, notices, inspections, ends of measures."""
    today = serving.ledger.today()
    begin = first or today
    with serving.ledger.read() as connection:
        return list(due_between(connection, begin, begin + dt.timedelta(days=days - 1), today))
