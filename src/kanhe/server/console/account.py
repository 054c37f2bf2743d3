"""The page of one's own account: password, tokens, where one is signed in."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from kanhe.ledger.event import Refused
from kanhe.server.access import NotThere, allow
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.tokens import Issued
from kanhe.server.console.pages import done, page
from kanhe.server.console.sign_in import Field, forget, signed_in
from kanhe.server.identity import Person, Scope
from kanhe.server.security.counting import address_of
from kanhe.server.services import Services, Serving

router = APIRouter(prefix="/account", include_in_schema=False)

Anyone = Annotated[Person, allow()]


@router.get("")
def account(request: Request, serving: Serving, person: Anyone) -> Response:
    return _page(request, serving, person)


@router.post("/password")
def password(
    request: Request, serving: Serving, person: Anyone, present: Field, password: Field, again: Field
) -> Response:  # fmt: skip
    """Every session ends, and a new one begins here."""
    address = address_of(request)
    try:
        if (wait := request.app.state.counting.shut(person.id, address)) > 0:
            raise Refused(f"尝试次数过多，请 {wait} 秒后再试", f"too many tries; wait {wait} seconds")
        if not serving.accounts.has_password(person.id, present):
            request.app.state.counting.sign_in_failed(person.id, address)
            raise Refused("当前密码不正确", "the present password is wrong")
        if password != again:
            raise Refused("两次输入的密码不一致", "the two passwords differ")
        serving.accounts.set_password(person.id, password, By(person.id, address))
    except Refused as refusal:
        return _page(request, serving, person, refusal)
    return signed_in(serving, serving.accounts.sign_in(person.id, address, how="new password"), "/account")


@router.post("/tokens")
def issue(
    request: Request, serving: Serving, person: Anyone, name: Field, days: Annotated[int, Form()] = 90,
    scope: Annotated[list[Scope], Form()] = [],  # noqa: B006
) -> Response:  # fmt: skip
    """The answer shows the secret, once; it is no redirect, so that it stands in no address and no history."""
    try:
        issued = serving.accounts.issue_token(person.id, name, scope, days, By(person.id, address_of(request)))
    except Refused as refusal:
        return _page(request, serving, person, refusal)
    return _page(request, serving, person, issued=issued)


@router.post("/tokens/{token}/revoke")
def revoke(request: Request, serving: Serving, token: str, person: Anyone) -> Response:
    try:
        serving.accounts.revoke_token(token, By(person.id, address_of(request)), person.id)
    except Refused as refusal:
        raise NotThere from refusal
    return done("/account#tokens", "令牌已撤销，即刻失效", "The token is revoked and works no longer")


@router.post("/sign-out-everywhere")
def everywhere(request: Request, serving: Serving, person: Anyone) -> Response:
    serving.accounts.sign_out_everywhere(person.id, By(person.id, address_of(request)))
    response = done("/sign-in", "已在所有设备上退出登录", "You are signed out everywhere")
    forget(serving, response)
    return response


def _page(
    request: Request, serving: Services, person: Person, refused: Refused | None = None, issued: Issued | None = None
) -> Response:  # fmt: skip
    at = dt.datetime.now(dt.UTC)
    tokens = serving.accounts.tokens(person.id)
    return page(
        request, "account/account.html.j2", person=person, refused=refused, account=serving.accounts.found(person.id),
        tokens=[t for t in tokens if t.holds(at)], ended=[t for t in tokens if not t.holds(at)],
        sessions=serving.accounts.sessions(person.id), issued=issued, at=at,
    )  # fmt: skip
