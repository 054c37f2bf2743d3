"""Notices as the supervisor makes them: composed of cases and previewed, or read from a file; rows matched and withdrawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from starlette.responses import Response

from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.notice_text import notice_text
from kanhe.ledger.importing.content import MAX_BYTES, Unreadable
from kanhe.ledger.importing.matching import matched
from kanhe.ledger.importing.notice import published_event, read_notice
from kanhe.ledger.notices import NoticePublished, NoticeRowMatched, NoticeRowWithdrawn
from kanhe.server.access import NotThere, allow
from kanhe.server.console.pages import done, page
from kanhe.server.identity import Person
from kanhe.server.security.uploads import UPLOAD
from kanhe.server.services import Services, Serving
from kanhe.server.views.batches import batch_rows, batch_view, next_numbers
from kanhe.server.views.enterprises import enterprise_rows
from kanhe.server.views.foretold import foretold
from kanhe.server.views.notice_draft import drafted, effects, ready_to_name, usual_title
from kanhe.server.views.registry import app_rows

router = APIRouter(prefix="/supervisor/notices", include_in_schema=False)

Reader = Annotated[Person, allow("supervisor", "auditor", "inspector")]
Supervisor = Annotated[Person, allow("supervisor")]
Line = Annotated[str, Form(max_length=255)]
BLANK = {"regulator": "miit", "number": "", "published": "", "deadline": "", "title": ""}
MOST = 1000
"""Cases of a batch."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What the form says."""

    regulator: str
    number: str
    total: str
    published: str
    deadline: str
    title: str
    look_back: bool
    cases: tuple[str, ...]


