from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection
from starlette.testclient import TestClient

from kanhe.server import console
from kanhe.server.console.needs import Need
from kanhe.server.identity import ROLES, Person, Role

Clients = Callable[..., TestClient]


def test_visitors_are_shown_what_is_public(client: Clients) -> None:
    answer = client(None).get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/notices")


@pytest.mark.parametrize("role", ROLES)
def test_without_a_need_the_page_says_so(client: Clients, monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    monkeypatch.setattr(console, "NEEDS", ())
    assert "现在没有需要您处理的事项" in client(role).get("/").text


def test_needs_of_all_parts_are_told_in_order(client: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    def early(person: Person, connection: Connection) -> tuple[Need, ...]:
        return (Need("其次", "second", 2, "因为", "because", "/second"),) if person.role == "inspector" else ()

    def late(person: Person, connection: Connection) -> tuple[Need, ...]:
        return (Need("首先", "first", 1, "因为", "because", "/first", "now"),)

    monkeypatch.setattr(console, "NEEDS", (early, late))
    text = client("inspector").get("/").text
    assert 0 < text.index("首先") < text.index("其次")
    assert "其次" not in client("auditor").get("/").text
