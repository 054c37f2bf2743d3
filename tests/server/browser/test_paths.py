"""The main path of each role, as a person walks it; every page on the way is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kanhe.server.demo import cast
from tests.server.browser.looks import Seen
from tests.server.browser.site import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SPECIMEN = ROOT / "tests/specimens/apk/clipboard-sent-violates.apk"
INSPECTED_WITHIN = 240_000
"""Milliseconds; others may be in the queue before."""


def count(seen: Seen, href: str) -> int:
    """Of the first page: how many of a need there are; 0 when it is not there."""
    seen.go("/")
    needs = seen.page.locator(f'.need a[href="{href}"] b')
    return int(needs.inner_text()) if needs.count() else 0


def test_a_visitor_reads_a_notice_and_takes_it_along(see: Callable[..., Seen], tmp_path: Path) -> None:
    seen = see()
    seen.go("/notices")
    seen.page.click("#batches tbody tr:first-child th a")
    seen.page.wait_for_url("**/notices/notice-*")
    seen.look_at()
    assert "应用名称" in seen.page.inner_text("main table")
    with seen.page.expect_download() as download:
        seen.page.click('main a[href$="text.docx"]')
    download.value.save_as(tmp_path / "notice.docx")
    assert (tmp_path / "notice.docx").read_bytes()[:2] == b"PK"
    seen.page.click("main tbody th a >> nth=0")
    seen.page.wait_for_url("**/apps/**")
    seen.look_at()


def test_a_store_executes_an_order_and_asks_about_a_build(see: Callable[..., Seen]) -> None:
    seen = see("store")
    before = count(seen, "/store/delistings")
    assert before > 0
    seen.page.click('.need a[href="/store/delistings"]')
    seen.page.click('form[action$="/done"] button >> nth=0')
    assert seen.page.locator(".told").is_visible()
    seen.look_at()
    assert count(seen, "/store/delistings") == before - 1
    seen.page.click('nav a[href="/store/check"]')
    seen.page.fill("[name=package_id]", cast.BOOKS.package_id)
    seen.page.fill("[name=version]", "1.2.1")
    seen.page.fill("[name=sha256]", cast.BOOKS.sha256("1.2.1"))
    seen.page.click("form.stack button")
    assert seen.page.locator(".card.good .badge.good").is_visible()
    seen.look_at()
    seen.page.click('.card.good a[href="/store/keys"]')
    with seen.page.expect_download() as download:
        seen.page.click('a[href^="/store/clearances/"] >> nth=0')
    assert download.value.suggested_filename == "clearance.json"


def test_a_developer_hands_in_a_build_and_reads_what_to_change(see: Callable[..., Seen]) -> None:
    seen = see("developer")
    seen.go("/developer/upload")
    seen.page.set_input_files("input[name=package]", SPECIMEN)
    seen.page.click("form.upload button")
    seen.page.wait_for_url("**/developer/submissions/submission-*", timeout=60_000)
    seen.look_at()
    submission = seen.page.url
    result = seen.page.locator(
        'main header a[href*="/developer/inspections/"], main [href*="/developer/inspections/"]'
    ).first
    for _ in range(6):  # the page follows by itself; a reader may also load it again
        try:
            result.wait_for(timeout=INSPECTED_WITHIN / 6)
            break
        except Exception:  # noqa: BLE001 - playwright's own, which is not there to be imported everywhere
            with suppress(Exception):  # the page itself may be on its way to the result
                seen.page.goto(submission)
    if "/developer/inspections/" not in seen.page.url:
        result.click()
    seen.page.wait_for_url("**/developer/inspections/**")
    seen.look_at()
    assert seen.page.locator(".stats .stat").count() >= 4
    seen.go("/developer/waivers")
    seen.page.fill("form.stack [name=permission]", "android.permission.READ_CALENDAR")
    seen.page.fill("form.stack [name=reason]", "日程提醒")
    seen.page.click("form.stack button")
    assert seen.page.locator(".told").is_visible()
    assert "READ_CALENDAR" in seen.page.inner_text("main")


def test_an_inspector_confirms_a_finding_and_orders_a_case(see: Callable[..., Seen]) -> None:
    seen = see("inspector")
    before = count(seen, "/cases?state=tested")
    seen.page.click('nav a[href="/inspector/queue"]')
    seen.page.wait_for_url("**/inspector/queue*")
    seen.page.click('main a[href^="/inspector/inspections/inspection-"] >> nth=0')
    seen.page.wait_for_url("**/inspector/inspections/**")
    seen.look_at()
    form = seen.page.locator('form[action*="/findings/"]').first
    where = form.get_attribute("action")
    assert where is not None
    finding = seen.page.locator(f"#f-{where.rpartition('/')[2]}")
    form.locator("xpath=ancestor-or-self::details[not(@open)]").evaluate_all("all => all.forEach(d => d.open = true)")
    form.locator("textarea").fill("调用栈与录屏一致")
    with seen.page.expect_response(lambda answer: answer.request.method == "POST"):
        form.locator("[value=confirmed]").click()
    finding.locator(".badge.bad").first.wait_for()
    seen.page.reload()
    assert "调用栈与录屏一致" in seen.page.inner_text("main")
    seen.look_at()
    seen.go("/cases?state=tested")
    seen.page.click("main tbody a >> nth=0")
    seen.page.click('main a[href$="/order"]')
    seen.look_at()
    seen.page.click("form.card button:not([formmethod])")
    seen.page.wait_for_url(re.compile(r"/cases/case-\d+$"))
    assert seen.page.locator(".told").is_visible()
    assert count(seen, "/cases?state=tested") == before - 1


def test_a_supervisor_signs_a_measure_and_publishes_a_notice(see: Callable[..., Seen]) -> None:
    seen = see("supervisor")
    seen.go("/")
    seen.page.click('.need a[href="/supervisor/measures?state=proposed"]')
    seen.page.click('tr:has(.badge.warn) a[href^="/supervisor/measures/measure-"] >> nth=0')
    seen.page.wait_for_url("**/supervisor/measures/measure-*")
    seen.look_at()
    seen.page.click('form[action$="/sign"] button')
    assert seen.page.locator(".told").is_visible()
    seen.go(f"/supervisor/notices/new?regulator={cast.REGULATOR}")
    box = seen.page.locator("[name=case]").first
    box.check()
    seen.page.click('form[action$="/preview"] button')
    seen.look_at()
    seen.page.click('form[action="/supervisor/notices"] button')
    seen.page.wait_for_url("**/supervisor/notices/notice-*")
    notice = seen.page.url.rpartition("/")[2]
    visitor = see()
    visitor.go(f"/notices/{notice}")


def test_an_auditor_finds_who_did_it_and_verifies_the_chain(see: Callable[..., Seen]) -> None:
    seen = see("auditor")
    seen.go("/audit")
    seen.page.click('form[action="/audit/verification"] button')
    seen.look_at()
    assert seen.page.locator(".told, .good, [role=status]").first.is_visible()
    seen.page.click("main tbody a >> nth=0")
    seen.look_at()


def test_an_admin_invites_somebody_who_then_signs_in(see: Callable[..., Seen]) -> None:
    seen = see("admin")
    seen.go("/admin/accounts")
    seen.page.fill("#add [name=email]", "fresh@example.com")
    seen.page.fill("#add [name=name]", "新检测员")
    seen.page.select_option("#add [name=role]", "inspector")
    seen.page.click("#add button")
    seen.look_at()
    link = re.search(r"/invitation/[\w.~-]+", seen.page.content())
    assert link is not None
    guest = see()
    guest.go(link[0])
    for field in ("password", "again"):
        guest.page.fill(f"[name={field}]", "a long enough secret 7")
    guest.page.click("form.stack button")
    guest.page.wait_for_url(lambda url: "/invitation/" not in url)
    guest.sign_in("fresh@example.com", "a long enough secret 7") if "/sign-in" in guest.page.url else None
    guest.go("/")
    assert "新检测员" in guest.page.inner_text("header")