@router.get("")
def notices(
    request: Request, serving: Serving, person: Reader, unmatched: str = "",
    after: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        found = batch_rows(connection, unmatched=bool(unmatched), after=after)
    return page(
        request, "supervisor/notices.html.j2", person=person, found=found, unmatched=unmatched, paged=after is not None
    )


@router.get("/new")
def compose(
    request: Request, serving: Serving, person: Supervisor, regulator: Annotated[str, Query(max_length=64)] = "",
    case: Annotated[list[str] | None, Query(max_length=MOST)] = None,
) -> Response:  # fmt: skip
    today = serving.ledger.today()
    with serving.ledger.read() as connection:
        if not regulator:  # the one whose cases have waited longest
            regulator = next((row.regulator for row in ready_to_name(connection, today)), BLANK["regulator"])
        number, total = next_numbers(connection, regulator, today.year)
    form = Composed(
        regulator, str(number), str(total or ""), today.isoformat(), "", "", False, tuple(case or ())
    )  # fmt: skip
    return _compose(request, serving, person, form)


@router.post("/preview")
def preview(
    request: Request, serving: Serving, person: Supervisor, regulator: Line = "", number: Line = "", total: Line = "",
    published: Line = "", deadline: Line = "", title: Line = "", look_back: str | None = Form(None),
    case: Annotated[list[str] | None, Form(max_length=MOST)] = None,
) -> Response:  # fmt: skip
    """The text as it would be published, and what it would do to the counts.  Nothing is recorded."""
    form = Composed(regulator, number, total, published, deadline, title, look_back is not None, tuple(case or ()))
    try:
        with serving.ledger.read() as connection:
            event = _event(serving, connection, form)
            told = effects(connection, event)
        text = foretold(
            serving.ledger, event, person.id,
            lambda connection, act: notice_text(connection, getattr(act.event, "id", "")),
        )  # fmt: skip
    except Refused as refused:
        return _compose(request, serving, person, form, refused)
    return page(
        request, "supervisor/notice_preview.html.j2", person=person, form=form, text=text, effects=told, event=event
    )  # fmt: skip


@router.post("")
def publish(
    request: Request, serving: Serving, person: Supervisor, regulator: Line = "", number: Line = "", total: Line = "",
    published: Line = "", deadline: Line = "", title: Line = "", look_back: str | None = Form(None),
    case: Annotated[list[str] | None, Form(max_length=MOST)] = None,
) -> Response:  # fmt: skip
    form = Composed(regulator, number, total, published, deadline, title, look_back is not None, tuple(case or ()))
    try:
        with serving.ledger.write() as connection:
            event = _event(serving, connection, form)
            act = serving.ledger.act_within(connection, event, person.id)
    except Refused as refused:
        return _compose(request, serving, person, form, refused)
    proposed = len(act.followed)
    more = (f"；随之建议 {proposed} 项措施，待签署", f"; {proposed} measures are proposed and wait for a signature")
    zh, en = (m if proposed else "" for m in more)
    to = f"/supervisor/notices/{getattr(act.event, 'id', '')}"
    return done(to, f"通报已公布{zh}。", f"The notice is published{en}.")


@router.get("/import")
def import_page(request: Request, serving: Serving, person: Supervisor) -> Response:
    return page(request, "supervisor/import.html.j2", person=person, form=BLANK, event=None, remarks=())


@router.post("/import", openapi_extra=UPLOAD)
def import_file(
    request: Request, serving: Serving, person: Supervisor, file: Annotated[UploadFile, File()], regulator: Line = "",
    number: Line = "", published: Line = "", deadline: Line = "", title: Line = "", look: str | None = Form(None),
) -> Response:  # fmt: skip
    """``look``: show what was read, record nothing."""
    form = {
        "regulator": regulator, "number": number, "published": published, "deadline": deadline, "title": title,
    }  # fmt: skip
    remarks, event = (), None
    try:
        if not regulator.strip():
            raise Refused("请写明主管部门", "name the regulator")
        read = read_notice(file.file.read(MAX_BYTES + 1), file.filename or "")
        remarks = read.warnings  # type: ignore[assignment]
        if read.delisting:
            raise Refused(
                "这是下架通报，不是新的一批；请在“下架”中下令",
                "this list takes apps down and is no new batch: order the delistings",
            )
        event = published_event(
            read, regulator.strip(), number=_whole(number), published=_day(published), deadline=_day(deadline),
            title=title.strip() or None,
        )  # fmt: skip
        with serving.ledger.write() as connection:
            event = replace(event, rows=matched(connection, event.rows))
            if look is None:
                act = serving.ledger.act_within(connection, event, person.id)
    except (Refused, Unreadable) as error:
        refused = Refused(error.zh, error.en)
        return page(
            request, "supervisor/import.html.j2", person=person, refused=refused, form=form, event=event, remarks=remarks
        )  # fmt: skip
    if look is not None:
        return page(request, "supervisor/import.html.j2", person=person, form=form, event=event, remarks=remarks)
    loose = sum(r.enterprise is None for r in event.rows)
    return done(
        f"/supervisor/notices/{getattr(act.event, 'id', '')}", f"已导入 {len(event.rows)} 行，{loose} 行未对上企业。",
        f"{len(event.rows)} rows are recorded; {loose} are without an enterprise.",
    )  # fmt: skip


@router.get("/{notice}")
def notice(
    request: Request, serving: Serving, person: Reader, notice: str, row: int = 0,
    find: Annotated[str, Query(max_length=255)] = "",
) -> Response:  # fmt: skip
    """``row``: the row to be matched; ``find``: part of the name of an enterprise."""
    return _page(request, serving, person, notice, row, find)


@router.post("/{notice}/rows/{position}/match")
def match(
    request: Request,
    serving: Serving,
    person: Supervisor,
    notice: str,
    position: int,
    enterprise: Line = "",
    app: Line = "",
) -> Response:
    try:
        act = serving.ledger.act(NoticeRowMatched(notice, position, enterprise.strip(), app.strip() or None), person.id)
    except Refused as refused:
        return _page(request, serving, person, notice, position, refused=refused)
    more = "；随之建议措施，待签署" if act.followed else ""
    return done(f"/supervisor/notices/{notice}", f"已对上企业{more}。", "The row is matched.")


@router.post("/{notice}/rows/{position}/withdraw")
def withdraw(
    request: Request, serving: Serving, person: Supervisor, notice: str, position: int,
    reason: Annotated[str, Form(max_length=8000)] = "",
) -> Response:  # fmt: skip
    try:
        if not reason.strip():
            raise Refused("请写明撤回理由", "say why the row is taken back")
        serving.ledger.act(NoticeRowWithdrawn(notice, position, reason.strip()), person.id)
    except Refused as refused:
        return _page(request, serving, person, notice, position, refused=refused)
    return done(f"/supervisor/notices/{notice}", "该行已撤回，不再计次。", "The row is withdrawn and counts no longer.")


def _page(
    request: Request, serving: Services, person: Person, notice: str, row: int = 0, find: str = "",
    refused: Refused | None = None,
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        view = batch_view(connection, notice)
        if view is None:
            raise NotThere(f"没有通报 {notice}", f"there is no notice {notice}")
        chosen = next((r for r in view.rows if r.position == row), None)
        candidates = enterprise_rows(connection, serving.ledger.today(), find, limit=20).items if find else ()
        apps = {
            e.id: app_rows(connection, enterprise=e.id, limit=200).items for e in candidates[:20]
        }  # fmt: skip
    return page(
        request, "supervisor/notice.html.j2", person=person, refused=refused, view=view, row=chosen, find=find,
        candidates=candidates, apps=apps,
    )  # fmt: skip


def _compose(
    request: Request, serving: Services, person: Person, form: Composed, refused: Refused | None = None
) -> Response:  # fmt: skip
    today = serving.ledger.today()
    with serving.ledger.read() as connection:
        ready = ready_to_name(connection, today)
    return page(
        request, "supervisor/compose.html.j2", person=person, refused=refused, form=form, ready=ready,
        usual=usual_title(today.year, _whole_or(form.number), _whole_or(form.total) or None),
    )  # fmt: skip


def _event(serving: Services, connection: object, form: Composed) -> NoticePublished:
    """Raises :class:`Refused`."""
    from sqlalchemy import Connection

    assert isinstance(connection, Connection)
    number = _whole(form.number)
    if not form.regulator.strip() or number is None:
        raise Refused("请写明主管部门和批次", "name the regulator and the batch")
    return drafted(
        connection, form.regulator.strip(), number, _day(form.published) or serving.ledger.today(), form.cases,
        _whole(form.total), _day(form.deadline), form.title.strip() or None, form.look_back,
    )  # fmt: skip


def _whole(text: str) -> int | None:
    """Raises :class:`Refused`."""
    plain = text.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 5 and int(plain) > 0):
        raise Refused(f"{text} 不是批次号", f"{text} is no number of a batch")
    return int(plain)


def _whole_or(text: str) -> int:
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 5 else 0


def _day(text: str) -> dt.date | None:
    """Raises :class:`Refused`."""
    try:
        return dt.date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise Refused(f"{text} 不是日期", f"{text} is no date") from error
