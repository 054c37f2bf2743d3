from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.delistings import DelistingOrdered, outstanding
from kanhe.ledger.ledger import Ledger
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE
from tests.server.views.gate_entries import APP, OTHER, STORE, app, clear, key, passed, say, sha, told

Clients = Callable[..., TestClient]


@pytest.fixture
def ledger(serving: Services) -> Ledger:
    app(serving.ledger, ENTERPRISE)
    return serving.ledger


def order(ledger: Ledger, *stores: str) -> str:
    return str(ledger.act(DelistingOrdered(APP, stores, "逾期未整改"), "tests").event.id)  # type: ignore[attr-defined]


def numbers(html: str) -> list[int]:
    """Of the first page: how many of each need."""
    return [int(n) for n in re.findall(r'class="need [a-z]+">\s*<a [^>]*><b>(\d+)</b>', html)]


def test_home_counts_what_the_lists_show(ledger: Ledger, client: Clients) -> None:
    store = client("store")
    assert "没有需要您处理的事项" in store.get("/").text
    order(ledger, STORE)
    order(ledger, OTHER)
    say(ledger, told(1), told(2, of="unknown"))
    assert numbers(store.get("/").text) == [1, 1, 1]
    assert store.get("/store/delistings").text.count("/done") == 1
    assert store.get("/store/held?outcome=deny").text.count("<article") == 1
    assert store.get("/store/held?outcome=hold").text.count("<article") == 1
    assert store.get("/store/held").text.count("<article") == 2


def test_the_log_is_filtered_and_paged(ledger: Ledger, client: Clients) -> None:
    store = client("store")
    assert "还没有查询过闸口" in store.get("/store/decisions").text
    start = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    say(ledger, *(told(n, outcome=("allow", "hold")[n % 2], at=start + dt.timedelta(minutes=n)) for n in range(120)))
    first = store.get("/store/decisions")
    assert first.text.count('href="/store/decisions/0') == 50
    older = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert older is not None
    second = store.get(older[1].replace("&amp;", "&"))
    assert second.text.count('href="/store/decisions/0') == 50
    assert 'rel="prev"' in second.text
    held = store.get("/store/decisions?outcome=hold&first=2026-03-01&last=2026-03-01")
    assert "outcome=hold" in held.text
    assert "没有符合条件的记录" in store.get("/store/decisions?app=nothing").text
    assert store.get("/store/decisions?at=rubbish&first=rubbish&outcome=rubbish").status_code == 200


def test_one_answer_stands_beside_what_it_would_be_now(ledger: Ledger, client: Clients) -> None:
    say(ledger, told(1), told(2, OTHER))
    passed(ledger)
    text = client("store").get(f"/store/decisions/{1:032x}").text
    assert "尚未检测" in text
    assert "没有不能上架的原因" in text
    assert client("store").get(f"/store/decisions/{2:032x}").status_code == 404


def test_a_build_is_asked_about_by_hand(serving: Services, ledger: Ledger, client: Clients) -> None:
    passed(ledger)
    store = client("store")
    question = {
        "package_id": " com.example.one",
        "version": "1.0",
        "sha256": sha("one").upper(),
        "signer": "",
        "platform": "android",
    }
    answer = store.post("/store/check", data=question)
    assert answer.status_code == 200
    assert "放行凭证已签发" in answer.text
    serving.gate.settle()
    serving.gate.recover()
    assert "com.example.one" in store.get("/store/decisions").text
    keys = store.get("/store/keys").text
    link = re.search(r'href="(/store/clearances/[0-9a-f]+)"', keys)
    assert link is not None
    clearance = store.get(link[1])
    assert clearance.headers["content-disposition"].startswith("attachment")
    assert clearance.json()["payloadType"]
    assert client("store", store=OTHER).get(link[1]).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("sha256", "xyz", "64 位十六进制"), ("version", " ", "version"), ("package_id", " ", "package_id")],
)
def test_a_question_that_is_none_is_told_so(
    ledger: Ledger, client: Clients, field: str, value: str, sentence: str
) -> None:
    question = {"package_id": "a.b", "version": "1", "sha256": sha("one")} | {field: value}
    answer = client("store").post("/store/check", data=question)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_an_order_is_acknowledged_once_and_by_its_store(ledger: Ledger, client: Clients) -> None:
    mine, others = order(ledger, STORE), order(ledger, OTHER)
    store = client("store")
    answer = store.post(f"/store/delistings/{mine}/done")
    assert (answer.status_code, answer.headers["location"]) == (303, "/store/delistings")
    assert "已回执" in store.get("/store/delistings").text
    with ledger.read() as connection:
        assert [o.delisting for o in outstanding(connection)] == [others]
    again = store.post(f"/store/delistings/{mine}/done")
    assert again.status_code == 409
    assert "已回执" in again.text
    assert store.post(f"/store/delistings/{others}/done").status_code == 404
    assert store.post("/store/delistings/none/done").status_code == 404


def test_keys_and_clearances_say_when_there_is_none(ledger: Ledger, client: Clients) -> None:
    text = client("store").get("/store/keys").text
    assert "还没有凭证" in text
    say(ledger, told(1))
    other = clear(ledger, key(ledger), 1)
    assert other[:6] in client("store").get("/store/keys").text
    assert client("store").get("/store/clearances/none").status_code == 404


def test_an_account_without_a_store_is_told_so(client: Clients, person: Callable[..., Person]) -> None:
    from kanhe.server.access import NotThere
    from kanhe.server.console.store import of

    with pytest.raises(NotThere, match="ask an administrator"):
        of(Person("p", "某", "store"))
