"""The search of the head: everything that the asker may see, each leading to the page that this role has of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from kanhe.server.access import everyone
from kanhe.server.console.pages import page
from kanhe.server.identity import Person, Role
from kanhe.server.services import Serving
from kanhe.server.views.search import Found, Kind, search

router = APIRouter(include_in_schema=False)

NAMES: Mapping[Kind, tuple[str, str]] = {
    "app": ("应用", "Apps"),
    "enterprise": ("企业", "Enterprises"),
    "notice": ("通报", "Notices"),
    "case": ("案件", "Cases"),
    "submission": ("提交", "Submissions"),
    "inspection": ("检测", "Inspections"),
    "delisting": ("下架令", "Delisting orders"),
    "measure": ("行政指导措施", "Measures"),
    "decision": ("闸口答复", "Answers of the gate"),
}


@router.get("/search")
def find(
    request: Request, serving: Serving, person: Annotated[Person | None, everyone()],
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:  # fmt: skip
    text = q.replace("\x00", "").strip()
    with serving.ledger.read() as connection:
        results = search(connection, person, text)
    groups = [
        (NAMES[kind], [(f, href(f, person)) for f in results.found if f.kind == kind], kind in results.more)
        for kind in NAMES
        if any(f.kind == kind for f in results.found)
    ]
    return page(request, "search.html.j2", person=person, q=text, groups=groups, total=len(results.found))


def href(found: Found, person: Person | None) -> str | None:
    """The page of a thing, for those who have one."""
    role = person.role if person is not None else None
    if found.kind == "app" and role == "developer" and not found.own:
        role = None
    if found.kind == "submission" and found.inspection is not None and role != "developer":
        found = replace(found, kind="inspection", id=found.inspection)
    pattern = (_OF_ROLE.get(role, {}) if role is not None else {}).get(found.kind) or _PUBLIC.get(found.kind)
    return pattern.format(quote(found.id, safe="")) if pattern else None


_PUBLIC: Mapping[Kind, str] = {"app": "/apps/{}", "enterprise": "/named/{}", "notice": "/notices/{}"}
_OVERSIGHT: Mapping[Kind, str] = {
    "app": "/apps/{}", "enterprise": "/supervisor/enterprises/{}", "notice": "/supervisor/notices/{}",
    "case": "/cases/{}", "submission": "/inspector/queue?tab=waiting", "inspection": "/inspector/inspections/{}",
    "delisting": "/supervisor/delistings/{}", "measure": "/supervisor/measures/{}",
}  # fmt: skip
_OF_ROLE: Mapping[Role, Mapping[Kind, str]] = {
    "developer": {
        "app": "/developer/apps/{}", "case": "/developer/cases/{}", "submission": "/developer/submissions/{}",
        "inspection": "/developer/inspections/{}",
    },
    "store": {"delisting": "/store/delistings#{}", "decision": "/store/decisions/{}"},
    "inspector": _OVERSIGHT,
    "supervisor": _OVERSIGHT,
    "auditor": _OVERSIGHT,
}  # fmt: skip
