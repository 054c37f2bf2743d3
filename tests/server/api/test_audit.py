"""The audit trail for programs."""

from collections.abc import Callable

from starlette.testclient import TestClient

from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.journal import journal
from kanhe.server.accounts.store import writing
from kanhe.server.services import Services


def test_in_parts_each_once(client: Callable[..., TestClient], serving: Services) -> None:
    for n in range(10):
        serving.ledger.act(EnterpriseRegistered(f"企业{n}"), "tests")
    browser = client("auditor")
    seen: list[tuple[str, int]] = []
    after: str | None = None
    while True:
        told = browser.get("/v1/audit", params={"limit": 4, **({"after": after} if after else {})}).json()
        seen += [(i["source"], i["number"]) for i in told["items"]]
        after = told["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) >= 13
    assert {source for source, _ in seen} == {"journal", "access"}


def test_what_is_sought(client: Callable[..., TestClient], serving: Services) -> None:
    browser = client("auditor")
    told = browser.get("/v1/audit", params={"kind": "enterprise-registered", "thing": "enterprise-own"}).json()
    assert [i["person"] for i in told["items"]] == ["tests"]
    assert browser.get("/v1/audit", params={"first": "1999-01-01", "last": "1999-01-01"}).json()["items"] == []
    assert browser.get("/v1/audit", params={"source": "elsewhere"}).status_code == 422
    assert browser.get("/v1/audit", params={"after": "nonsense", "thing": "\x00\ud7ff%_"}).status_code == 200


def test_the_chains(client: Callable[..., TestClient], serving: Services) -> None:
    browser = client("auditor")
    told = browser.post("/v1/audit/verification").json()
    assert told["journal"]["holds"]
    assert told["access"]["holds"]
    with writing(serving.ledger.engine) as connection:
        connection.execute(journal.update().where(journal.c.seq == 1).values(kind="other"))
    told = browser.post("/v1/audit/verification").json()
    assert not told["journal"]["holds"]
    assert told["journal"]["broken_at"] == 1
