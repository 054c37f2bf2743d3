"""What is answered when a request cannot be: one sentence in both languages, as JSON under ``/v1`` and as a page elsewhere.

Never a traceback; what went wrong inside is logged under a number that the answer names.
"""

from __future__ import annotations

import logging
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from obstore.exceptions import BaseError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from kanhe.ledger.event import Refused
from kanhe.ledger.journal import KeyReused
from kanhe.server.access import NotAllowed, NotSignedIn, NotThere
from kanhe.server.security.refusals import note
from kanhe.server.views.paging import BadCursor
from kanhe.server.work.identification import NoPackage
from kanhe.server.work.receiving import BadUpload

API = "/v1"
_LOG = logging.getLogger("kanhe.server")


def problem(request: Request, status: int, zh: str, en: str, headers: dict[str, str] | None = None) -> Response:
    """The answer: JSON for programs, a page for people."""
    if request.url.path.startswith(API):
        return JSONResponse({"error": {"zh": zh, "en": en}}, status, headers)
    from kanhe.server.console.pages import problem_page

    return problem_page(request, status, zh, en, headers)


def install(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(NotSignedIn)
    async def not_signed_in(request: Request, error: NotSignedIn) -> Response:
        if getattr(request.state, "bad_token", False):
            await note(request, "token-refused")
        if request.url.path.startswith(API):
            return problem(
                request, 401, "请先登录或提供令牌", "sign in, or send a token", {"WWW-Authenticate": "Bearer"}
            )
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        to = f"/sign-in?next={quote(wanted, safe='')}" if request.method == "GET" else "/sign-in"
        if request.headers.get("hx-request"):
            return Response(status_code=401, headers={"HX-Redirect": to})
        return RedirectResponse(to, 303)

    @app.exception_handler(NotAllowed)
    async def not_allowed(request: Request, error: NotAllowed) -> Response:
        await note(request, "request-refused", "role")
        return problem(request, 403, "您的角色不能这样做", "your role may not do this")

    @app.exception_handler(NotThere)
    async def not_there(request: Request, error: NotThere) -> Response:
        return problem(request, 404, error.zh, error.en)

    @app.exception_handler(BadCursor)
    async def bad_cursor(request: Request, error: BadCursor) -> Response:
        return problem(
            request,
            422,
            "翻页标记有误，请从第一页重新开始",
            "after: this is no cursor of this list; begin at the first page",
        )

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return problem(request, 409, error.zh, error.en)

    @app.exception_handler(KeyReused)
    async def key_reused(request: Request, error: KeyReused) -> Response:
        return problem(request, 409, "该幂等键已用于另一操作", "the idempotency key was used for something else")

    @app.exception_handler(BadUpload)
    async def bad_upload(request: Request, error: BadUpload) -> Response:
        return problem(request, error.status, error.zh, error.en)

    @app.exception_handler(NoPackage)
    async def no_package(request: Request, error: NoPackage) -> Response:
        return problem(request, 422, error.zh, error.en)

    @app.exception_handler(BaseError)
    async def storage_away(request: Request, error: BaseError) -> Response:
        _LOG.error("the storage did not answer: %s", str(error).partition("\n")[0])
        return problem(request, 503, "存储暂不可用，请稍后再试", "the storage is not available; try again in a moment")

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path", "header"))
        return problem(request, 422, f"请求有误（{where}）：{first['msg']}", f"{where}: {first['msg']}")

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        zh, en = _WORDS.get(error.status_code, ("请求不能处理", str(error.detail)))
        return problem(request, error.status_code, zh, en, dict(error.headers or {}))

    @app.exception_handler(SQLAlchemyError)
    async def away(request: Request, error: SQLAlchemyError) -> Response:
        _LOG.error("the database did not answer: %s", str(getattr(error, "orig", None) or error).splitlines()[0])
        return database_away(request)


def database_away(request: Request) -> Response:
    return problem(
        request, 503, "台账暂不可用，请稍后再试", "the ledger is not available; try again in a moment", {"Retry-After": "5"}
    )  # fmt: skip


def failed(request: Request, number: str) -> Response:
    """Something inside went wrong; it is logged under the number."""
    return problem(request, 500, f"服务器出错（编号 {number}）", f"the server failed (number {number})")


_WORDS = {
    400: ("请求有误", "the request is not as it should be"),
    404: ("没有这个地址", "there is no such address"),
    405: ("该地址不接受这种请求", "this address takes no such request"),
    413: ("内容过大", "the content is too large"),
    429: ("请求过于频繁，请稍后再试", "too many requests; try again in a moment"),
}
