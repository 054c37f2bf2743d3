"""Every page that a role can reach from its first, at a desk in light and on a phone in the dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.server.browser.looks import PHONE, Look, Seen, kind_of
from tests.server.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ROLES = (None, "developer", "store", "inspector", "supervisor", "auditor", "admin")
NOT_PAGES = ("/preferences/", "/v1/", "/static/", "/sign-in?", "/sign-in/")
FILES = (".docx", ".html", ".csv", ".json", ".apk", ".xlsx", ".sarif", ".pdf", ".parquet", ".zip")
MOST = 60
"""Pages of a role; each kind of page is looked at once."""


def is_page(path: str) -> bool:
    plain = path.partition("?")[0]
    downloads = ("/text", "/report", "/clearances/", "/download/", "/export")
    return not path.startswith(NOT_PAGES) and not plain.endswith(FILES) and not any(d in path for d in downloads)


@pytest.mark.parametrize("look", [Look(), PHONE], ids=str)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_sound(see: Callable[..., Seen], role: str | None, look: Look) -> None:
    seen = see(role, look)
    waiting, met = ["/"], {kind_of("/")}
    looked: list[str] = []
    while waiting and len(looked) < MOST:
        path = waiting.pop(0)
        seen.go(path)
        looked.append(path)
        for link in seen.links():
            if is_page(link) and kind_of(link) not in met:
                met.add(kind_of(link))
                waiting.append(link)
    assert len(looked) > 5, "the first page leads on"
    assert not waiting, f"more kinds of pages than {MOST}: {waiting}"


def test_the_demo_is_there_within_a_minute(site: Site) -> None:
    assert site.started_in < 60


@pytest.mark.parametrize("look", [Look(), PHONE], ids=str)
def test_what_is_not_there_says_what_to_do(see: Callable[..., Seen], look: Look) -> None:
    seen = see(None, look)
    seen.go("/nowhere", 404)
    assert seen.page.locator("main .button").count() == 1
