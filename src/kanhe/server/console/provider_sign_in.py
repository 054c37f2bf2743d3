"""Signing in with an identity provider: to its page, and back.  An account here is needed; none is made by the way."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kanhe.ledger.event import Refused
from kanhe.server.access import NotThere, everyone
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.provider import NotProven, Provider, read_begun
from kanhe.server.console.preferences import own_path
from kanhe.server.console.sign_in import sign_in_form, signed_in
from kanhe.server.identity import Person
from kanhe.server.security.counting import address_of
from kanhe.server.services import Services, Serving

router = APIRouter(prefix="/sign-in/provider", include_in_schema=False)

KEPT_FOR = 600
"""Seconds that signing in at the provider may take."""


@router.get("")
def begin(
    request: Request, serving: Serving, person: Annotated[Person | None, everyone()], next: str = "/"
) -> Response:
    """To the provider's page."""
    try:
        address, begun = _provider(request).begin(own_path(next))
    except NotProven as problem:
        return _told(request, serving, problem.zh, problem.en, 502)
    response = RedirectResponse(address, 303)
    secure = serving.settings.secure
    response.set_cookie(
        _cookie(serving), quote(begun.text()), max_age=KEPT_FOR, httponly=True, samesite="lax", secure=secure, path="/"
    )  # fmt: skip
    return response


@router.get("/return")
def finish(request: Request, serving: Serving, person: Annotated[Person | None, everyone()]) -> Response:
    """Back from there, with proof or without."""
    address = address_of(request)
    if wait := request.app.state.counting.sign_in(address):
        return _told(request, serving, f"尝试次数过多，请 {wait} 秒后再试", f"too many tries; wait {wait} seconds", 429)
    begun = read_begun(unquote(request.cookies.get(_cookie(serving), "")))
    try:
        if begun is None:
            raise NotProven("登录流程已过期，请重新登录", "the sign-in took too long; begin again")
        proven = _provider(request).finish(request.query_params, begun)
    except NotProven as problem:
        serving.accounts.log(By(None, address), "sign-in-failed", f"provider: {problem.en}", "refused")
        return _told(request, serving, problem.zh, problem.en, 401)
    account = serving.accounts.proven(proven.subject, proven.email, address)
    if account is None:
        return _told(
            request, serving, "您的身份已确认，但这里没有您的账户，请联系管理员",
            "the provider knows you, but there is no account for you here; ask an administrator", 403,
        )  # fmt: skip
    former = request.state.session
    response = signed_in(serving, serving.accounts.sign_in(account.id, address, former, "provider"), begun.to)
    response.delete_cookie(_cookie(serving), path="/", secure=serving.settings.secure, httponly=True)
    return response


def _provider(request: Request) -> Provider:
    found: Provider | None = request.app.state.provider
    if found is None:
        raise NotThere("本服务器没有配置统一身份", "no identity provider is configured here")
    return found


def _cookie(serving: Services) -> str:
    return "__Host-kanhe-provider" if serving.settings.secure else "kanhe-provider"


def _told(request: Request, serving: Services, zh: str, en: str, status: int) -> Response:
    return sign_in_form(request, serving, "/", refused=Refused(zh, en), status=status)
