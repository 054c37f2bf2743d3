"""``/v1/submissions``: a package handed in, its way through the queue as it happens, and taken back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from kanhe.ledger.inspections import SubmissionReturned
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, Body, Done, Key, Limit, PathId, Prose, carry_out
from kanhe.server.identity import Person
from kanhe.server.security.uploads import UPLOAD
from kanhe.server.services import Services, Serving
from kanhe.server.views.paging import Part
from kanhe.server.views.submissions import (
    DocumentRow,
    SubmissionRow,
    documents_of,
    position,
    submission_row,
    submission_rows,
)  # fmt: skip
from kanhe.server.work.following import after as number_after
from kanhe.server.work.following import happened, written
from kanhe.server.work.progress import Stage
from kanhe.server.work.taking import take

router = APIRouter(prefix="/v1", tags=["submissions"])

Reader = Annotated[Person, allow("developer", "inspector", "supervisor", "auditor")]
Developer = Annotated[Person, allow("developer")]
State = Literal["queued", "running", "done", "failed", "withdrawn"]

EVERY = 1.0
"""Seconds between looks for those who follow."""
HEARTBEAT = 15.0
LONGEST = 300.0
"""Seconds after which a follower has to come again, with the number of the last event it had."""


class Submission(Body):
    """A submission as it stands, its documents, and how far it is."""

    submission: SubmissionRow
    documents: tuple[DocumentRow, ...]
    position: int | None
    """Place in the queue, beginning with 1; null when it does not wait."""
    stages: tuple[Stage, ...]
    """Of the inspection that runs, as far as this server knows."""
    repeated: bool = False
    """It was there already, under the same key."""


class Withdrawal(Body):
    reason: Annotated[Prose, Field(max_length=500)]


_BODY: dict[str, Any] = {
    **UPLOAD,
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["package"],
                    "properties": {
                        "package": {"type": "string", "format": "binary", "description": "APK, .apks or .xapk"},
                        "policy": {"type": "string", "format": "binary", "description": "隐私政策"},
                        "sdk_list": {"type": "string", "format": "binary", "description": "第三方 SDK 清单"},
                        "collected_list": {"type": "string", "format": "binary", "description": "已收集个人信息清单"},
                        "listing": {"type": "string", "format": "binary", "description": "应用商店页面"},
                        "app_type": {"type": "string", "description": "One of the 39 common app types"},
                        "urgent": {"type": "boolean", "description": "An urgent security fix: inspected first"},
                        "reason": {"type": "string", "description": "Why it is urgent"},
                    },
                }
            },
            "application/vnd.android.package-archive": {"schema": {"type": "string", "format": "binary"}},
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    },
}


@router.post("/submissions", status_code=201, openapi_extra=_BODY)
async def submit(
    request: Request, serving: Serving, person: Developer, key: Key = None,
    app_type: Annotated[str | None, Query(max_length=64)] = None,
    urgent: Annotated[bool, Query()] = False,
    reason: Annotated[str | None, Query(max_length=2000)] = None,
    name: Annotated[str, Query(max_length=200, description="File name of a package that is sent alone")] = "",
) -> Submission:  # fmt: skip
    """Hand in a package for inspection: as a form with documents beside it, or the bytes alone, with the fields in the address.

    The app and the build are registered when they are new.  The answer comes when package and submission are durable."""
    asked = {"app_type": app_type or "", "urgent": "true" if urgent else "", "reason": reason or ""}
    entered = await take(request, serving, person, key, name, asked)
    return await run_in_threadpool(_shown, serving, entered.id, None, entered.repeated)


@router.get("/submissions")
def list_submissions(
    serving: Serving, person: Reader, state: State | None = None,
    app: Annotated[str | None, Query(max_length=300)] = None, after: After = None, limit: Limit = 50,
) -> Part[SubmissionRow]:  # fmt: skip
    """The newest first; a developer sees its own enterprise's."""
    with serving.ledger.read() as connection:
        return submission_rows(connection, own_of(person), state, app, after, limit)


@router.get("/submissions/{submission}")
def read_submission(serving: Serving, person: Reader, submission: PathId) -> Submission:
    """One submission, and how far it is."""
    return _shown(serving, submission, own_of(person))


@router.post("/submissions/{submission}/cancel", status_code=201)
def cancel(serving: Serving, person: Developer, submission: PathId, body: Withdrawal, key: Key = None) -> Done:
    """Take it back.  What runs is stopped, and its result is dropped."""
    _shown(serving, submission, own_of(person))
    done = carry_out(serving, person, SubmissionReturned(submission, "withdrawn", body.reason), key)
    serving.work.wake()
    return done


_STREAM: dict[int | str, Any] = {
    200: {
        "description": "Events `submitted`, `started`, `stage`, `queue` and at last `end`, each with JSON as data.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("/submissions/{submission}/events", response_class=StreamingResponse, responses=_STREAM)
def follow(
    serving: Serving, person: Reader, submission: PathId,
    last: Annotated[str | None, Header(alias="Last-Event-ID", max_length=40)] = None,
) -> StreamingResponse:  # fmt: skip
    """What happens to it, as it happens; with `Last-Event-ID` what happened since."""
    own = own_of(person)
    _shown(serving, submission, own)
    return StreamingResponse(
        _events(serving, submission, own, number_after(last)), media_type="text/event-stream",
        headers={"x-accel-buffering": "no", "cache-control": "no-store"},
    )  # fmt: skip


async def _events(
    serving: Services, submission: str, own: str | None, told: tuple[int, int]
) -> AsyncIterator[str]:  # fmt: skip
    begun = spoken = time.monotonic()
    place: int | None = -1
    yield f"retry: {int(EVERY * 2000)}\n\n"
    while time.monotonic() < begun + LONGEST:
        try:
            now = await run_in_threadpool(_shown, serving, submission, own)
        except NotThere:
            return
        for event in happened(now.submission, now.stages):
            if event.number > told:
                told, spoken = event.number, time.monotonic()
                yield written(event.name, event.data, event.id)
        if not now.submission.open:
            return
        if now.position != place:
            place, spoken = now.position, time.monotonic()
            yield written("queue", {"position": place})
        if time.monotonic() > spoken + HEARTBEAT:
            spoken = time.monotonic()
            yield ": still here\n\n"
        await asyncio.sleep(EVERY)


def own_of(person: Person) -> str | None:
    """The enterprise whose things alone a person sees; None for who sees everybody's."""
    return (person.enterprise or "") if person.role == "developer" else None


def _shown(serving: Services, submission: str, own: str | None, repeated: bool = False) -> Submission:
    """Raises :class:`NotThere`."""
    with serving.ledger.read() as connection:
        row = submission_row(connection, submission, own)
        if row is None:
            raise NotThere(f"没有提交 {submission}", f"there is no submission {submission}")
        return Submission(
            submission=row, documents=documents_of(connection, submission),
            position=position(connection, submission), stages=serving.work.stages(submission), repeated=repeated,
        )  # fmt: skip
