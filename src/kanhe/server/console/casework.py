"""Cases for those who work them: the list by deadline, one case with its history, and what may be done next.

The inspector tests, orders and re-tests; the supervisor names, takes down and penalises; the auditor reads.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from kanhe.knowledge.checks import labels
from kanhe.ledger.cases import (
    TRANSITIONS,
    CasePenalised,
    CaseReopened,
    CaseTested,
    Problem,
    RectificationOrdered,
    Retested,
)  # fmt: skip
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.exporting.order_text import order_text
from kanhe.ledger.exporting.texts import official_text
from kanhe.ledger.reviews import problems_of
from kanhe.server.access import NotThere, allow
from kanhe.server.console.deeds import OF_A_CASE, way
from kanhe.server.console.pages import done, page
from kanhe.server.console.people import people
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.cases import CaseFilter, CaseView, case_rows, case_states, case_view
from kanhe.server.views.deadlines import works
from kanhe.server.views.findings import inspection_rows
from kanhe.server.views.foretold import foretold
from kanhe.server.views.records import history
from kanhe.server.views.registry import app_view
from kanhe.server.views.rounds import STEPS, Step
from kanhe.server.views.rounds import reached as came_to

router = APIRouter(prefix="/cases", include_in_schema=False)

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor")]
Inspector = Annotated[Person, allow("inspector")]
WORKING_DAYS = 5
"""Of an order, unless another deadline is given."""
Text = Annotated[str, Form(max_length=8000)]
Line = Annotated[str, Form(max_length=255)]


@router.get("")
def cases(
    request: Request, serving: Serving, person: Reader, state: str = "", overdue: str = "", app: str = "",
    enterprise: str = "", regulator: str = "", round: str = "", reached: str = "", unclosed: str = "",
    after: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:  # fmt: skip
    today = serving.ledger.today()
    common = {"app": app, "enterprise": enterprise, "regulator": regulator, "round": round}
    given = CaseFilter(app=app or None, enterprise=enterprise or None, regulator=regulator or None, round=round or None)
    wanted = replace(
        given, state=state if state in TRANSITIONS else None, overdue=bool(overdue), open=bool(unclosed)
    )  # fmt: skip
    step: Step | None = next((s for s in STEPS if s == reached), None)
    with serving.ledger.read() as connection:
        if step is not None:
            wanted = replace(wanted, among=came_to(connection, step))
        found = case_rows(connection, today, wanted, after)
        states = case_states(connection, given, today)
        late = case_rows(connection, today, replace(given, overdue=True), limit=200)
    filters = {
        "state": wanted.state or "",
        "overdue": "1" if overdue else "",
        "reached": step or "",
        "unclosed": "1" if unclosed else "",
    }
    filters |= common

    def link(**changed: str) -> str:
        chosen = {k: v for k, v in (filters | changed).items() if v}
        return "/cases" + (f"?{urlencode(chosen)}" if chosen else "")

    return page(
        request, "casework/cases.html.j2", person=person, found=found, states=states, late=len(late.items), filters=filters,
        link=link, more=link(after=found.next) if found.next else None, paged=after is not None,
    )  # fmt: skip


@router.get("/{case}")
def case(request: Request, serving: Serving, person: Reader, case: str) -> Response:
    return _page(request, serving, person, case)


@router.post("/{case}/test")
def record_test(
    request: Request, serving: Serving, person: Inspector, case: str, inspection: Line = "", label: Line = "",
    detail: Text = "", clean: str | None = Form(None),
) -> Response:  # fmt: skip
    """The result: confirmed findings of an inspection, a problem in words, or none."""
    _view(serving, case)
    problems: list[Problem] = []
    try:
        if inspection:
            with serving.ledger.read() as connection:
                problems += problems_of(connection, inspection, confirmed_only=True)
        if label.strip():
            problems.append(Problem(label.strip(), detail.strip() or label.strip()))
        if not problems and clean is None:
            raise Refused(
                "没有已认定的问题；如检测合格，请勾选“未发现问题”",
                "there is no confirmed problem; if the test found none, say so",
            )
        serving.ledger.act(CaseTested(case, tuple(problems), inspection or None), person.id)
    except Refused as refused:
        return _page(request, serving, person, case, refused)
    if not problems:
        return done(f"/cases/{case}", "检测合格，案件已结案。", "Tested without a problem; the case is closed.")
    return done(f"/cases/{case}", "检测结果已记录，可以责令整改。", "The result is recorded; an order may follow.")


@router.get("/{case}/order")
def order_page(
    request: Request, serving: Serving, person: Inspector, case: str, working_days: str = str(WORKING_DAYS),
    deadline: str = "", contact: Annotated[str, Query(max_length=500)] = "",
) -> Response:  # fmt: skip
    """The order as it would be issued; nothing is recorded."""
    return _order(request, serving, person, case, working_days, deadline, contact)


@router.post("/{case}/order")
def order(
    request: Request, serving: Serving, person: Inspector, case: str, working_days: Line = "", deadline: Line = "",
    contact: Annotated[str, Form(max_length=500)] = "",
) -> Response:  # fmt: skip
    _view(serving, case)
    try:
        serving.ledger.act(_ordered(case, working_days, deadline, contact), person.id)
    except Refused as refused:
        return _order(request, serving, person, case, working_days, deadline, contact, refused)
    return done(f"/cases/{case}", "责令整改通知已签发。", "The order to rectify is issued.")


@router.post("/{case}/retest")
def retest(
    request: Request, serving: Serving, person: Inspector, case: str, version_name: Line, report: Line, outcome: Line,
    sha256: Line = "",
) -> Response:  # fmt: skip
    """``outcome``: passed or failed; ``sha256``: one of the app's builds, or nothing."""
    view = _view(serving, case)
    try:
        if outcome not in ("passed", "failed"):
            raise Refused("请选择复测是否通过", "say whether the re-test passed")
        if not report.strip() or not version_name.strip():
            raise Refused("请写明复测版本和报告编号", "name the version and the report")
        with serving.ledger.read() as connection:
            known = app_view(connection, view.case.app)
        if sha256 and sha256 not in {b.sha256 for b in (known.builds if known else ())}:
            raise Refused("该安装包不属于此应用", "the package is not one of this app")
        event = Retested(case, version_name.strip(), outcome == "passed", report.strip(), sha256 or None)
        serving.ledger.act(event, person.id)
    except Refused as refused:
        return _page(request, serving, person, case, refused)
    if outcome == "passed":
        return done(f"/cases/{case}", "复测通过，已记录。", "The re-test passed and is recorded.")
    return done(f"/cases/{case}", "复测未通过，已记录。", "The re-test failed and is recorded.")


