"""One server and one browser for all; a page is a person's at a size in a theme, and tells what went wrong in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.browser.looks import Look, Seen
from tests.server.browser.site import AXE, CHROMIUM, VENDOR, Site
from tests.server.browser.site import site as started

sync_api = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    for needed, how in ((CHROMIUM, "Debian: chromium"), (AXE, "scripts/fetch_assets.py --tests"), (VENDOR, "the same")):
        if not needed.exists():
            assert not os.environ.get("CI"), f"{needed} is not there ({how})"
            pytest.skip(f"{needed.name} is not there ({how})")
    folder: Path = tmp_path_factory.mktemp("site") / "demo"
    with started(folder) as found:
        yield found


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def signed_in(site: Site, browser: Any) -> dict[str, Any]:
    """Role → cookies of a session, each signed in once through the form."""
    return {}


@pytest.fixture
def see(site: Site, browser: Any, signed_in: dict[str, Any]) -> Iterator[Callable[..., Seen]]:
    """``see("store")``: a page of somebody of that role, or of a visitor; what goes wrong in it fails the test."""
    opened: list[Seen] = []

    def one(role: str | None = None, look: Look | None = None, script: bool = True) -> Seen:
        seen = Seen(browser, site, look or Look(), signed_in.get(role or ""), script)
        opened.append(seen)
        if role is not None and role not in signed_in:
            seen.sign_in(*site.logins[role])
            signed_in[role] = seen.cookies()
        return seen

    yield one
    for seen in opened:
        seen.close()
    problems = [problem for seen in opened for problem in seen.problems]
    assert not problems, "\n".join(problems)
