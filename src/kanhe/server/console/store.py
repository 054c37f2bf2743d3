"""The pages of an app store: what it was told at the gate, what is stopped and why, what it must take down, what it may trust."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from kanhe.ledger.delistings import DelistingDone
from kanhe.ledger.event import Refused
from kanhe.ledger.gate.decision import Request as Question
from kanhe.server.access import NotThere, allow
from kanhe.server.console.needs import Need
from kanhe.server.console.pages import beijing, done, page
from kanhe.server.console.pictures import answers_by_day
from kanhe.server.identity import Person
from kanhe.server.services import Serving
from kanhe.server.views import gate_log
from kanhe.server.views.keyset import Key, read_key

router = APIRouter(prefix="/store", include_in_schema=False)

Store = Annotated[Person, allow("store")]
DAYS = 30
"""Days of the picture above the log."""
OUTCOMES = ("allow", "hold", "deny")


def needs(person: Person, connection: Connection) -> tuple[Need, ...]:
    """Of a store: orders to execute, and builds that are stopped."""
    if person.role != "store":
        return ()
    store = of(person)
    waiting = [o for o in gate_log.orders(connection, store) if o.state == "outstanding"]
    now = gate_log.now(connection, gate_log.stopped(connection, store), dt.datetime.now(dt.UTC))
    counts = {o: sum(d.outcome == o for d in now) for o in OUTCOMES}
    since = f"{beijing(waiting[0].ordered_at, '%m-%d %H:%M')}" if waiting else ""
    return (
        Need(
            "下架令待执行", "delisting orders to execute", len(waiting), f"须立即下架并回执；最早一道下于 {since}。",
            f"Take these down at once and acknowledge; the first was given {since}.", "/store/delistings", "now",
        ),
        Need(
            "安装包被拒绝上架", "builds denied", counts["deny"], "问过闸口而不能上架；原因和解除办法已列出。",
            "The gate was asked and said no; reasons and remedies are listed.", "/store/held?outcome=deny", "soon",
        ),
        Need(
            "安装包暂缓上架", "builds on hold", counts["hold"], "等待检测或补充材料；条件满足后即可放行。",
            "They wait for an inspection or for papers, and pass when they are there.", "/store/held?outcome=hold", "later",
        ),
        Need(
            "安装包现在可以放行", "builds that would pass now", counts["allow"], "原因已消除；再查询一次即可取得答复。",
            "What stood against them is gone; ask again for the answer.", "/store/held?outcome=allow", "soon",
        ),
    )  # fmt: skip


def of(person: Person) -> str:
    """The store of a person.  Raises :class:`NotThere` for an account that has none."""
    if not person.store:
        raise NotThere("该账号没有关联应用商店，请联系管理员", "this account belongs to no store; ask an administrator")
    return person.store


@router.get("/decisions")
def decisions(
    request: Request, serving: Serving, person: Store, app: Annotated[str, Query(max_length=255)] = "",
    outcome: str = "", first: str = "", last: str = "", at: str = "",
) -> Response:  # fmt: skip
    today = serving.ledger.today()
    asked = gate_log.Asked(of(person), app.strip(), outcome if outcome in OUTCOMES else None, _day(first), _day(last))
    until = asked.last_day or today
    since = max(asked.first_day or until, until - dt.timedelta(days=DAYS - 1)) if asked.first_day else None
    since = since or until - dt.timedelta(days=DAYS - 1)
    with serving.ledger.read() as connection:
        found = gate_log.log(connection, asked, read_key(at))
        days = gate_log.by_day(connection, asked, since, until)
    filters = {"app": app.strip(), "outcome": asked.outcome or "", "first": first, "last": last}

    def link(**changed: str) -> str:
        return "/store/decisions?" + urlencode({k: v for k, v in (filters | changed).items() if v})

    def turn(key: Key | None) -> str | None:
        return link(at=str(key)) if key else None

    return page(
        request, "store/decisions.html.j2", person=person, found=found, days=days, filters=filters, link=link,
        picture=answers_by_day(days, link), older=turn(found.older), newer=turn(found.newer), since=since, until=until,
    )  # fmt: skip


@router.get("/decisions/{decision}")
def decision(request: Request, serving: Serving, person: Store, decision: str) -> Response:
    """One answer, beside what the gate would say now."""
    with serving.ledger.read() as connection:
        told = gate_log.told(connection, decision, of(person))
        if told is None:
            raise NotThere
        (now,) = gate_log.now(connection, [told], serving.ledger.moment())
    return page(request, "store/decision.html.j2", person=person, told=told, now=now)


@router.get("/held")
def held(request: Request, serving: Serving, person: Store, outcome: str = "") -> Response:
    """What was stopped when last asked, judged again as things stand."""
    with serving.ledger.read() as connection:
        told = gate_log.stopped(connection, of(person))
        now = gate_log.now(connection, told, serving.ledger.moment())
    builds = [(t, d) for t, d in zip(told, now, strict=True) if outcome not in OUTCOMES or d.outcome == outcome]
    counts = {o: sum(d.outcome == o for d in now) for o in OUTCOMES}
    return page(request, "store/held.html.j2", person=person, builds=builds, counts=counts, outcome=outcome)


@router.get("/check")
def check(request: Request, person: Store) -> Response:
    return page(request, "store/check.html.j2", person=person, form={}, answer=None)


@router.post("/check")
def ask(
    request: Request, serving: Serving, person: Store, package_id: Annotated[str, Form(max_length=255)],
    version: Annotated[str, Form(max_length=255)], sha256: Annotated[str, Form(max_length=64)],
    signer: Annotated[str, Form(max_length=95)] = "", platform: Annotated[str, Form(max_length=16)] = "android",
) -> Response:  # fmt: skip
    """A question like any other: it is answered, and written down."""
    form = {"package_id": package_id, "version": version, "sha256": sha256, "signer": signer, "platform": platform}
    question = Question(
        package_id.strip(), version.strip(), sha256.strip().lower(), of(person),
        signer.replace(":", "").strip().lower() or None, platform,
    )  # fmt: skip
    if (ill := question.ill()) is not None:
        return page(
            request, "store/check.html.j2", person=person, status=422, refused=Refused(*ill), form=form, answer=None
        )  # fmt: skip
    answer = serving.gate.ask(question)
    serving.gate.hand_over()
    return page(request, "store/check.html.j2", person=person, form=form, answer=answer)


@router.get("/delistings")
def delistings(request: Request, serving: Serving, person: Store) -> Response:
    with serving.ledger.read() as connection:
        found = gate_log.orders(connection, of(person))
    return page(request, "store/delistings.html.j2", person=person, orders=found)


@router.post("/delistings/{order}/done")
def delisting_done(request: Request, serving: Serving, person: Store, order: str) -> Response:
    """The store has taken it down."""
    store = of(person)
    with serving.ledger.read() as connection:
        found = gate_log.orders(connection, store)
    if order not in {o.id for o in found}:
        raise NotThere
    try:
        serving.ledger.act(DelistingDone(order, store, person.name), person.id)
    except Refused as refused:
        return page(request, "store/delistings.html.j2", person=person, refused=refused, orders=found)
    return done("/store/delistings", f"已回执：{order} 已执行。", f"Acknowledged: {order} is executed.")


@router.get("/keys")
def keys(request: Request, serving: Serving, person: Store, at: str = "") -> Response:
    moment = serving.ledger.moment()
    with serving.ledger.read() as connection:
        known = gate_log.keys(connection)
        found = gate_log.cleared(connection, of(person), moment, read_key(at))

    def turn(key: Key | None) -> str | None:
        return f"/store/keys?at={key}" if key else None

    return page(
        request, "store/keys.html.j2", person=person, keys=known, found=found, moment_now=moment, older=turn(found.older),
        newer=turn(found.newer),
    )  # fmt: skip


@router.get("/clearances/{clearance}")
def clearance(serving: Serving, person: Store, clearance: str) -> Response:
    """The signed file."""
    with serving.ledger.read() as connection:
        envelope = gate_log.envelope(connection, of(person), clearance)
    if envelope is None:
        raise NotThere
    return Response(
        envelope, media_type="application/json", headers={"content-disposition": 'attachment; filename="clearance.json"'}
    )  # fmt: skip


def _day(text: str) -> dt.date | None:
    """A day from a form; what is none is no filter."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
