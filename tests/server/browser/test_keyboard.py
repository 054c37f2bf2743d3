"""Everything is reached without a mouse, and all of it without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.server.browser.looks import PHONE, Seen

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def focused(seen: Seen) -> str:
    return str(seen.page.evaluate("document.activeElement.id || document.activeElement.className"))


def test_the_first_stop_leads_past_the_menu(see: Callable[..., Seen]) -> None:
    seen = see("store")
    seen.go("/")
    seen.page.keyboard.press("Tab")
    assert focused(seen) == "skip"
    assert seen.page.locator(".skip").bounding_box()["y"] >= 0
    seen.page.keyboard.press("Enter")
    assert focused(seen) == "content"


def test_a_stroke_leads_to_the_search(see: Callable[..., Seen]) -> None:
    seen = see("store")
    seen.go("/")
    seen.page.keyboard.press("/")
    assert focused(seen) == "q"
    seen.page.keyboard.type("灯笼/")
    assert seen.page.input_value("#q") == "灯笼/"
    seen.page.keyboard.press("Backspace")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/search?q=*")
    assert "示例灯笼视频" in seen.page.inner_text("main")


def test_what_has_the_focus_is_seen(see: Callable[..., Seen]) -> None:
    seen = see("store")
    seen.go("/store/decisions")
    for _ in range(25):
        seen.page.keyboard.press("Tab")
        kind, outline = seen.page.evaluate(
            "[document.activeElement.type, getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert outline != "none" or kind == "date", focused(seen)  # a date's parts are shown by the browser itself


def test_the_menu_of_a_phone_opens_and_closes(see: Callable[..., Seen]) -> None:
    seen = see("store", PHONE)
    seen.go("/")
    menu = seen.page.locator("#menu")
    assert not menu.is_visible()
    seen.page.focus(".burger")
    seen.page.keyboard.press("Enter")
    assert menu.is_visible()
    seen.look_at()
    seen.page.keyboard.press("Escape")
    assert not menu.is_visible()


def test_language_and_colours_are_chosen_and_kept(see: Callable[..., Seen]) -> None:
    seen = see("store")
    seen.go("/store/held")
    seen.page.click(".prefs a[lang=en]")
    assert seen.page.url.endswith("/store/held")
    assert seen.page.inner_text("h1") == "Held and denied"
    light = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    seen.page.click("a.theme")
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    seen.look_at()


def test_pages_work_without_a_script(see: Callable[..., Seen]) -> None:
    seen = see("store", script=False)
    for path in ("/", "/store/decisions", "/store/held", "/store/delistings", "/notices", "/figures"):
        assert seen.page.goto(path).status == 200
        assert seen.page.locator("main h1").count() == 1
    seen.page.goto("/store/decisions?outcome=deny")
    assert seen.page.locator("tbody .badge.bad").count() > 0
    seen.page.goto("/search?q=示例")
    assert seen.page.locator(".results a").count() > 3
