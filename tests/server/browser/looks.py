"""A page in a browser, watched: errors of the console and breaches of the policy, axe's findings, and sideways scrolling."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fastapi.routing import APIRoute

from kanhe.server.console import ROUTERS
from tests.server.browser.site import AXE, Site

SCREENS = os.environ.get("KANHE_SCREENSHOTS")
"""Folder for a picture of every page, when somebody wants to look."""


@dataclass(frozen=True, slots=True)
class Look:
    """Size and colours."""

    width: int = 1280
    theme: str = "light"
    language: str = "zh"

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}-{self.language}"


PHONE = Look(390, "dark", "en")


class Seen:
    """A tab."""

    def __init__(self, browser: Any, site: Site, look: Look, cookies: Any, script: bool = True) -> None:
        self._context = browser.new_context(
            viewport={"width": look.width, "height": 844 if look.width < 600 else 800}, color_scheme=look.theme,
            locale="zh-CN" if look.language == "zh" else "en-GB", java_script_enabled=script, reduced_motion="reduce",
            base_url=site.url, bypass_csp=False,
        )  # fmt: skip
        if cookies:
            self._context.add_cookies(cookies)
        self.site, self.look = site, look
        self.problems: list[str] = []
        self.expected = 200
        self.page = self._context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.page.url}: {error}"))

    def _console(self, message: Any) -> None:
        if message.type == "error" and not (self.expected >= 400 and "Failed to load resource" in message.text):
            self.problems.append(f"{self.page.url}: {message.text}")

    def sign_in(self, email: str, password: str) -> None:
        self.page.goto("/sign-in")
        self.page.fill("main input[name=email]", email)
        self.page.fill("main input[name=password]", password)
        self.page.press("main input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def cookies(self) -> Any:
        return [c for c in self._context.cookies() if c["name"] not in ("kanhe-told",)]

    def go(self, path: str, status: int = 200) -> None:
        """Open a page, and look at it."""
        self.expected = status
        answer = self.page.goto(path)
        assert answer is not None
        if answer.status != status:
            self.problems.append(f"{path}: {answer.status}")
        self.look_at()

    def look_at(self) -> None:
        """Sideways scrolling, and what axe finds."""
        where = f"{urlsplit(self.page.url).path} ({self.look})"
        if SCREENS:
            name = re.sub(r"[^A-Za-z0-9.-]+", "_", f"{urlsplit(self.page.url).path}_{self.look}").strip("_")
            Path(SCREENS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{SCREENS}/{name}.png", full_page=True)
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.problems.append(f"{where}: {wide} pixels too wide")
        self.problems += [f"{where}: {found}" for found in self._axe()]

    def _axe(self) -> list[str]:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        tags = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
        told = self.page.evaluate(f"axe.run(document, {json.dumps(tags)})")
        return [
            f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('failureSummary', '')[:300]}"
            for v in told["violations"]
        ]

    def links(self) -> list[str]:
        """Paths of this server that the page leads to, without files to download."""
        found = self.page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.href)")
        return [
            href.removeprefix(self.site.url).partition("#")[0]
            for href in found
            if href.startswith(self.site.url + "/")
        ]  # fmt: skip

    def close(self) -> None:
        self._context.close()


def kind_of(path: str) -> str:
    """What pages of one kind have in common: their route, and whether something more is asked."""
    parts = urlsplit(path)
    route = next((r.path for r in _routes() if r.path_regex.match(unquote(parts.path))), parts.path)
    return f"{route}?" if parts.query else route


@cache
def _routes() -> tuple[APIRoute, ...]:
    return tuple(route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute))
