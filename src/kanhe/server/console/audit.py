"""The auditor's pages: who did what and when, whether the chains hold, and the trail as a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated
from urllib.parse import urlencode

import sqlalchemy as sa
from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response, StreamingResponse

from kanhe.ledger import journal
from kanhe.ledger.journal import Broken, Verified
from kanhe.ledger.workdays import BEIJING, day_of
from kanhe.server.access import NotThere, allow
from kanhe.server.accounts import access_log
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.account import names
from kanhe.server.accounts.schema import access_log as access_table
from kanhe.server.console.needs import Need
from kanhe.server.console.pages import beijing, page
from kanhe.server.identity import Person
from kanhe.server.security.counting import address_of
from kanhe.server.services import Services, Serving
from kanhe.server.views import trail
from kanhe.server.views.trail import Item, Sought, Source
from kanhe.server.views.trail_words import kind_name

router = APIRouter(prefix="/audit", include_in_schema=False)

Auditor = Annotated[Person, allow("auditor")]
ROWS = 50
_ACCOUNT = re.compile(r"account-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Chains:
    """What a walk along both chains found."""

    journal: Verified | Broken
    access: Verified | Broken

    @property
    def holds(self) -> bool:
        return isinstance(self.journal, Verified) and isinstance(self.access, Verified)


def verified(serving: Services) -> Chains:
    """Walk both chains."""
    with serving.ledger.read() as connection:
        return Chains(journal.verify(connection), access_log.verify(connection))


def sought(
    person: str = "", kind: str = "", thing: str = "", first: str = "", last: str = "", source: str = ""
) -> Sought:  # fmt: skip
    """As a form gives it; a day that is none is left out."""
    chosen: Source | None = "journal" if source == "journal" else "access" if source == "access" else None
    return Sought(trail.storable(person), trail.storable(kind), trail.storable(thing), _day(first), _day(last), chosen)


@router.get("")
def audit(
    request: Request, serving: Serving, auditor: Auditor, person: str = "", kind: str = "", thing: str = "",
    first: str = "", last: str = "", source: str = "", after: str = "",
) -> Response:  # fmt: skip
    wanted = sought(person, kind, thing, first, last, source)
    return _page(request, serving, auditor, wanted, after)


@router.post("/verification")
def verify(request: Request, serving: Serving, auditor: Auditor) -> Response:
    """Walk both chains now; that this was done is itself logged."""
    chains = verified(serving)
    said = f"journal {_said(chains.journal)}, access log {_said(chains.access)}"
    by = By(auditor.id, address_of(request))
    serving.accounts.log(by, "trail-verified", said, "done" if chains.holds else "refused")
    return _page(request, serving, auditor, Sought(), "", chains)


@router.get("/export.csv")
def export(
    request: Request, serving: Serving, auditor: Auditor, person: str = "", kind: str = "", thing: str = "",
    first: str = "", last: str = "", source: str = "",
) -> Response:  # fmt: skip
    """All that is sought, as a table."""
    wanted = sought(person, kind, thing, first, last, source)
    serving.accounts.log(By(auditor.id, address_of(request)), "trail-exported", request.url.query)
    headers = {"Content-Disposition": f'attachment; filename="kanhe-audit-{dt.date.today():%Y%m%d}.csv"'}
    return StreamingResponse(_rows(serving, wanted), 200, headers, "text/csv; charset=utf-8")


@router.get("/{source}/{number}")
def item(request: Request, serving: Serving, auditor: Auditor, source: str, number: int) -> Response:
    """One record or entry, whole."""
    if source not in ("journal", "access") or number < 1:
        raise NotThere
    with serving.ledger.read() as connection:
        found = trail.item(connection, "journal" if source == "journal" else "access", number)
        who = names(connection)
    if found is None:
        raise NotThere
    body = json.dumps(json.loads(found.about), ensure_ascii=False, indent=2) if source == "journal" else found.about
    return page(
        request, "audit/item.html.j2", person=auditor, item=found, body=body, names=who, kind_name=kind_name
    )  # fmt: skip


def _page(
    request: Request, serving: Services, auditor: Person, wanted: Sought, after: str, chains: Chains | None = None
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        found = trail.trail(connection, wanted, trail.read_after(after), ROWS)
        people, kinds, who = trail.people(connection), trail.kinds(connection), names(connection)
    asked = {
        "person": wanted.person, "kind": wanted.kind, "thing": wanted.thing, "source": wanted.source or "",
        "first": wanted.first_day.isoformat() if wanted.first_day else "",
        "last": wanted.last_day.isoformat() if wanted.last_day else "",
    }  # fmt: skip
    query = {name: value for name, value in asked.items() if value}
    return page(
        request, "audit/trail.html.j2", person=auditor, items=found.items, sought=asked, people=people, kinds=kinds,
        names=who, kind_name=kind_name, chains=chains, brief=lambda i: brief(i, who), first_page=not after,
        export=f"/audit/export.csv?{urlencode(query)}", narrowed=bool(query),
        older=f"/audit?{urlencode({**query, 'after': str(found.older)})}" if found.older else None,
        newest=f"/audit?{urlencode(query)}" if after else None,
    )  # fmt: skip


def needs(person: Person, connection: Connection) -> tuple[Need, ...]:
    """Of the auditor: what was refused since yesterday."""
    if person.role != "auditor":
        return ()
    day = day_of(dt.datetime.now(dt.UTC)) - dt.timedelta(days=1)
    since = dt.datetime.combine(day, dt.time(), BEIJING)
    a = access_table.c
    query = sa.select(a.what, sa.func.count()).where(a.at >= since, a.outcome == "refused").group_by(a.what)
    refused = {what: int(count) for what, count in connection.execute(query)}
    return (
        Need(
            "登录失败", "sign-ins that failed", refused.get("sign-in-failed", 0), "昨天以来；同一地址或账户反复失败时请留意。",
            "Since yesterday; look out for an address or account that fails again and again.",
            f"/audit?kind=sign-in-failed&first={day}",
        ),
        Need(
            "请求被拒", "requests refused", refused.get("request-refused", 0), "昨天以来；角色或权限不足，或来自其他站点。",
            "Since yesterday: a role that does not reach, or another site.", f"/audit?kind=request-refused&first={day}",
            "later",
        ),
    )  # fmt: skip


def brief(item: Item, names: Mapping[str, str] = MappingProxyType({}), longest: int = 140) -> str:
    """What an item is about, on one line: the plain values of a record, or the entry's text with the names of accounts."""
    if item.source == "access":
        said = _ACCOUNT.sub(lambda found: names.get(found[0], found[0]), item.about)
    else:
        body = json.loads(item.about)
        plain = (
            {k: v for k, v in body.items() if isinstance(v, (str, int)) and v != ""} if isinstance(body, dict) else {}
        )
        said = " · ".join(f"{k} {_short(v)}" for k, v in plain.items())
    return said if len(said) <= longest else said[: longest - 1] + "…"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 48 else text[:12] + "…"


