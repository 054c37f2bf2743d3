"""The supervisor's pages over enterprises: strikes and what is left, proposed measures to sign, measures in force, the policy."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from kanhe.ledger.event import Event, Refused
from kanhe.ledger.exporting.measure_text import measure_text
from kanhe.ledger.measures import MeasureLifted, MeasureRejected, MeasureSigned
from kanhe.ledger.strikes import StrikePolicySet, active_policy
from kanhe.ledger.workdays import day_of
from kanhe.server.access import NotThere, allow
from kanhe.server.console.needs import Need
from kanhe.server.console.pages import done, page
from kanhe.server.console.people import people
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.batches import batch_rows
from kanhe.server.views.delisting_orders import delisting_rows
from kanhe.server.views.enterprises import enterprise_rows, enterprise_view, most_named
from kanhe.server.views.measures import STATES, MeasureView, measure_rows, measure_view, measures_holding
from kanhe.server.views.notice_draft import ready_to_name
from kanhe.server.views.records import history
from kanhe.server.views.signals import signal_rows

router = APIRouter(prefix="/supervisor", include_in_schema=False)

Reader = Annotated[Person, allow("supervisor", "auditor", "inspector")]
Supervisor = Annotated[Person, allow("supervisor")]
Text = Annotated[str, Form(max_length=8000)]
Line = Annotated[str, Form(max_length=255)]
SOON = 7
"""Days before the end of a measure at which it is told."""


def needs(person: Person, connection: Connection) -> tuple[Need, ...]:
    """Of a supervisor: measures to sign or that end, cases to name, orders that stores have not followed, signals."""
    if person.role != "supervisor":
        return ()
    today = day_of(dt.datetime.now(dt.UTC))
    proposed = measure_rows(connection, today, "proposed", limit=200).items
    ending = [
        m for m in measures_holding(connection, today) if m.last_day and m.last_day <= today + dt.timedelta(days=SOON)
    ]
    late = [c for c in ready_to_name(connection, today) if c.overdue]
    down = delisting_rows(connection, outstanding=True, limit=200).items
    loose = batch_rows(connection, unmatched=True, limit=200).items
    signals = signal_rows(connection, "waiting", limit=200).items
    return (
        Need(
            "措施待签署", "measures to sign", len(proposed), "通报次数达到触发条件；签署后才生效。",
            "The count reached its trigger; nothing holds before you sign.", "/supervisor/measures?state=proposed", "now",
            min((m.first_day for m in proposed), default=None),
        ),
        Need(
            "下架令未执行", "delisting orders not executed", len(down), "有应用商店尚未回执。",
            "Some stores have not acknowledged.", "/supervisor/delistings?outstanding=1", "now",
            min((d.ordered_at for d in down), default=None),
        ),
        Need(
            "逾期未整改，可通报", "cases to name in public", len(late), "责令整改期限已过，没有通过的复测。",
            "Ordered, the deadline passed, and no re-test passed.", "/supervisor/notices/new", "soon",
            min((c.deadline for c in late if c.deadline), default=None),
        ),
        Need(
            "通报有未对上企业的行", "notices with unmatched rows", len(loose), "未对上的行不计次，请逐行确认。",
            "What is not matched counts for nobody; match it row by row.", "/supervisor/notices?unmatched=1", "soon",
        ),
        Need(
            "线索待研判", "signals to triage", len(signals), "用户、巡查或媒体反映，尚未处理。",
            "Reports of users, patrols or the press that nobody decided on.", "/supervisor/signals", "soon",
            min((s.received_at for s in signals), default=None),
        ),
        Need(
            "措施即将到期", "measures about to end", len(ending), "七日内到期，请确认是否如期结束。",
            "They end within seven days.", "/supervisor/measures", "later",
            min((m.last_day for m in ending if m.last_day), default=None),
        ),
    )  # fmt: skip


@router.get("/enterprises")
def enterprises(
    request: Request, serving: Serving, person: Reader, text: Annotated[str, Query(max_length=255)] = "",
    after: Annotated[str | None, Query(max_length=2000)] = None, everything: str = "",
) -> Response:  # fmt: skip
    """Those named in the window first; all of them, or those of a name, when asked."""
    today = serving.ledger.today()
    with serving.ledger.read() as connection:
        named = most_named(connection, today) if not (text or everything) else ()
        found = enterprise_rows(connection, today, text or None, after) if text or everything or not named else None
        policy = active_policy(connection)
    return page(
        request, "supervisor/enterprises.html.j2", person=person, named=named, found=found, policy=policy, text=text,
        first=policy.first_day(today), today_=today, paged=after is not None,
    )  # fmt: skip


@router.get("/enterprises/{enterprise}")
def enterprise(request: Request, serving: Serving, person: Reader, enterprise: str) -> Response:
    today = serving.ledger.today()
    with serving.ledger.read() as connection:
        view = enterprise_view(connection, enterprise, today)
        if view is None:
            raise NotThere(f"没有企业 {enterprise}", f"there is no enterprise {enterprise}")
        policy = active_policy(connection)
        measures = measure_rows(connection, today, enterprise=enterprise)
    return page(
        request, "supervisor/enterprise.html.j2", person=person, view=view, policy=policy, measures=measures.items,
        first=policy.first_day(today),
    )  # fmt: skip


@router.get("/measures")
def measures(request: Request, serving: Serving, person: Reader, state: str = "") -> Response:
    today = serving.ledger.today()
    chosen = state if state in STATES else ""
    with serving.ledger.read() as connection:
        holding = measures_holding(connection, today)
        found = measure_rows(connection, today, chosen or None, limit=200)
        proposed = measure_rows(connection, today, "proposed", limit=200)
    return page(
        request, "supervisor/measures.html.j2", person=person, holding=holding, found=found.items, state=chosen,
        proposed=len(proposed.items),
    )  # fmt: skip


@router.get("/measures/{measure}")
def measure(request: Request, serving: Serving, person: Reader, measure: str) -> Response:
    return _measure(request, serving, person, measure)


@router.post("/measures/{measure}/sign")
def sign(
    request: Request, serving: Serving, person: Supervisor, measure: str, first_day: Line = "", last_day: Line = "",
    until_lifted: str | None = Form(None),
) -> Response:  # fmt: skip
    """In the person's own name."""
    try:
        event = MeasureSigned(measure, person.name, _day(first_day), _day(last_day), until_lifted is not None)
    except Refused as refused:
        return _measure(request, serving, person, measure, refused)
    return _act(request, serving, person, measure, event, "措施已签署，闸口即日执行。", "Signed; the gate follows it.")


