"""``/v1/notices``: numbered batches of public notice, made of cases or read from a published file; matched and withdrawn rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, UploadFile
from pydantic import Field

from kanhe.ledger.importing.content import MAX_BYTES, Unreadable
from kanhe.ledger.importing.matching import matched
from kanhe.ledger.importing.notice import ReadNotice, published_event, read_notice
from kanhe.ledger.notices import NoticePublished, NoticeRow, NoticeRowMatched, NoticeRowWithdrawn
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, Body, Day, Done, Id, Key, Limit, Line, PathId, Prose, carry_out, done, ill
from kanhe.server.identity import Person
from kanhe.server.security.uploads import UPLOAD
from kanhe.server.services import Services, Serving
from kanhe.server.views.batches import BatchRow, BatchView, batch_rows, batch_view
from kanhe.server.views.notice_draft import Effect, drafted, effects
from kanhe.server.views.paging import Part

router = APIRouter(prefix="/v1", tags=["notices"])

Anyone = Annotated[Person, allow()]
Publisher = Annotated[Person, allow("supervisor")]
Number = Annotated[int, Field(ge=1, le=9999)]
Regulator = Annotated[Line, Field(max_length=64)]


class NewNotice(Body):
    """A batch made of cases: what was tested, whose it is, and its problems by the regulator's labels."""

    regulator: Regulator
    number: Number
    """Of the batch in its year."""
    cases: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    total_number: Annotated[int | None, Field(ge=1, le=99_999)] = None
    """Of the batch in the whole series."""
    published: Day | None = None
    """Today when left out."""
    deadline: Day | None = None
    """The ministry prints none since 2023."""
    title: Line | None = None
    look_back: bool = False


class Match(Body):
    enterprise: Id
    app: Id | None = None


class Withdrawal(Body):
    reason: Prose


class RowDraft(Body):
    """A row as it will be printed."""

    number: int | None
    name: str
    developer: str
    source: str
    version: str
    problems: list[str]
    filing_number: str | None
    region: str | None
    kind: str
    case: str | None
    enterprise: str | None
    app: str | None


class Draft(Body):
    """What a batch would say, and what it would do to the counts of those it names."""

    title: str
    published: dt.date
    rows: list[RowDraft]
    effects: list[Effect]


class Remark(Body):
    zh: str
    en: str


class Import(Body):
    """What was read of a file, and what was recorded of it."""

    title: str | None
    year: int | None
    number: int | None
    total_number: int | None
    published: dt.date | None
    deadline: dt.date | None
    look_back: bool
    rows: list[RowDraft]
    remarks: list[Remark]
    """What a person should look at."""
    unmatched: int
    """Rows whose enterprise is not known."""
    done: Done | None
    """Null when it was only to be read."""


@router.get("/notices")
def list_notices(
    serving: Serving,
    person: Anyone,
    year: Annotated[int | None, Query(ge=1990, le=2200)] = None,
    regulator: Annotated[str | None, Query(max_length=64)] = None,
    unmatched: Annotated[bool, Query(description="Only notices with rows whose enterprise is not known")] = False,
    after: After = None,
    limit: Limit = 50,
) -> Part[BatchRow]:
    """Public notices, newest first."""
    with serving.ledger.read() as connection:
        return batch_rows(connection, year, regulator, unmatched, after, limit)


@router.get("/notices/{notice}")
def read_notice_rows(serving: Serving, person: Anyone, notice: PathId) -> BatchView:
    """One notice with its rows; withdrawn rows are marked."""
    return visible_notice(serving, notice)


@router.post("/notices/preview")
def preview_notice(serving: Serving, person: Publisher, body: NewNotice) -> Draft:
    """What the batch would say and do.  Nothing is recorded."""
    with serving.ledger.read() as connection:
        event = drafted(
            connection, body.regulator, body.number, body.published or serving.ledger.today(), body.cases,
            body.total_number, body.deadline, body.title, body.look_back,
        )  # fmt: skip
        event.check(connection, serving.ledger.moment())
        told = effects(connection, event)
    return Draft(title=event.title, published=event.published, rows=_drafts(event.rows), effects=list(told))


