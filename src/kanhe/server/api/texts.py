"""``/v1/texts``: the official texts, drawn from the records as HTML or DOCX, for whom they concern."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from kanhe.ledger.exporting.docx import render_docx
from kanhe.ledger.exporting.html import render_html
from kanhe.ledger.exporting.texts import official_text
from kanhe.server.access import NotThere, allow
from kanhe.server.api.cases import visible_case
from kanhe.server.api.delistings import visible_delisting
from kanhe.server.api.measures import visible_measure
from kanhe.server.api.parts import Id, PathId
from kanhe.server.identity import Person
from kanhe.server.services import Services, Serving
from kanhe.server.views.cases import case_of_retest

router = APIRouter(prefix="/v1", tags=["texts"])

Kind = Literal["notice", "order", "retest", "delisting", "measure", "restoration"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READERS = ("inspector", "supervisor", "auditor")


@router.get(
    "/texts/{kind}/{thing}", response_class=Response,
    responses={200: {"content": {"text/html": {}, DOCX: {}}, "description": "The text"}},
)  # fmt: skip
def read_text(
    serving: Serving,
    person: Annotated[Person, allow("inspector", "supervisor", "auditor", "developer", "store")],
    kind: Kind,
    thing: PathId,
    format: Literal["html", "docx"] = "html",
    more: Annotated[list[Id] | None, Query(max_length=100, description="Further delisting orders of the text")] = None,
) -> Response:
    """A text by its kind and the id of what it is about: a notice, a case (`order`), a re-test, a delisting order
    (`delisting`, `restoration`), a measure."""
    ids = (thing, *(more or ())) if kind == "delisting" else (thing,)
    for one in ids:
        _concerns(serving, person, kind, one)
    with serving.ledger.read() as connection:
        text = official_text(connection, kind, ids)
    if format == "docx":
        name = f"{kind}-{thing}.docx".encode("ascii", "replace").decode().replace("?", "-").replace('"', "-")
        return Response(
            render_docx(text), media_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )
    return Response(render_html(text), media_type="text/html", headers={"Content-Security-Policy": _CSP})


_CSP = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


def _concerns(serving: Services, person: Person, kind: Kind, thing: str) -> None:
    """Raise :class:`NotThere` for a text about things that are not the person's to see."""
    if person.role in READERS or kind == "notice":
        return
    if kind in ("delisting", "restoration"):
        visible_delisting(serving, person, thing)
    elif person.role != "developer":
        raise NotThere
    elif kind == "measure":
        visible_measure(serving, person, thing)
    else:
        with serving.ledger.read() as connection:
            case = case_of_retest(connection, thing) if kind == "retest" else thing
        visible_case(serving, person, case or "")
