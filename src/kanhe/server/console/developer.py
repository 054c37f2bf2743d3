"""The pages of a developer: its apps, handing in a build, watching it, and what to do about cases and waivers.

What an inspection found is shown by :mod:`kanhe.server.console.results`.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy import Connection
from starlette.responses import JSONResponse, RedirectResponse, Response

from kanhe.knowledge.app_types import app_types
from kanhe.ledger.apps import AppRegistered
from kanhe.ledger.cases import RectificationReported
from kanhe.ledger.event import Refused
from kanhe.ledger.inspections import SubmissionReturned
from kanhe.ledger.journal import KeyReused
from kanhe.ledger.workdays import day_of
from kanhe.server.access import NotThere, allow
from kanhe.server.console.needs import Need
from kanhe.server.console.pages import done, page
from kanhe.server.identity import Person
from kanhe.server.security.uploads import UPLOAD
from kanhe.server.services import Services, Serving
from kanhe.server.views.apps import DUE, OwnApp, builds_of, own_app, own_apps
from kanhe.server.views.cases import CaseFilter, CaseView, case_rows, case_view
from kanhe.server.views.paging import MOST
from kanhe.server.views.submissions import (
    SubmissionRow,
    documents_of,
    open_submissions,
    position,
    submission_row,
    submission_rows,
)  # fmt: skip
from kanhe.server.views.waivers import waiver_rows
from kanhe.server.work.identification import NoPackage
from kanhe.server.work.job import STAGES
from kanhe.server.work.receiving import BadUpload
from kanhe.server.work.taking import take

router = APIRouter(prefix="/developer", include_in_schema=False)

Developer = Annotated[Person, allow("developer")]
STATES = ("queued", "running", "done", "failed", "withdrawn")


def needs(person: Person, connection: Connection) -> tuple[Need, ...]:
    """Of a developer: what it must do by a day, what stands in the way of its newest builds, what waits."""
    if person.role != "developer":
        return ()
    enterprise = person.enterprise or ""
    known = own_apps(connection, enterprise)
    due = [a for a in known if a.due]
    failed = [a for a in known if a.verdict == "fail"]
    unclear = [a for a in known if a.verdict == "incomplete"]
    broken = [a for a in known if a.state == "failed"]
    waiting = open_submissions(connection, enterprise)
    return (
        Need(
            "责令整改或通报，须按期整改", "orders and notices to answer in time", sum(a.due for a in due),
            "逾期未整改将被公开通报或下架；整改后在案件页面报告。",
            "What is not rectified in time is named in public or taken down; report it on the case's page.",
            "/developer/cases?due=1", "now", min((a.deadline for a in due if a.deadline), default=None),
        ),
        Need(
            "最新版本检测不合格", "newest builds that failed", len(failed), "按报告列出的顺序整改，然后提交新版本。",
            "Change what the report lists first, then hand in a new build.", "/developer/apps?verdict=fail", "soon",
        ),
        Need(
            "检测没有完成", "inspections that failed", len(broken), "检测程序未能得出结论；页面写明了原因和办法。",
            "The inspection came to no verdict; its page says why, and what helps.", "/developer/submissions?state=failed",
            "soon",
        ),
        Need(
            "结论不完整", "verdicts that are incomplete", len(unclear), "补充隐私政策等材料后重新提交，即可得出结论。",
            "Hand in the policy or what else was missing, and there will be a verdict.", "/developer/apps?verdict=incomplete",
            "later",
        ),
        Need(
            "检测进行中", "inspections under way", len(waiting), "可查看进度；急件在前。", "Watch how far they are.",
            "/developer/submissions?state=open", "later",
        ),
    )  # fmt: skip


def of(person: Person) -> str:
    """The enterprise of a person.  Raises :class:`NotThere` for an account that has none."""
    if not person.enterprise:
        raise NotThere(
            "该账号没有关联企业，请联系管理员", "this account belongs to no enterprise; ask an administrator"
        )
    return person.enterprise


@router.get("/apps")
def apps(request: Request, serving: Serving, person: Developer, verdict: str = "") -> Response:
    """The apps of the enterprise, and how the gate would decide on the newest build of each."""
    return _apps(request, serving, person, verdict)


@router.post("/apps")
def register(
    request: Request, serving: Serving, person: Developer, package_id: Annotated[str, Form(max_length=255)],
    name: Annotated[str, Form(max_length=200)], filing_number: Annotated[str, Form(max_length=100)] = "",
) -> Response:  # fmt: skip
    """An app before its first build; uploading one registers it too."""
    event = AppRegistered(package_id.strip(), name.strip(), of(person), "android", filing_number.strip() or None)
    try:
        if not event.package_id or not event.name:
            raise Refused("请填写包名和应用名称", "give the package id and the app's name")
        serving.ledger.act(event, person.id)
    except Refused as refused:
        return _apps(request, serving, person, "", refused)
    return done(f"/developer/apps/{quote(event.id, safe='')}", "应用已登记。", "The app is registered.")


@router.get("/apps/{app}")
def app(request: Request, serving: Serving, person: Developer, app: str) -> Response:
    found = _own(serving, person, app)
    with serving.ledger.read() as connection:
        builds = builds_of(connection, app)
        open_cases = case_rows(connection, _today(), CaseFilter(app=app, enterprise=of(person)), None, 100)
        asked = waiver_rows(connection, _today(), of(person), app)
    standing = serving.gate.consider([b.question(found) for b in builds])
    return page(
        request, "developer/app.html.j2", person=person, app=found, builds=list(zip(builds, standing, strict=True)),
        cases=open_cases.items, waivers=asked.items,
    )  # fmt: skip


@router.get("/upload")
def upload(request: Request, serving: Serving, person: Developer) -> Response:
    of(person)
    return _upload(request, serving, person)


@router.post("/upload", openapi_extra=UPLOAD)
async def uploaded(request: Request, serving: Serving, person: Developer) -> Response:
    """A form with files; a script that sends it is told where to go on, or why not."""
    script = "application/json" in request.headers.get("accept", "")
    try:
        entered = await take(request, serving, person, request.headers.get("idempotency-key"), "", {})
    except (BadUpload, NoPackage, Refused) as error:
        status = error.status if isinstance(error, BadUpload) else 422 if isinstance(error, NoPackage) else 409
        if script:
            return JSONResponse({"error": {"zh": error.zh, "en": error.en}}, status)
        return _upload(request, serving, person, Refused(error.zh, error.en), status)
    except KeyReused:
        return JSONResponse({"error": {"zh": "请重新载入页面再提交", "en": "load the page again, then submit"}}, 409)
    to = f"/developer/submissions/{quote(entered.id, safe='')}"
    return JSONResponse({"href": to}, 201) if script else RedirectResponse(to, 303)


@router.get("/submissions")
def submissions(
    request: Request, serving: Serving, person: Developer, state: str = "",
    app: Annotated[str, Query(max_length=300)] = "", after: Annotated[str, Query(max_length=2000)] = "",
) -> Response:  # fmt: skip
    enterprise = of(person)
    with serving.ledger.read() as connection:
        if state == "open":
            rows, further = open_submissions(connection, enterprise), None
        else:
            wanted = state if state in STATES else None
            found = submission_rows(connection, enterprise, wanted, app or None, after or None)
            rows, further = found.items, found.next
    following = {k: v for k, v in {"state": state, "app": app, "after": further or ""}.items() if v}
    return page(
        request, "developer/submissions.html.j2", person=person, rows=rows, state=state, states=("open", *STATES),
        older=f"/developer/submissions?{urlencode(following)}" if further else None,
    )  # fmt: skip


@router.get("/submissions/{submission}")
def submission(request: Request, serving: Serving, person: Developer, submission: str) -> Response:
    return _submission(request, serving, person, submission)


@router.post("/submissions/{submission}/cancel")
def cancel(request: Request, serving: Serving, person: Developer, submission: str) -> Response:
    row = _own_submission(serving, person, submission)
    try:
        serving.ledger.act(SubmissionReturned(row.id, "withdrawn", "开发者撤回"), person.id)
    except Refused as refused:
        return _submission(request, serving, person, submission, refused)
    serving.work.wake()
    return done(f"/developer/submissions/{quote(row.id, safe='')}", "提交已撤回。", "The submission is withdrawn.")


@router.get("/cases")
def cases(
    request: Request, serving: Serving, person: Developer, due: bool = False,
    after: Annotated[str, Query(max_length=2000)] = "",
) -> Response:  # fmt: skip
    """By deadline; ``due``: only those in which something has to be done."""
    wanted = CaseFilter(enterprise=of(person))
    with serving.ledger.read() as connection:
        found = case_rows(connection, _today(), wanted, after or None, MOST if due else 50)
    rows = tuple(c for c in found.items if c.state in DUE) if due else found.items
    following = f"/developer/cases?{urlencode({'after': found.next})}" if found.next and not due else None
    return page(request, "developer/cases.html.j2", person=person, rows=rows, due=due, older=following)


@router.get("/cases/{case}")
def case(request: Request, serving: Serving, person: Developer, case: str) -> Response:
    return page(request, "developer/case.html.j2", person=person, view=_own_case(serving, person, case), form={})


@router.post("/cases/{case}/rectification")
def rectify(
    request: Request, serving: Serving, person: Developer, case: str, version_name: Annotated[str, Form(max_length=200)],
    text: Annotated[str, Form(max_length=8000)],
) -> Response:  # fmt: skip
    """The enterprise says what it did; a re-test decides whether that is enough."""
    view = _own_case(serving, person, case)
    try:
        if not version_name.strip() or not text.strip():
            raise Refused("请填写整改版本和整改情况", "give the version, and what was done")
        serving.ledger.act(RectificationReported(case, version_name.strip(), text.strip()), person.id)
    except Refused as refused:
        form = {"version_name": version_name, "text": text}
        return page(request, "developer/case.html.j2", person=person, refused=refused, view=view, form=form)
    return done(
        f"/developer/cases/{quote(case, safe='')}", "整改报告已提交，等待复测。", "Reported; a re-test follows."
    )  # fmt: skip


def _apps(
    request: Request, serving: Services, person: Person, verdict: str, refused: Refused | None = None
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        known = own_apps(connection, of(person))
    questions = {a.id: a.question for a in known}
    asked = [(i, q) for i, q in questions.items() if q is not None]
    standing = dict(zip((i for i, _ in asked), serving.gate.consider([q for _, q in asked]), strict=True))
    shown = [(a, standing.get(a.id)) for a in known if not verdict or a.verdict == verdict]
    return page(
        request, "developer/apps.html.j2", person=person, refused=refused, apps=shown, total=len(known), verdict=verdict
    )  # fmt: skip


def _upload(
    request: Request, serving: Services, person: Person, refused: Refused | None = None, status: int = 200
) -> Response:  # fmt: skip
    kinds = sorted(app_types().values(), key=lambda kind: kind.number)
    return page(
        request, "developer/upload.html.j2", person=person, refused=refused, status=status, kinds=kinds,
        most=serving.settings.upload_megabytes,
    )  # fmt: skip


def _submission(
    request: Request, serving: Services, person: Person, submission: str, refused: Refused | None = None
) -> Response:  # fmt: skip
    row = _own_submission(serving, person, submission)
    with serving.ledger.read() as connection:
        place, documents = position(connection, submission), documents_of(connection, submission)
    return page(
        request, "developer/submission.html.j2", person=person, refused=refused, row=row, position=place,
        documents=documents, stages=serving.work.stages(submission), all_stages=STAGES,
    )  # fmt: skip


def _own(serving: Services, person: Person, app: str) -> OwnApp:
    """Raises :class:`NotThere`, also for an app of another enterprise."""
    with serving.ledger.read() as connection:
        found = own_app(connection, app, of(person))
    if found is None:
        raise NotThere("没有这个应用", "there is no such app")
    return found


def _own_submission(serving: Services, person: Person, submission: str) -> SubmissionRow:
    with serving.ledger.read() as connection:
        found = submission_row(connection, submission, of(person))
    if found is None:
        raise NotThere("没有这个提交", "there is no such submission")
    return found


def _own_case(serving: Services, person: Person, case: str) -> CaseView:
    with serving.ledger.read() as connection:
        found = case_view(connection, case, _today(), of(person))
    if found is None:
        raise NotThere("没有这个案件", "there is no such case")
    return found


def _today() -> dt.date:
    return day_of(dt.datetime.now(dt.UTC))
