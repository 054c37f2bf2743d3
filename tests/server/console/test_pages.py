from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from urllib.parse import quote

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from kanhe.ledger.event import Refused
from kanhe.server.console import pages
from kanhe.server.console.pages import TOLD, beijing, chart, day, done, environment, page, problem_page
from kanhe.server.identity import Person

TEMPLATES = Path(pages.__file__).parent / "templates"
SOMEBODY = Person("p-1", "某人", "store", store="store-own")


def request(path: str = "/", cookies: str = "", csrf: str = "secret") -> Request:
    headers = [(b"cookie", cookies.encode())]
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": headers,
        "state": {"csrf": csrf},
    }
    return Request(scope)


def shown(template: str, lang: str = "zh", **context: object) -> str:
    return environment("en" if lang == "en" else "zh").from_string(template).render(context)


@pytest.mark.parametrize("template", sorted(p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*.j2")))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_template_can_be_read(template: str, lang: str) -> None:
    assert environment("en" if lang == "en" else "zh").get_template(template)


@pytest.mark.parametrize("template", sorted(p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*.j2")))
def test_templates_keep_to_the_policy_of_the_page(template: str) -> None:
    text = (TEMPLATES / template).read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "no inline script"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "no inline handler"
    assert "|safe" not in text.replace(" ", "")
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.S | re.I):
        assert "csrf()" in form, "every form that changes something carries the session's secret"


def test_what_is_shown_is_text() -> None:
    assert shown("{{ name }}", name="<b>&") == "&lt;b&gt;&amp;"
    assert "<b>" not in chart({"title": "</div><b>'\""}, "<b>")


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_a_chart_carries_its_option_whole(option: object) -> None:
    import html

    written = re.search(r'data-chart="([^"]*)"', str(chart({"o": option}, "x")), re.S)
    assert written is not None
    assert json.loads(html.unescape(written[1])) == {"o": option}


def test_texts_are_in_the_readers_language_macros_included() -> None:
    template = '{% from "macros.html.j2" import badge %}{{ t("中", "en") }} {{ badge("hold") }}'
    assert "暂缓" in shown(template)
    assert "hold" in shown(template, "en")


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [(-2, "逾期 2 天", "bad"), (0, "今天截止", "warn"), (2, "剩 2 天", "warn"), (9, "剩 9 天", "calm")],
)
def test_a_deadline_says_how_far_it_is(left: int, words: str, tone: str) -> None:
    now = dt.date(2026, 3, 1)
    template = '{% from "macros.html.j2" import deadline %}{{ deadline(day_, now) }}'
    text = shown(template, day_=now + dt.timedelta(days=left), now=now)
    assert words in text
    assert f'class="deadline {tone}"' in text


def test_moments_are_beijings() -> None:
    late = dt.datetime(2026, 1, 1, 17, 30, tzinfo=dt.UTC)
    assert beijing(late) == "2026-01-02 01:30"
    assert day(late) == "2026-01-02"
    assert day(dt.date(2026, 1, 1)) == "2026-01-01"


def test_a_page_carries_the_secret_of_its_session_and_is_kept_nowhere() -> None:
    answer = page(request(), "home.html.j2", person=SOMEBODY, needs=())
    assert 'name="csrf" value="secret"' in answer.body.decode()
    assert answer.headers["cache-control"] == "no-store"


def test_what_was_refused_is_said_above_the_page() -> None:
    answer = page(request(), "home.html.j2", person=SOMEBODY, refused=Refused("不行", "no"), needs=())
    assert answer.status_code == 409
    assert 'role="alert"' in answer.body.decode()
    assert "不行" in answer.body.decode()


def test_what_was_done_is_said_once() -> None:
    answer = done("/x", "已办<b>", "done")
    cookie = answer.headers["set-cookie"].split(";")[0]
    told = page(request(cookies=cookie), "home.html.j2", person=SOMEBODY, needs=())
    assert "已办&lt;b&gt;" in told.body.decode()
    assert f'{TOLD}=""' in told.headers["set-cookie"]


@pytest.mark.parametrize(
    "cookie", ["", "x", "%00", quote("{}"), quote('["a"]'), quote("[1,2,3]"), quote("null"), "%ff"]
)
def test_a_cookie_that_says_nothing_is_nothing(cookie: str) -> None:
    answer = page(request(cookies=f"{TOLD}={cookie}"), "home.html.j2", person=SOMEBODY, needs=())
    assert 'role="status"' not in answer.body.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 429, 500, 503])
def test_a_problem_says_what_to_do_next(status: int) -> None:
    answer = problem_page(request(), status, "出了问题", "something is wrong")
    text = answer.body.decode()
    assert answer.status_code == status
    assert "出了问题" in text
    assert 'class="button"' in text


def test_an_unknown_name_in_a_template_is_a_fault() -> None:
    with pytest.raises(jinja2.UndefinedError):
        shown("{{ nothing }}")
