"""Signing in and out with a password, and the page on which the owner of an invitation chooses one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from kanhe.ledger.event import Refused
from kanhe.server.access import NotThere, allow, everyone
from kanhe.server.accounts.recognition import cookie_name
from kanhe.server.accounts.sessions import LONGEST, Begun
from kanhe.server.console.pages import done, page
from kanhe.server.console.preferences import own_path
from kanhe.server.identity import Person
from kanhe.server.security.counting import Counting, address_of
from kanhe.server.services import Services, Serving

router = APIRouter(include_in_schema=False)

Visitor = Annotated[Person | None, everyone()]
Field = Annotated[str, Form(max_length=1000)]


@router.get("/sign-in")
def form(request: Request, serving: Serving, person: Visitor, next: str = "/") -> Response:
    """Who is signed in already goes where they wanted."""
    if person is not None:
        return RedirectResponse(own_path(next), 303)
    return sign_in_form(request, serving, next=next)


@router.post("/sign-in")
def sign_in(
    request: Request, serving: Serving, person: Visitor, email: Field, password: Field, next: Field = "/"
) -> Response:
    """A new session, or one sentence that does not say which of the two was wrong."""
    counting: Counting = request.app.state.counting
    address, account = address_of(request), email.strip().lower()
    wait = counting.sign_in(address) or counting.shut(account, address)
    if wait:
        said = Refused(f"尝试次数过多，请 {wait} 秒后再试", f"too many tries; wait {wait} seconds")
        return sign_in_form(request, serving, next, email, said, 429, {"Retry-After": str(wait)})
    there = serving.accounts.check(email, password, address)
    if there is None:
        counting.sign_in_failed(account, address)
        said = Refused("邮箱或密码不正确", "the e-mail address or the password is wrong")
        return sign_in_form(request, serving, next, email, said, 401)
    begun = serving.accounts.sign_in(there.id, address, request.state.session)
    return signed_in(serving, begun, next)


@router.post("/sign-out")
def sign_out(request: Request, serving: Serving, person: Annotated[Person, allow()]) -> Response:
    if request.state.session:
        serving.accounts.sign_out(request.state.session, address_of(request))
    response = done("/sign-in", "已退出登录", "You are signed out")
    forget(serving, response)
    return response


@router.get("/invitation/{secret}")
def invitation(request: Request, serving: Serving, secret: str, person: Visitor) -> Response:
    return _choose(request, serving, secret)


@router.post("/invitation/{secret}")
def accept(
    request: Request, serving: Serving, secret: str, person: Visitor, password: Field, again: Field
) -> Response:  # fmt: skip
    """The password is chosen, and its owner signed in."""
    try:
        if password != again:
            raise Refused("两次输入的密码不一致", "the two passwords differ")
        there = serving.accounts.accept(secret, password, address_of(request))
    except Refused as refusal:
        return _choose(request, serving, secret, refusal)
    return signed_in(
        serving, serving.accounts.sign_in(there.id, address_of(request), request.state.session, "invitation")
    )


def signed_in(serving: Services, begun: Begun, to: str = "/") -> Response:
    """The answer that gives the browser its session."""
    response = RedirectResponse(own_path(to), 303)
    secure = serving.settings.secure
    response.set_cookie(
        cookie_name(secure), begun.secret, max_age=int(LONGEST.total_seconds()), httponly=True, samesite="lax",
        secure=secure, path="/",
    )  # fmt: skip
    return response


def forget(serving: Services, response: Response) -> None:
    """Have the browser drop its session."""
    secure = serving.settings.secure
    response.delete_cookie(cookie_name(secure), path="/", secure=secure, httponly=True, samesite="lax")


def sign_in_form(
    request: Request, serving: Services, next: str, email: str = "", refused: Refused | None = None, status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    return page(
        request, "sign_in/form.html.j2", status=status, refused=refused, headers=headers, next=own_path(next), email=email,
        provider=serving.settings.oidc is not None,
    )  # fmt: skip


def _choose(request: Request, serving: Services, secret: str, refused: Refused | None = None) -> Response:
    account = serving.accounts.invited(secret)
    if account is None:
        raise NotThere(
            "该链接已使用或已过期，请向管理员索取新链接",
            "the link was used or has ended; ask an administrator for another",
        )
    return page(request, "sign_in/invitation.html.j2", refused=refused, account=account)