def _rows(serving: Services, wanted: Sought) -> Iterator[str]:
    """Lines of the file; read in parts, so that no transaction lasts as long as the download."""
    with serving.ledger.read() as connection:
        who = names(connection)
    yield "\ufeff" + _line(
        "source", "number", "time (Beijing)", "person", "name", "kind", "about", "address", "outcome", "hash"
    )
    after: trail.After | None = None
    while True:
        with serving.ledger.read() as connection:
            part = trail.trail(connection, wanted, after, 1000)
        yield "".join(_row(i, who) for i in part.items)
        if part.older is None:
            return
        after = part.older


def _row(i: Item, who: dict[str, str]) -> str:
    at = beijing(i.at, "%Y-%m-%d %H:%M:%S.%f")
    person = i.person or ""
    return _line(i.source, str(i.seq), at, person, who.get(person, ""), i.kind, i.about, i.address, i.outcome, i.hash)


def _line(*cells: str) -> str:
    out = io.StringIO()
    # A spreadsheet would calculate what begins so; a request may have said anything.
    csv.writer(out).writerow([f"'{c}" if c[:1] in ("=", "+", "-", "@", "\t", "\r") else c for c in cells])
    return out.getvalue()


def _said(chain: Verified | Broken) -> str:
    return f"holds: {chain.records}" if isinstance(chain, Verified) else f"broken at {chain.seq}"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
