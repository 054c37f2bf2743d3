"""How a reader wants the console: language and light or dark, kept in two cookies that say nothing else.

Links rather than forms: they change nothing that others see, and work without a script and before signing in.
"""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kanhe.server.access import everyone
from kanhe.server.accounts.recognition import LANGUAGE_COOKIE, Lang
from kanhe.server.identity import Person
from kanhe.server.services import Serving

Theme = Literal["auto", "light", "dark"]
THEME = "kanhe-theme"
YEAR = 365 * 24 * 3600

router = APIRouter(include_in_schema=False)


def theme_of(request: Request) -> Theme:
    kept = request.cookies.get(THEME)
    return "light" if kept == "light" else "dark" if kept == "dark" else "auto"


def own_path(wanted: str) -> str:
    """A path of this server, or its front page for anything that leads elsewhere."""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    plain = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
    return wanted if plain and not parts.scheme and not parts.netloc else "/"


@router.get("/preferences/language/{language}")
def set_language(
    language: Lang, serving: Serving, person: Annotated[Person | None, everyone()], back: str = "/"
) -> Response:
    return _kept(LANGUAGE_COOKIE, language, back, serving.settings.secure)


@router.get("/preferences/theme/{theme}")
def set_theme(
    theme: Theme, serving: Serving, person: Annotated[Person | None, everyone()], back: str = "/"
) -> Response:
    return _kept(THEME, theme, back, serving.settings.secure)


def _kept(name: str, value: str, back: str, secure: bool) -> Response:
    response = RedirectResponse(own_path(back), 303)
    response.set_cookie(name, value, max_age=YEAR, samesite="lax", secure=secure, httponly=True)
    return response
