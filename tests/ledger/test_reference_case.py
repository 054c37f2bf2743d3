"""The case of 2021: what the gate answers to whom, before, during and after the measure."""

import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger.apps import VersionRegistered, app_id
from kanhe.ledger.gate.decision import Decision, GatePolicy, Request, decide
from kanhe.ledger.gate.facts import facts
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.measures import MeasureProposed, measures
from kanhe.ledger.notices import NoticePublished, NoticeRow
from kanhe.ledger.reference_case import (
    COMPUTER,
    GROUP,
    MEASURE_BEGAN,
    NEVER_NAMED,
    OTHER,
    STORE,
    FixedClock,
    package_hash,
    play,
)  # fmt: skip
from kanhe.ledger.strikes import Owner, StrikePolicySet, strikes

POLICY = StrikePolicySet()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(dt.datetime(2021, 1, 4, tzinfo=dt.UTC))


@pytest.fixture
def ledger(ledger: Ledger, clock: FixedClock) -> Ledger:
    play(ledger, clock)
    return ledger


def ask(
    ledger: Ledger, app: tuple[str, str, str], version: str, day: dt.date, policy: GatePolicy | None = None
) -> Decision:
    request = Request(app[1], version, package_hash(app[1], version), STORE)
    with ledger.read() as connection:
        return decide(request, facts(connection, [request], day)[0], policy or GatePolicy())


def add_version(ledger: Ledger, app: tuple[str, str, str], version: str) -> str:
    sha256 = package_hash(app[1], version)
    ledger.act(VersionRegistered(app_id("android", app[1]), sha256, version), "test")
    return sha256


def test_nine_products_in_four_batches_are_four_strikes(ledger: Ledger) -> None:
    with ledger.read() as connection:
        counted = strikes(connection, Owner("group", GROUP), dt.date(2021, 11, 24), POLICY)
    assert [len(s.names) for s in counted] == [2, 3, 3, 1]
    assert sum(len(s.names) for s in counted) == 9


def test_the_fourth_proposes_and_a_person_signs(ledger: Ledger) -> None:
    with ledger.read() as connection:
        row = connection.execute(sa.select(measures)).one()
    assert (row.state, row.owner_id, row.first_day) == ("signed", GROUP, MEASURE_BEGAN)
    assert len(row.notices.split("\n")) == 4


def test_a_new_version_of_a_product_never_named_is_held(ledger: Ledger) -> None:
    add_version(ledger, NEVER_NAMED, "2.0")
    decision = ask(ledger, NEVER_NAMED, "2.0", MEASURE_BEGAN)
    assert decision.outcome == "hold"
    assert [r.code for r in decision.reasons] == ["measure"]


def test_the_existing_version_passes(ledger: Ledger) -> None:
    decision = ask(ledger, NEVER_NAMED, "1.0", MEASURE_BEGAN)
    assert (decision.outcome, decision.kind) == ("allow", "existing")


def test_a_new_version_that_passed_its_inspection_is_allowed(ledger: Ledger) -> None:
    sha256 = add_version(ledger, NEVER_NAMED, "2.0")
    ledger.act(InspectionRecorded(sha256, "pass", "kanhe 0.1"), "test")
    assert ask(ledger, NEVER_NAMED, "2.0", MEASURE_BEGAN).outcome == "allow"


def test_an_app_of_another_enterprise_is_untouched(ledger: Ledger) -> None:
    add_version(ledger, OTHER, "2.0")
    assert ask(ledger, OTHER, "1.0", MEASURE_BEGAN).outcome == "allow"
    under_measure_only = GatePolicy(inspection="under-measure")
    assert ask(ledger, OTHER, "2.0", MEASURE_BEGAN, under_measure_only).outcome == "allow"
    assert "measure" not in {r.code for r in ask(ledger, OTHER, "2.0", MEASURE_BEGAN).reasons}


def test_the_year_turns_and_the_measure_ends_with_its_last_day(ledger: Ledger) -> None:
    add_version(ledger, NEVER_NAMED, "2.0")
    policy = GatePolicy(inspection="under-measure")
    assert ask(ledger, NEVER_NAMED, "2.0", dt.date(2021, 12, 31), policy).outcome == "hold"
    assert ask(ledger, NEVER_NAMED, "2.0", dt.date(2022, 1, 1), policy).outcome == "allow"
    with ledger.read() as connection:
        assert strikes(connection, Owner("group", GROUP), dt.date(2022, 1, 1), POLICY) == ()


def test_a_measure_until_another_year_outlives_the_count(ledger: Ledger, clock: FixedClock) -> None:
    with ledger.engine.begin() as connection:
        connection.execute(measures.update().values(last_day=dt.date(2022, 2, 28)))
    add_version(ledger, NEVER_NAMED, "2.0")
    assert ask(ledger, NEVER_NAMED, "2.0", dt.date(2022, 1, 15)).outcome == "hold"
    clock.day(dt.date(2022, 1, 20))
    row = NoticeRow("微信", COMPUTER)
    published = ledger.act(NoticePublished("miit", 2022, 1, dt.date(2022, 1, 20), (row,), "通报"), "test")
    assert not [e for e in published.followed if isinstance(e, MeasureProposed)], "one strike in the new year"


def test_one_batch_naming_three_apps_is_one_strike(ledger: Ledger) -> None:
    with ledger.read() as connection:
        third = strikes(connection, Owner("group", GROUP), dt.date(2021, 10, 1), POLICY)
    assert [len(s.names) for s in third] == [2, 3, 3]