@router.post("/notices", status_code=201)
def publish_notice(serving: Serving, person: Publisher, body: NewNotice, key: Key = None) -> Done:
    """Name the cases in a numbered batch (公开通报).  The batch that reaches the trigger proposes a measure."""
    with serving.ledger.write() as connection:
        event = drafted(
            connection, body.regulator, body.number, body.published or serving.ledger.today(), body.cases,
            body.total_number, body.deadline, body.title, body.look_back,
        )  # fmt: skip
        return done(serving.ledger.act_within(connection, event, person.id, key))


@router.post("/notices/import", status_code=201, openapi_extra=UPLOAD)
def import_notice(
    serving: Serving,
    person: Publisher,
    file: Annotated[UploadFile, File(description="A published notice: CSV, XLSX, DOCX, PDF or HTML")],
    regulator: Annotated[str, Form(min_length=1, max_length=64)],
    number: Annotated[int | None, Form(ge=1, le=9999)] = None,
    year: Annotated[int | None, Form(ge=1990, le=2200)] = None,
    published: Annotated[Day | None, Form()] = None,
    deadline: Annotated[Day | None, Form()] = None,
    dry_run: Annotated[bool, Form(description="Read it, record nothing")] = False,
    key: Key = None,
) -> Import:
    """Read a published notice into the ledger.  Rows are matched to enterprises and apps by name where there is one; the
    others wait for a person."""
    read = read_upload(file)
    if read.delisting:
        raise ill("file", "this list takes apps down and is no new batch: order the delistings")
    try:
        event = published_event(read, regulator, year=year, number=number, published=published, deadline=deadline)
    except Unreadable as error:
        raise ill("file", str(error)) from error
    act = None
    with serving.ledger.write() as connection:
        event = NoticePublished(**{**vars(event), "rows": matched(connection, event.rows)})
        if not dry_run:
            act = done(serving.ledger.act_within(connection, event, person.id, key))
    return Import(
        title=event.title, year=event.year, number=event.number, total_number=event.total_number,
        published=event.published, deadline=event.deadline, look_back=event.look_back, rows=_drafts(event.rows),
        remarks=[Remark(zh=r.zh, en=r.en) for r in read.warnings],
        unmatched=sum(r.enterprise is None for r in event.rows), done=act,
    )  # fmt: skip


@router.post("/notices/{notice}/rows/{position}/match", status_code=201)
def match_row(
    serving: Serving, person: Publisher, notice: PathId, position: Number, body: Match, key: Key = None
) -> Done:  # fmt: skip
    """The row means this enterprise (and this app); its strike counts from now on."""
    visible_notice(serving, notice)
    return carry_out(serving, person, NoticeRowMatched(notice, position, body.enterprise, body.app), key)


@router.post("/notices/{notice}/rows/{position}/withdrawal", status_code=201)
def withdraw_row(
    serving: Serving, person: Publisher, notice: PathId, position: Number, body: Withdrawal, key: Key = None
) -> Done:  # fmt: skip
    """Take a row back: it counts no longer."""
    visible_notice(serving, notice)
    return carry_out(serving, person, NoticeRowWithdrawn(notice, position, body.reason), key)


def read_upload(file: UploadFile) -> ReadNotice:
    """What an uploaded file says.  Raises a validation error in one sentence."""
    data = file.file.read(MAX_BYTES + 1)
    try:
        return read_notice(data, file.filename or "")
    except Unreadable as error:
        raise ill("file", str(error)) from error


def visible_notice(serving: Services, notice: str) -> BatchView:
    """Raises :class:`NotThere`."""
    with serving.ledger.read() as connection:
        found = batch_view(connection, notice)
    if found is None:
        raise NotThere(f"没有通报 {notice}", f"there is no notice {notice}")
    return found


def _drafts(rows: tuple[NoticeRow, ...]) -> list[RowDraft]:
    return [RowDraft.model_validate(asdict(row)) for row in rows]
