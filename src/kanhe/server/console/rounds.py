"""Rounds: drawing samples, how far each round has come, published figures, the funnel over time, and what falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from kanhe.ledger.cases import CaseOpened
from kanhe.ledger.event import Refused
from kanhe.ledger.figures import FiguresPublished
from kanhe.server.access import allow
from kanhe.server.console.pages import done, page
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.deadlines import month
from kanhe.server.views.delisting_orders import known_stores
from kanhe.server.views.registry import app_rows
from kanhe.server.views.rounds import RoundRow, published_figures, round_rows

router = APIRouter(prefix="/supervisor", include_in_schema=False)

Reader = Annotated[Person, allow("supervisor", "auditor", "inspector")]
Supervisor = Annotated[Person, allow("supervisor")]
Line = Annotated[str, Form(max_length=255)]
STEPS = (
    ("tested", "检测", "tested"),
    ("ordered", "责令整改", "ordered"),
    ("named", "公开通报", "named"),
    ("delisted", "下架", "delisted"),
)
MOST_SAMPLES = 500


@router.get("/rounds")
def rounds(request: Request, serving: Serving, person: Reader) -> Response:
    return _rounds(request, serving, person)


@router.post("/rounds")
def draw(
    request: Request, serving: Serving, person: Supervisor, regulator: Line = "", round: Line = "",
    samples: Annotated[str, Form(max_length=100_000)] = "",
) -> Response:  # fmt: skip
    """One sample a line: app, version, store.  All cases are opened, or none."""
    try:
        if not (regulator.strip() and round.strip()):
            raise Refused("请写明主管部门和轮次", "name the regulator and the round")
        events = [CaseOpened(*s, regulator.strip(), round.strip()) for s in read_samples(samples)]
        with serving.ledger.write() as connection:
            for event in events:
                serving.ledger.act_within(connection, event, person.id)
    except Refused as refused:
        form = {"regulator": regulator, "round": round, "samples": samples}
        return _rounds(request, serving, person, refused, form)
    return done("/supervisor/rounds", f"已抽样立案 {len(events)} 件。", f"{len(events)} cases are open.")


@router.post("/figures")
def figures(
    request: Request, serving: Serving, person: Supervisor, regulator: Line = "", first_round: Line = "", last_round: Line = "",
    published: Line = "", source: Line = "", tested: Line = "", ordered: Line = "", named: Line = "", delisted: Line = "",
) -> Response:  # fmt: skip
    """What a regulator published of some rounds; a figure left empty was not published."""
    try:
        if not (regulator.strip() and source.strip()):
            raise Refused("请写明主管部门和出处", "name the regulator and the source")
        first, last, *counts = (
            _count(x) for x in (first_round, last_round or first_round, tested, ordered, named, delisted)
        )
        if first is None or last is None or max(first, last) > 10_000:
            raise Refused("请写明轮次", "name the rounds")
        event = FiguresPublished(
            regulator.strip(), first, last, dt.date.fromisoformat(published), source.strip(), *counts
        )
        serving.ledger.act(event, person.id)
    except Refused as refused:
        return _rounds(request, serving, person, refused)
    except ValueError:
        return _rounds(request, serving, person, Refused("请写明公布日期", "give the day of publication"))
    return done("/supervisor/rounds#figures", "数字已登记。", "The figures are recorded.")


@router.get("/calendar")
def calendar(request: Request, serving: Serving, person: Reader, of: str = "") -> Response:
    """``of``: a month as YYYY-MM."""
    today = serving.ledger.today()
    try:
        day = dt.date.fromisoformat(f"{of}-01") if of else today
        if not 1990 <= day.year <= 2200:
            day = today
    except ValueError:
        day = today
    with serving.ledger.read() as connection:
        shown = month(connection, day, today)
    return page(request, "supervisor/calendar.html.j2", person=person, month=shown)


def read_samples(text: str) -> list[tuple[str, str, str]]:
    """App, version and store of each line, divided by tabs, commas or runs of blanks.  Raises :class:`Refused`."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [p.strip() for p in line.replace("，", ",").replace("\t", ",").split(",")]
        if len(parts) == 1:
            parts = line.split()
        if len(parts) != 3 or not all(parts):
            raise Refused(
                f"第 {number} 行应为：应用编号, 版本, 应用商店", f"line {number} should be: app id, version, store"
            )
        found.append((parts[0], parts[1], parts[2]))
    if not found:
        raise Refused("请列出样本", "list the samples")
    if len(found) > MOST_SAMPLES:
        raise Refused(f"一次最多 {MOST_SAMPLES} 件", f"{MOST_SAMPLES} samples at most")
    return found


def funnel_picture(rounds: Sequence[RoundRow]) -> dict[str, dict[str, Any]]:
    """Language → the option of the picture: the rounds from left to right, a bar for each step."""
    ordered = list(reversed(rounds))[-24:]
    return {
        lang: {
            "tooltip": {"trigger": "axis"}, "legend": {"top": 0}, "grid": {"left": 44, "right": 12, "top": 36, "bottom": 44},
            "xAxis": {"type": "category", "data": [r.round for r in ordered], "axisLabel": {"hideOverlap": True}},
            "yAxis": {"type": "value", "minInterval": 1},
            "series": [
                {"name": zh if lang == "zh" else en, "type": "bar",
                 "data": [{"value": getattr(r, step), "href": _cases(r, step)} for r in ordered]}
                for step, zh, en in STEPS
            ],
        }
        for lang in ("zh", "en")
    }  # fmt: skip


def _cases(of: RoundRow, step: str) -> str:
    return "/cases?" + urlencode({"round": of.round, "regulator": of.regulator, "reached": step})


def _rounds(
    request: Request, serving: Services, person: Person, refused: Refused | None = None, form: dict[str, str] | None = None
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        found = round_rows(connection)
        published = published_figures(connection)
        stores = known_stores(connection)
        apps = app_rows(connection, limit=200).items
    return page(
        request, "supervisor/rounds.html.j2", person=person, refused=refused, rounds=found, figures=published, stores=stores,
        apps=apps, picture=funnel_picture(found), steps=STEPS, form=form or {"regulator": "miit", "round": "", "samples": ""},
        totals={step: sum(getattr(r, step) for r in found) for step, _, _ in STEPS},
    )  # fmt: skip


def _count(text: str) -> int | None:
    """None for nothing.  Raises :class:`Refused`."""
    plain = text.replace(",", "").replace("，", "").strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 12):
        raise Refused(f"{text} 不是数字", f"{text} is no number")
    return int(plain)
