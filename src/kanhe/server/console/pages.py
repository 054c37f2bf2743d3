"""How a page is made: one template in the reader's language and theme, with the menu of the person's role.

Everything shown is text to the templates (autoescape).  Knows no subject; what a page shows is given to it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

import jinja2
from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kanhe.ledger.event import Refused
from kanhe.ledger.workdays import BEIJING
from kanhe.server.access import signed_in
from kanhe.server.accounts.recognition import Lang, language
from kanhe.server.console import assets
from kanhe.server.console.navigation import is_here, places
from kanhe.server.console.preferences import theme_of
from kanhe.server.console.words import ROLE_NAMES, reason, word
from kanhe.server.identity import Person

TOLD = "kanhe-told"
"""Cookie of the one sentence that the next page shows."""


def page(
    request: Request,
    template: str,
    *,
    person: Person | None = None,
    status: int = 200,
    refused: Refused | None = None,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> HTMLResponse:
    """The page of a template.  ``refused``: why what was just asked for was not done; shown above the content."""
    lang = language(request)
    said = _said(request)
    path = request.url.path
    here = path + (f"?{request.url.query}" if request.url.query else "")
    body = environment(lang).get_template(template).render(
        context, request=request, person=person, lang=lang, theme=theme_of(request), path=path,
        back=quote(here if request.method == "GET" else path, safe=""), token=getattr(request.state, "csrf", ""),
        refused=refused, said=said, places=[(p, is_here(p, path)) for p in places(person)], complete=assets.complete(),
    )  # fmt: skip
    response = HTMLResponse(body, 409 if refused is not None and status == 200 else status, dict(headers or {}))
    response.headers.setdefault("cache-control", "no-store")
    if said is not None:
        response.delete_cookie(TOLD)
    return response


def problem_page(
    request: Request, status: int, zh: str, en: str, headers: Mapping[str, str] | None = None
) -> HTMLResponse:  # fmt: skip
    """The page that says why there is none."""
    return page(
        request, "problem.html.j2", person=signed_in(request), status=status, headers=headers, zh=zh, en=en, number=status
    )  # fmt: skip


def done(to: str, zh: str, en: str) -> Response:
    """After a form: go to a page of this server, which says that it is done."""
    response = RedirectResponse(to, 303)
    response.set_cookie(TOLD, quote(json.dumps([zh, en])), max_age=60, samesite="lax", httponly=True)
    return response


@cache
def environment(lang: Lang) -> jinja2.Environment:
    """The templates in a language.  ``t`` is the same function everywhere, so that macros need no context."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("kanhe.server.console"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, auto_reload=False,
    )  # fmt: skip
    made.globals |= {
        "t": (lambda zh, en: zh) if lang == "zh" else (lambda zh, en: en),
        "csrf": _csrf,
        "word": word,
        "reason": reason,
        "role_name": ROLE_NAMES.__getitem__,
        "static": assets.address,
        "chart": chart,
        "missing_assets": (assets.MISSING_ZH, assets.MISSING_EN),
        "today": lambda: dt.datetime.now(BEIJING).date(),
    }
    made.filters |= {"beijing": beijing, "day": day, "path": lambda text: quote(str(text), safe="")}
    return made


def beijing(moment: dt.datetime, form: str = "%Y-%m-%d %H:%M") -> str:
    """A moment on the clock of Beijing."""
    return moment.astimezone(BEIJING).strftime(form)


def day(value: dt.date | dt.datetime) -> str:
    """A day, in Beijing when it is a moment."""
    return beijing(value, "%Y-%m-%d") if isinstance(value, dt.datetime) else value.isoformat()


def chart(option: Mapping[str, Any], label: str) -> Markup:
    """A picture from an ECharts option; the page gives its numbers as a table too."""
    return Markup('<div class="chart" role="img" aria-label="{}" data-chart="{}"></div>').format(
        label, json.dumps(option, ensure_ascii=False)
    )


@jinja2.pass_context
def _csrf(context: jinja2.runtime.Context) -> Markup:
    """The hidden field of a form that changes something."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(context.resolve("token"))


def _said(request: Request) -> tuple[str, str] | None:
    """What :func:`done` left; a cookie is the browser's word, so anything else is nothing."""
    try:
        zh, en = json.loads(unquote(request.cookies.get(TOLD, "")))
    except (ValueError, TypeError):
        return None
    return (str(zh)[:300], str(en)[:300])
