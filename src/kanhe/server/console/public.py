"""The pages for everyone, signed in or not: published notices, what is public of an app or enterprise, and figures."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.docx import render_docx
from kanhe.ledger.exporting.html import render_html
from kanhe.ledger.exporting.texts import official_text
from kanhe.ledger.statistics import counts, funnel
from kanhe.server.access import NotThere, everyone
from kanhe.server.console.pages import page
from kanhe.server.console.pictures import funnel_steps, problems_named, totals_over_time
from kanhe.server.identity import Person
from kanhe.server.services import Serving
from kanhe.server.views import public
from kanhe.server.views.search import SEES_ALL

router = APIRouter(include_in_schema=False)

Anyone = Annotated[Person | None, everyone()]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/notices")
def notices(
    request: Request, serving: Serving, person: Anyone, regulator: str = "", year: str = "",
    problem: Annotated[str, Query(max_length=200)] = "",
) -> Response:  # fmt: skip
    wanted = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    with serving.ledger.read() as connection:
        everything = public.batches(connection)
        found = tuple(
            b for b in everything if regulator in ("", b.regulator) and (wanted is None or b.year == wanted)
        )  # fmt: skip
        labels = public.problems(connection, regulator or None, wanted)
        rows = public.rows_with(connection, problem, regulator or None, wanted) if problem else ()

    def link(label: str) -> str:
        filters = {"regulator": regulator, "year": year, "problem": label}
        return "/notices?" + urlencode({k: v for k, v in filters.items() if v})

    return page(
        request, "public/notices.html.j2", person=person, batches=found, regulator=regulator, year=year, labels=labels,
        years=sorted({b.year for b in everything}, reverse=True), regulators=public.regulators(everything),
        picture=problems_named(labels, link), link=link, problem=problem, rows=rows, empty_ledger=not everything,
    )  # fmt: skip


@router.get("/notices/{notice}")
def notice(request: Request, serving: Serving, person: Anyone, notice: str) -> Response:
    with serving.ledger.read() as connection:
        found = next((b for b in public.batches(connection) if b.id == notice), None)
        rows = public.rows(connection, notice)
        if found is None:
            raise NotThere
        text = official_text(connection, "notice", [notice])
    extra = {name: any(getattr(row, name) for row in rows) for name in ("filing_number", "region")}
    return page(request, "public/notice.html.j2", person=person, batch=found, rows=rows, text=text, extra=extra)


@router.get("/notices/{notice}/text.{form}")
def text(serving: Serving, person: Anyone, notice: str, form: Literal["docx", "html"]) -> Response:
    """The notice as it is issued, for downloading."""
    with serving.ledger.read() as connection:
        try:
            drawn = official_text(connection, "notice", [notice])
        except Refused as error:
            raise NotThere(error.zh, error.en) from error
    content: bytes | str = render_docx(drawn) if form == "docx" else render_html(drawn)
    name = quote(f"{drawn.title}.{form}")
    headers = {"content-disposition": f"attachment; filename=\"notice.{form}\"; filename*=UTF-8''{name}"}
    return Response(content, media_type=DOCX if form == "docx" else "text/html", headers=headers)


@router.get("/apps/{app}")
def app(request: Request, serving: Serving, person: Anyone, app: str) -> Response:
    """What is public; those who oversee are led on to its cases and inspections."""
    oversees = person is not None and person.role in SEES_ALL
    with serving.ledger.read() as connection:
        found = public.app_record(connection, app, oversees)
    if found is None:
        raise NotThere("该应用没有公开的记录", "nothing of this app is public")
    return page(request, "public/app.html.j2", person=person, app=found, oversees=oversees)


@router.get("/named/{enterprise}")
def enterprise(request: Request, serving: Serving, person: Anyone, enterprise: str) -> Response:
    with serving.ledger.read() as connection:
        found = public.enterprise_record(connection, enterprise)
    if found is None:
        raise NotThere("该企业没有公开的记录", "nothing of this enterprise is public")
    return page(request, "public/enterprise.html.j2", person=person, enterprise=found)


@router.get("/named")
def named(request: Request, serving: Serving, person: Anyone) -> Response:
    with serving.ledger.read() as connection:
        found = public.named(connection)
    return page(request, "public/named.html.j2", person=person, named=found)


@router.get("/delistings")
def delistings(request: Request, serving: Serving, person: Anyone, restored: bool = False) -> Response:
    with serving.ledger.read() as connection:
        found = public.delisting_orders(connection)
    shown = tuple(d for d in found if d.restored_at is not None or not restored)
    return page(request, "public/delistings.html.j2", person=person, orders=shown, restored=restored)


@router.get("/figures")
def figures(request: Request, serving: Serving, person: Anyone) -> Response:
    """What a regulator published of its rounds, and what this ledger counts of its own."""
    today = serving.ledger.today()
    with serving.ledger.read() as connection:
        published = public.published(connection)
        whole = funnel(connection, today)
        counted = counts(connection, today)
    return page(
        request, "public/figures.html.j2", person=person, published=published, funnel=whole, counts=counted, as_of=today,
        steps=funnel_steps(whole), over_time=totals_over_time(published),
    )  # fmt: skip
