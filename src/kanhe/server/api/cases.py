"""``/v1/cases``: a sample, what was found, the order to rectify, the re-test that alone closes it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field, model_validator

from kanhe.ledger.cases import (
    CaseOpened,
    CasePenalised,
    CaseReopened,
    CaseTested,
    Problem,
    RectificationOrdered,
    RectificationReported,
    Retested,
)  # fmt: skip
from kanhe.ledger.reviews import problems_of
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, AsOf, Body, Day, Done, Id, Key, Limit, Line, PathId, Prose, Sha256, carry_out
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.cases import CaseFilter, CaseRow, CaseView, case_rows, case_view
from kanhe.server.views.paging import Part

router = APIRouter(prefix="/v1", tags=["cases"])

State = Literal[
    "sampled", "tested", "ordered", "noticed", "delisted", "passed", "rectified", "restored", "penalised", "reopened"
]
Reader = Annotated[Person, allow("inspector", "supervisor", "auditor", "developer")]
"""Who reads cases; a developer those of its own enterprise."""
Inspector = Annotated[Person, allow("inspector")]


class NewCase(Body):
    """A sample was drawn: this app in this version from this store."""

    app: Id
    version_name: Line
    source: Line
    """The store that the sample is from."""
    regulator: Annotated[Line, Field(max_length=64)]
    round: Line


class FoundIn(Body):
    """A problem by the regulator's label, with what was found."""

    label: Annotated[Line, Field(max_length=128)]
    detail: Prose


class Test(Body):
    """The result of the technical test.  Without a problem the case is closed."""

    inspection: Id | None = None
    """Take the findings of this inspection that were confirmed."""
    problems: Annotated[tuple[FoundIn, ...], Field(max_length=100)] = ()
    report: Line | None = None


class Order(Body):
    """To rectify by a day, or within so many working days: one of the two."""

    deadline: Day | None = None
    working_days: Annotated[int | None, Field(ge=1, le=120)] = None
    contact: Prose | None = None

    @model_validator(mode="after")
    def one_of_them(self) -> Order:
        if (self.deadline is None) == (self.working_days is None):
            raise ValueError("give the deadline as a date or in working days, one of them")
        return self


class Rectification(Body):
    """What the enterprise did, per finding: cause, change, proof."""

    version_name: Line
    text: Prose


class Retest(Body):
    version_name: Line
    passed: bool
    report: Line
    """Number of the report."""
    sha256: Sha256 | None = None
    """The package that was tested."""


class Reopening(Body):
    reason: Prose


class Penalty(Body):
    penalty: Prose
    """行政处罚, stop of access, or entry in a register of bad faith."""


@router.get("/cases")
def list_cases(
    serving: Serving,
    person: Reader,
    state: State | None = None,
    app: Annotated[str | None, Query(max_length=300)] = None,
    enterprise: Annotated[str | None, Query(max_length=64)] = None,
    regulator: Annotated[str | None, Query(max_length=64)] = None,
    round: Annotated[str | None, Query(max_length=255)] = None,
    overdue: Annotated[bool, Query(description="Only those whose deadline has passed")] = False,
    as_of: AsOf = None,
    after: After = None,
    limit: Limit = 50,
) -> Part[CaseRow]:
    """Cases by deadline, those without one last."""
    if person.role == "developer":
        enterprise = person.enterprise or ""
    wanted = CaseFilter(state, app, enterprise, regulator, round, overdue)
    with serving.ledger.read() as connection:
        return case_rows(connection, as_of or serving.ledger.today(), wanted, after, limit)


@router.get("/cases/{case}")
def read_case(serving: Serving, person: Reader, case: PathId, as_of: AsOf = None) -> CaseView:
    """One case with its problems, re-tests, notices and delisting orders."""
    return visible_case(serving, person, case, as_of)


@router.post("/cases", status_code=201)
def open_case(serving: Serving, person: Inspector, body: NewCase, key: Key = None) -> Done:
    """Draw a sample (立案)."""
    event = CaseOpened(body.app, body.version_name, body.source, body.regulator, body.round)
    return carry_out(serving, person, event, key)


@router.post("/cases/{case}/test", status_code=201)
def record_test(serving: Serving, person: Inspector, case: PathId, body: Test, key: Key = None) -> Done:
    """Tell the result of the test; the confirmed findings of an inspection become the problems."""
    visible_case(serving, person, case)
    problems = [Problem(p.label, p.detail) for p in body.problems]
    if body.inspection is not None:
        with serving.ledger.read() as connection:
            problems += problems_of(connection, body.inspection, confirmed_only=True)
    event = CaseTested(case, tuple(problems), body.report or body.inspection)
    return carry_out(serving, person, event, key)


@router.post("/cases/{case}/order", status_code=201)
def order_rectification(serving: Serving, person: Inspector, case: PathId, body: Order, key: Key = None) -> Done:
    """Order to rectify (责令整改); working days follow the calendar of the State Council."""
    visible_case(serving, person, case)
    return carry_out(serving, person, RectificationOrdered(case, body.deadline, body.working_days, body.contact), key)


@router.post("/cases/{case}/rectification", status_code=201)
def report_rectification(
    serving: Serving, person: Annotated[Person, allow("developer")], case: PathId, body: Rectification, key: Key = None
) -> Done:
    """Report that the problems were mended (整改报告).  That closes nothing before a re-test."""
    visible_case(serving, person, case)
    return carry_out(serving, person, RectificationReported(case, body.version_name, body.text), key)


@router.post("/cases/{case}/retests", status_code=201)
def retest_case(serving: Serving, person: Inspector, case: PathId, body: Retest, key: Key = None) -> Done:
    """Record a re-test (复测).  Only one that passed closes the case."""
    visible_case(serving, person, case)
    event = Retested(case, body.version_name, body.passed, body.report, body.sha256)
    return carry_out(serving, person, event, key)


@router.post("/cases/{case}/reopening", status_code=201)
def reopen_case(
    serving: Serving, person: Annotated[Person, allow("inspector", "supervisor")], case: PathId, body: Reopening,
    key: Key = None,
) -> Done:  # fmt: skip
    """Look back (回头看): the case is not as closed as it seemed."""
    visible_case(serving, person, case)
    return carry_out(serving, person, CaseReopened(case, body.reason), key)


@router.post("/cases/{case}/penalty", status_code=201)
def penalise_case(
    serving: Serving, person: Annotated[Person, allow("supervisor")], case: PathId, body: Penalty, key: Key = None
) -> Done:
    """Record a penalty after a delisting."""
    visible_case(serving, person, case)
    return carry_out(serving, person, CasePenalised(case, body.penalty), key)


def visible_case(serving: Services, person: Person, case: str, as_of: Day | None = None) -> CaseView:
    """The case.  Raises :class:`NotThere`, also for a developer's eyes on the case of another enterprise."""
    own = (person.enterprise or "") if person.role == "developer" else None
    with serving.ledger.read() as connection:
        found = case_view(connection, case, as_of or serving.ledger.today(), own)
    if found is None:
        raise NotThere(f"没有案件 {case}", f"there is no case {case}")
    return found