@router.post("/measures/{measure}/reject")
def reject(request: Request, serving: Serving, person: Supervisor, measure: str, reason: Text = "") -> Response:
    return _act(
        request, serving, person, measure, MeasureRejected(measure, reason.strip()), "建议不予采取，已记录。",
        "The proposal is not followed; recorded.", reason,
    )  # fmt: skip


@router.post("/measures/{measure}/lift")
def lift(
    request: Request, serving: Serving, person: Supervisor, measure: str, reason: Text = "", day: Line = ""
) -> Response:  # fmt: skip
    try:
        event = MeasureLifted(measure, _day(day) or serving.ledger.today(), reason.strip())
    except Refused as refused:
        return _measure(request, serving, person, measure, refused)
    return _act(request, serving, person, measure, event, "措施已解除。", "The measure is lifted.", reason)


@router.get("/policy")
def policy_page(request: Request, serving: Serving, person: Reader) -> Response:
    return _policy(request, serving, person)


@router.post("/policy")
def set_policy(
    request: Request, serving: Serving, person: Supervisor, id: Line, sources: Line, scope: Line, window: Line,
    allowed: Line, trigger_at: Line, measure_days: Line = "",
) -> Response:  # fmt: skip
    try:
        event = StrikePolicySet(
            id.strip(), tuple(dict.fromkeys(sources.replace("，", ",").replace(",", " ").split())), scope, window.strip(),
            _whole(allowed), _whole(trigger_at), _whole(measure_days) if measure_days.strip() else None,
        )  # fmt: skip
        if not event.id or not event.sources:
            raise Refused("请写明规则编号和计入的主管部门", "name the policy and the regulators that count")
        serving.ledger.act(event, person.id)
    except Refused as refused:
        return _policy(request, serving, person, refused)
    return done("/supervisor/policy", "今后按此计数。", "Strikes are counted this way from now on.")


def _policy(request: Request, serving: Services, person: Person, refused: Refused | None = None) -> Response:
    today = serving.ledger.today()
    with serving.ledger.read() as connection:
        now = active_policy(connection)
        told = history(connection, (StrikePolicySet,))
    return page(
        request, "supervisor/policy.html.j2", person=person, refused=refused, policy=now, told=told[::-1],
        who=people(serving), first=now.first_day(today), last=now.last_day(today),
    )  # fmt: skip


def _act(
    request: Request, serving: Services, person: Person, measure: str, event: Event, zh: str, en: str, words: str = "-"
) -> Response:  # fmt: skip
    _view(serving, measure)
    try:
        if not words.strip():
            raise Refused("请写明理由", "say why")
        serving.ledger.act(event, person.id)
    except Refused as refused:
        return _measure(request, serving, person, measure, refused)
    return done(f"/supervisor/measures/{measure}", zh, en)


def _view(serving: Services, measure: str) -> MeasureView:
    """Raises :class:`NotThere`."""
    with serving.ledger.read() as connection:
        found = measure_view(connection, measure, serving.ledger.today())
    if found is None:
        raise NotThere(f"没有措施 {measure}", f"there is no measure {measure}")
    return found


def _measure(
    request: Request, serving: Services, person: Person, measure: str, refused: Refused | None = None
) -> Response:  # fmt: skip
    view = _view(serving, measure)
    with serving.ledger.read() as connection:
        text = measure_text(connection, measure)
        told = history(connection, (MeasureSigned, MeasureRejected, MeasureLifted), measure=measure)
    return page(
        request, "supervisor/measure.html.j2", person=person, refused=refused, view=view, text=text, told=told,
        who=people(serving), today_=serving.ledger.today(),
    )  # fmt: skip


def _day(text: str) -> dt.date | None:
    """Raises :class:`Refused`."""
    try:
        return dt.date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise Refused(f"{text} 不是日期", f"{text} is no date") from error


def _whole(text: str) -> int:
    """Raises :class:`Refused`."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 6):
        raise Refused(f"{text} 不是整数", f"{text} is no whole number")
    return int(plain)
