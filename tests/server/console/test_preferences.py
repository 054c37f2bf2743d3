from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.testclient import TestClient

from kanhe.server.console.preferences import THEME, own_path, theme_of


def request(headers: dict[str, str]) -> Request:
    raw = [(k.encode(), v.encode()) for k, v in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": raw})


@pytest.mark.parametrize(("kept", "theme"), [("dark", "dark"), ("light", "light"), ("pink", "auto"), ("", "auto")])
def test_theme_is_one_of_three(kept: str, theme: str) -> None:
    assert theme_of(request({"cookie": f"{THEME}={kept}"})) == theme


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com", "/\\example.com", "\\\\example.com", "javascript:alert(1)", "", "a", "/a\nb",
     "/\t/example.com", "http://[", "///example.com"],
)  # fmt: skip
def test_what_leads_elsewhere_leads_to_the_front_page(elsewhere: str) -> None:
    assert own_path(elsewhere) == "/"


@given(st.text(max_size=30))
def test_own_path_stays_here(text: str) -> None:
    path = own_path(text)
    assert path.startswith("/")
    assert path[1:2] not in ("/", "\\")
    assert path in ("/", text)


def test_choices_are_kept_and_lead_back(client: Callable[..., TestClient]) -> None:
    visitor = client(None)
    answer = visitor.get("/preferences/language/en?back=/figures")
    assert (answer.status_code, answer.headers["location"]) == (303, "/figures")
    assert 'lang="en"' in visitor.get("/figures").text
    answer = visitor.get("/preferences/theme/dark?back=https://example.com")
    assert answer.headers["location"] == "/"
    assert 'data-theme="dark"' in visitor.get("/figures").text
    assert visitor.get("/preferences/theme/pink").status_code == 422
