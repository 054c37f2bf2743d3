"""The auditor's pages."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.journal import journal
from kanhe.server.accounts.store import writing
from kanhe.server.console import audit
from kanhe.server.console.audit import brief
from kanhe.server.services import Services
from kanhe.server.views.trail import Item


@pytest.fixture
def browser(client: Callable[..., TestClient]) -> TestClient:
    return client("auditor")


def rows(text: str) -> int:
    return len(re.findall(r'href="/audit/(?:journal|access)/\d+"', text))


def test_both_sources_are_one_story(browser: TestClient) -> None:
    text = browser.get("/audit").text
    assert "登记企业" in text
    assert "登录" in text
    assert 0 < rows(browser.get("/audit?source=journal").text) < rows(text)
    assert rows(browser.get("/audit?kind=enterprise-registered").text) == 2
    assert rows(browser.get("/audit?thing=enterprise-other").text) == 1
    assert rows(browser.get("/audit?person=tests&source=journal").text) == 2
    assert "没有符合条件的记录" in browser.get("/audit?first=1999-01-01&last=1999-01-02").text
    assert browser.get("/audit?first=someday&after=nonsense&source=x&thing=%00%ff").status_code == 200


def test_one_page_after_another_shows_each_once(
    browser: TestClient, serving: Services, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(audit, "ROWS", 7)
    for n in range(20):
        serving.ledger.act(EnterpriseRegistered(f"企业{n}"), "tests")
    where: str | None = "/audit?source=journal"
    seen: list[str] = []
    while where:
        text = browser.get(where).text
        seen += re.findall(r'href="/audit/(journal/\d+)"', text)
        found = re.search(r'rel="next" href="([^"]+)"', text)
        where = found[1].replace("&amp;", "&") if found else None
    assert len(seen) == len(set(seen)) == 23


def test_a_record_whole(browser: TestClient) -> None:
    text = browser.get("/audit/journal/1").text
    assert "key" in text or "enterprise" in text
    assert browser.get("/audit/access/1").status_code == 200
    for path in (
        "/audit/journal/0",
        "/audit/journal/999999",
        "/audit/else/1",
        f"/audit/journal/{1 << 70}",
        "/audit/access/-1",
    ):
        assert browser.get(path).status_code == 404
    assert browser.get("/audit/journal/x").status_code in (404, 422)


def test_the_chains_are_walked_and_a_break_is_shown(browser: TestClient, serving: Services) -> None:
    text = browser.post("/audit/verification").text
    assert "两条链均完整" in text
    assert len(re.findall(r"<code>[0-9a-f]{64}</code>", text)) == 2
    with writing(serving.ledger.engine) as connection:
        connection.execute(journal.update().where(journal.c.seq == 2).values(actor="somebody else"))
    text = browser.post("/audit/verification").text
    assert "链已断开" in text
    assert "第 2 条" in text
    assert "拒绝" in browser.get("/audit?kind=trail-verified").text


def test_the_export_is_a_table_that_calculates_nothing(browser: TestClient, serving: Services) -> None:
    serving.accounts.check('=HYPERLINK("http://x")@example.com', "x", "@SUM(1)")
    answer = browser.get("/audit/export.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(table) >= 5
    assert all(cell[:1] not in ("=", "+", "-", "@") for row in table for cell in row.values())
    assert {"journal", "access"} == {row["source"] for row in table}
    only = browser.get("/audit/export.csv?kind=enterprise-registered").text
    assert len(only.strip().splitlines()) == 3
    assert "trail-exported" in browser.get("/audit/export.csv?source=access").text


def test_in_parts_it_is_the_same(browser: TestClient, serving: Services) -> None:
    for n in range(30):
        serving.ledger.act(EnterpriseRegistered(f"企业{n}"), "tests")
    lines = browser.get("/audit/export.csv?source=journal").text.strip().splitlines()
    assert len(lines) == len(set(lines)) == 34


def test_a_record_on_one_line() -> None:
    def item(about: str) -> Item:
        import datetime as dt

        return Item("journal", 1, dt.datetime.now(dt.UTC), "x", "k", about, "", "done", "h")

    assert brief(item('{"app":"a","rows":[1],"empty":""}')) == "app a"
    assert brief(item('{"sha256":"' + "a" * 64 + '"}')) == "sha256 aaaaaaaaaaaa…"
    assert len(brief(item('{"' + '","'.join(f"k{n}" + '":"' + "v" * 40 for n in range(20)) + '"}'))) == 140


def test_what_was_refused_is_on_the_first_page(browser: TestClient, serving: Services) -> None:
    assert "sign-in-failed" not in browser.get("/").text
    serving.accounts.check("a@example.com", "wrong", "::1")
    found = re.search(r'href="(/audit\?kind=sign-in-failed[^"]+)"><b>1</b>', browser.get("/").text)
    assert found is not None
    assert rows(browser.get(found[1].replace("&amp;", "&")).text) == 1
