from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

import pytest
from starlette.testclient import TestClient

from kanhe.server.console.search import NAMES, href
from kanhe.server.identity import ROLES, Person, Role
from kanhe.server.services import Services
from kanhe.server.views.search import Found, Kind
from tests.server.views.test_public import filled

Clients = Callable[..., TestClient]


def test_every_kind_has_a_name() -> None:
    assert set(NAMES) == set(get_args(Kind))


@pytest.mark.parametrize("role", ROLES)
def test_what_is_found_leads_to_pages_that_are_there(serving: Services, client: Clients, role: Role) -> None:
    filled(serving.ledger)
    somebody = client(role)
    found = re.findall(
        r'<li><a href="([^"]+)"', somebody.get("/search", params={"q": "一号"}).text.partition("results")[2]
    )
    assert found
    for link in found:
        assert somebody.get(link).status_code == 200, link


def test_an_id_in_an_address_is_written_safely() -> None:
    assert href(Found("app", "android:a/b?c", "x"), None) == "/apps/android%3Aa%2Fb%3Fc"
    assert href(Found("case", "case-1", "x"), None) is None
    assert href(Found("decision", "d", "x"), Person("p", "某", "store")) == "/store/decisions/d"


def test_an_app_of_others_leads_a_developer_to_what_is_public() -> None:
    developer = Person("p", "某", "developer", "e")
    assert href(Found("app", "a", "x", own=True), developer) == "/developer/apps/a"
    assert href(Found("app", "a", "x"), developer) == "/apps/a"


def test_a_submission_leads_those_who_oversee_to_its_inspection() -> None:
    inspector = Person("p", "某", "inspector")
    assert href(Found("submission", "s", "x", inspection="i"), inspector) == "/inspector/inspections/i"
    assert href(Found("submission", "s", "x"), inspector) == "/inspector/queue?tab=waiting"
    assert (
        href(Found("submission", "s", "x", inspection="i"), Person("p", "某", "developer"))
        == "/developer/submissions/s"
    )


def test_what_is_searched_for_is_text(client: Clients) -> None:
    answer = client(None).get("/search", params={"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text
    assert "没有找到" in answer.text
    assert "要找什么" in client(None).get("/search").text
    assert client(None).get("/search", params={"q": "a\x00b"}).status_code == 200
    assert client(None).get("/search", params={"q": "x" * 201}).status_code == 422