@router.post("/{case}/reopen")
def reopen(
    request: Request, serving: Serving, person: Annotated[Person, allow("inspector", "supervisor")], case: str,
    reason: Text = "",
) -> Response:  # fmt: skip
    return _act(
        request,
        serving,
        person,
        case,
        reason,
        CaseReopened(case, reason.strip()),
        "已重新打开（回头看）。",
        "Opened again.",
    )


@router.post("/{case}/penalise")
def penalise(
    request: Request, serving: Serving, person: Annotated[Person, allow("supervisor")], case: str, penalty: Text = ""
) -> Response:
    return _act(
        request,
        serving,
        person,
        case,
        penalty,
        CasePenalised(case, penalty.strip()),
        "处罚已记录。",
        "The penalty is recorded.",
    )


@router.get("/{case}/text")
def text(request: Request, serving: Serving, person: Reader, case: str) -> Response:
    """The order as it was issued."""
    view = _view(serving, case)
    with serving.ledger.read() as connection:
        try:
            drawn = official_text(connection, "order", [case])
        except Refused as error:
            raise NotThere(error.zh, error.en) from error
    return page(
        request, "casework/text.html.j2", person=person, text=drawn, back_to=f"/cases/{case}", name=view.case.app_name,
        download=f"/v1/texts/order/{case}?format=docx",
    )  # fmt: skip


def _act(
    request: Request, serving: Services, person: Person, case: str, words: str, event: Event, zh: str, en: str
) -> Response:  # fmt: skip
    _view(serving, case)
    try:
        if not words.strip():
            raise Refused("请写明理由", "say why")
        serving.ledger.act(event, person.id)
    except Refused as refused:
        return _page(request, serving, person, case, refused)
    return done(f"/cases/{case}", zh, en)


def _ordered(case: str, working_days: str, deadline: str, contact: str) -> RectificationOrdered:
    """Raises :class:`Refused`."""
    try:
        day = dt.date.fromisoformat(deadline) if deadline.strip() else None
        count = int(working_days) if working_days.strip() and day is None else None
    except ValueError as error:
        raise Refused("期限应为日期或工作日数", "the deadline is a date or a number of working days") from error
    if count is not None and not 1 <= count <= 120:
        raise Refused("工作日数应在 1 至 120 之间", "working days are 1 to 120")
    return RectificationOrdered(case, day, count, contact.strip() or None)


def _order(
    request: Request, serving: Services, person: Person, case: str, working_days: str, deadline: str, contact: str,
    refused: Refused | None = None,
) -> Response:  # fmt: skip
    view = _view(serving, case)
    drawn, until = None, None
    try:
        event = _ordered(case, working_days, deadline, contact)
        until = event.settled(serving.ledger.moment()).deadline
        drawn = foretold(serving.ledger, event, person.id, lambda connection, act: order_text(connection, case))
    except Refused as error:
        refused = refused or error
    return page(
        request, "casework/order.html.j2", person=person, view=view, refused=refused, text=drawn, until=until,
        works=works(until) if until else None,
        form={"working_days": working_days, "deadline": deadline, "contact": contact},
    )  # fmt: skip


def _view(serving: Services, case: str) -> CaseView:
    """Raises :class:`NotThere`."""
    with serving.ledger.read() as connection:
        found = case_view(connection, case, serving.ledger.today())
    if found is None:
        raise NotThere(f"没有案件 {case}", f"there is no case {case}")
    return found


def _page(
    request: Request, serving: Services, person: Person, case: str, refused: Refused | None = None
) -> Response:  # fmt: skip
    view = _view(serving, case)
    with serving.ledger.read() as connection:
        told = history(connection, OF_A_CASE, case=case, id=case)
        app = app_view(connection, view.case.app)
        inspections = inspection_rows(connection, view.case.app, limit=20)
    return page(
        request, "casework/case.html.j2", person=person, refused=refused, view=view, who=people(serving),
        told=way(view, told), builds=app.builds if app else (), inspections=inspections.items,
        labels=labels(), ordered=any(e.kind == RectificationOrdered.KIND for e in told),
    )  # fmt: skip
