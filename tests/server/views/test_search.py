from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kanhe.ledger.cases import CaseOpened
from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.inspections import Submitted
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.notices import NoticeRow
from kanhe.server.identity import Person, Role
from kanhe.server.services import Services
from kanhe.server.views.search import LIMIT, search
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE
from tests.server.views.gate_entries import OTHER, STORE, app, passed, say, sha, told
from tests.server.views.test_public import published


@pytest.fixture
def ledger(serving: Services) -> Ledger:
    """An app of each enterprise, with a case, a submission, an inspection and an order; the other's is public too."""
    found = serving.ledger
    for name, of, enterprise in (("本应用", "own", ENTERPRISE), ("它应用", "other", OTHER_ENTERPRISE)):
        android = app(found, enterprise, name, of)
        found.act(CaseOpened(android, "1.0", "商店", "miit", "2026-1"), "tests")
        passed(found, of)
        found.act(Submitted(sha(of)), "tests")
    say(found, told(1, of="own"), told(2, OTHER, of="other"))
    published(found, 1, dt.date(2021, 1, 1), NoticeRow("它应用", "他企业"))
    found.act(DelistingOrdered("android:com.example.other", (OTHER,), "拒不整改"), "tests")
    return found


def kinds(ledger: Ledger, person: Person | None, text: str) -> set[tuple[str, str]]:
    with ledger.read() as connection:
        return {(f.kind, f.name.split()[0]) for f in search(connection, person, text).found}


EVERYTHING = "com.example."


def test_visitors_find_what_is_public(ledger: Ledger) -> None:
    assert kinds(ledger, None, EVERYTHING) == {("app", "它应用")}
    assert kinds(ledger, None, "企业") == {("enterprise", "他企业"), ("notice", "通报（2021年第1批）")}
    assert kinds(ledger, None, sha("own")) == set()
    assert kinds(ledger, None, "case-1") == set()


def test_a_developer_finds_its_own_beside_what_is_public(ledger: Ledger, person: Callable[..., Person]) -> None:
    found = kinds(ledger, person("developer"), EVERYTHING)
    assert found == {("app", "本应用"), ("app", "它应用"), ("case", "本应用"), ("submission", "本应用")}
    assert ("inspection", "本应用") in kinds(ledger, person("developer"), sha("own"))
    assert kinds(ledger, person("developer"), sha("other")) == {("app", "它应用")}


def test_a_store_finds_what_it_asked_and_was_ordered(ledger: Ledger, person: Callable[..., Person]) -> None:
    assert kinds(ledger, person("store"), sha("own")[:12]) == {("decision", "com.example.own")}
    assert kinds(ledger, person("store"), sha("other")) == {("app", "它应用")}
    assert ("delisting", "它应用") in kinds(ledger, person("store", store=OTHER), "它应用")
    assert ("delisting", "它应用") not in kinds(ledger, person("store", store=STORE), "它应用")


@pytest.mark.parametrize("role", ["inspector", "supervisor", "auditor"])
def test_who_oversees_finds_everything(ledger: Ledger, person: Callable[..., Person], role: Role) -> None:
    found = kinds(ledger, person(role), sha("other")) | kinds(ledger, person(role), "应用")
    assert {kind for kind, _ in found} >= {"app", "notice", "case", "submission", "inspection", "delisting", "decision"}
    assert {name for _, name in found} >= {"本应用", "它应用"}


def test_an_admin_of_accounts_finds_what_is_public(ledger: Ledger, person: Callable[..., Person]) -> None:
    assert kinds(ledger, person("admin"), EVERYTHING) == {("app", "它应用")}


def test_long_lists_say_that_there_is_more(ledger: Ledger, person: Callable[..., Person]) -> None:
    for n in range(LIMIT + 1):
        app(ledger, ENTERPRISE, f"许多 {n}", f"many{n}")
    with ledger.read() as connection:
        results = search(connection, person("inspector"), "许多")
    assert len(results.found) == LIMIT
    assert results.more == {"app"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
    | st.sampled_from(["%", "_", "'", '"', "\\", "()", "a'--"])
)
def test_any_text_can_be_searched_for(ledger: Ledger, text: str) -> None:
    with ledger.read() as connection:
        found = search(connection, Person("p", "某", "auditor"), text).found
    if not text.strip():
        assert found == ()
    if text in ("%", "_", "\\"):
        assert found == ()
