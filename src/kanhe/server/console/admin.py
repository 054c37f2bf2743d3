"""The admin's pages: accounts, what each may be, and tokens.  Nobody is shown a password; their owners choose them by a link."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlalchemy import Connection
from starlette.responses import Response

from kanhe.ledger.event import Refused
from kanhe.server.access import NotThere, allow
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.account import Account, Standing, listed
from kanhe.server.console.needs import Need
from kanhe.server.console.pages import done, page
from kanhe.server.console.sign_in import Field
from kanhe.server.identity import ROLES, Person, Role
from kanhe.server.security.counting import address_of
from kanhe.server.services import Services, Serving
from kanhe.server.views.accounts import belonging

router = APIRouter(prefix="/admin", include_in_schema=False)

Admin = Annotated[Person, allow("admin")]


def needs(person: Person, connection: Connection) -> tuple[Need, ...]:
    """Of the admin: accounts whose owners cannot sign in yet."""
    if person.role != "admin":
        return ()
    waiting = [a for a in listed(connection) if not (a.disabled_at or a.has_password or a.oidc_subject)]
    return (
        Need(
            "账户尚未启用", "accounts that nobody can use yet", len(waiting), "本人还没有设定密码；链接三天后失效，可重新生成。",
            "Their owners have chosen no password; a link holds for three days, and can be made again.",
            "/admin/accounts?state=waiting",
        ),
    )  # fmt: skip


@router.get("/accounts")
def accounts(
    request: Request, serving: Serving, person: Admin, role: str = "", q: str = "", state: str = ""
) -> Response:  # fmt: skip
    return _list(request, serving, person, role, q, waiting=state == "waiting")


@router.post("/accounts")
def add(
    request: Request, serving: Serving, person: Admin, email: Field, name: Field, role: Annotated[Role, Form()],
    enterprise: Field = "", store: Field = "",
) -> Response:  # fmt: skip
    """The answer shows the link by which the owner chooses a password, once."""
    standing = Standing(name, role, enterprise.strip() or None, store.strip() or None)
    try:
        added = serving.accounts.add(email, standing, By(person.id, address_of(request)))
    except Refused as refusal:
        return _list(request, serving, person, refused=refusal, given=(email, standing))
    return _one(request, serving, person, added.account, link=link(serving, added.invitation))


@router.get("/accounts/{account}")
def account(request: Request, serving: Serving, account: str, person: Admin) -> Response:
    return _one(request, serving, person, _found(serving, account))


@router.post("/accounts/{account}")
def change(
    request: Request, serving: Serving, account: str, person: Admin, name: Field, role: Annotated[Role, Form()],
    enterprise: Field = "", store: Field = "",
) -> Response:  # fmt: skip
    there = _found(serving, account)
    standing = Standing(name, role, enterprise.strip() or None, store.strip() or None)
    try:
        serving.accounts.change(account, standing, By(person.id, address_of(request)))
    except Refused as refusal:
        return _one(request, serving, person, there, refusal)
    return done(f"/admin/accounts/{account}", "账户已修改", "The account is changed")


@router.post("/accounts/{account}/disable")
def disable(request: Request, serving: Serving, account: str, person: Admin) -> Response:
    there = _found(serving, account)
    try:
        serving.accounts.disable(account, By(person.id, address_of(request)))
    except Refused as refusal:
        return _one(request, serving, person, there, refusal)
    return done(f"/admin/accounts/{account}", "账户已停用，即刻生效", "The account is disabled as of now")


@router.post("/accounts/{account}/enable")
def enable(request: Request, serving: Serving, account: str, person: Admin) -> Response:
    there = _found(serving, account)
    try:
        serving.accounts.enable(account, By(person.id, address_of(request)))
    except Refused as refusal:
        return _one(request, serving, person, there, refusal)
    return done(f"/admin/accounts/{account}", "账户已恢复", "The account may act again")


@router.post("/accounts/{account}/invitation")
def invite(request: Request, serving: Serving, account: str, person: Admin) -> Response:
    """The answer shows a new link, once."""
    there = _found(serving, account)
    secret = serving.accounts.invite(account, By(person.id, address_of(request)))
    return _one(request, serving, person, there, link=link(serving, secret))


@router.get("/tokens")
def tokens(request: Request, serving: Serving, person: Admin) -> Response:
    owners = {a.id: a for a in serving.accounts.listed()}
    return page(
        request, "admin/tokens.html.j2", person=person, tokens=serving.accounts.tokens(), owners=owners,
        at=dt.datetime.now(dt.UTC),
    )  # fmt: skip


@router.post("/tokens/{token}/revoke")
def revoke(request: Request, serving: Serving, token: str, person: Admin) -> Response:
    try:
        serving.accounts.revoke_token(token, By(person.id, address_of(request)))
    except Refused as refusal:
        raise NotThere from refusal
    return done("/admin/tokens", "令牌已撤销，即刻失效", "The token is revoked and works no longer")


def link(serving: Services, secret: str) -> str:
    """The address of an invitation."""
    return f"{serving.settings.public_url.rstrip('/')}/invitation/{secret}"


def _found(serving: Services, account: str) -> Account:
    try:
        return serving.accounts.found(account)
    except Refused as refusal:
        raise NotThere from refusal


def _list(
    request: Request, serving: Services, person: Person, role: str = "", q: str = "", refused: Refused | None = None,
    given: tuple[str, Standing] | None = None, waiting: bool = False,
) -> Response:  # fmt: skip
    everybody = serving.accounts.listed()
    shown = [a for a in everybody if (not role or a.role == role) and _named(a, q.strip().casefold())]
    if waiting:
        shown = [a for a in shown if not (a.disabled_at or a.has_password or a.oidc_subject)]
    with serving.ledger.read() as connection:
        places = belonging(connection)
    return page(
        request, "admin/accounts.html.j2", person=person, refused=refused, accounts=shown, role=role, q=q, roles=ROLES,
        counts={r: sum(a.role == r and a.disabled_at is None for a in everybody) for r in ROLES}, belonging=places,
        given=given, disabled=sum(a.disabled_at is not None for a in everybody),
    )  # fmt: skip


def _named(account: Account, wanted: str) -> bool:
    texts = (account.name, account.email, account.standing.enterprise, account.standing.store)
    return any(wanted in (text or "").casefold() for text in texts)


def _one(
    request: Request, serving: Services, person: Person, account: Account, refused: Refused | None = None,
    link: str | None = None,
) -> Response:  # fmt: skip
    with serving.ledger.read() as connection:
        places = belonging(connection)
    return page(
        request, "admin/account.html.j2", person=person, refused=refused, account=account, belonging=places, roles=ROLES,
        link=link, sessions=serving.accounts.sessions(account.id), tokens=serving.accounts.tokens(account.id),
        at=dt.datetime.now(dt.UTC),
    )  # fmt: skip
