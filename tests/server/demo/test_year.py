from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.gate.clearance import read_clearance
from kanhe.ledger.gate.dsse import key_id
from kanhe.ledger.gate.records import clearances, decisions
from kanhe.ledger.inspections import inspections
from kanhe.ledger.measures import in_force, measures
from kanhe.ledger.signals import signals
from kanhe.ledger.statistics import funnel
from kanhe.ledger.waivers import waivers
from kanhe.ledger.workdays import day_of
from kanhe.server.demo import cast
from kanhe.server.demo.year import RULESET, VERDICTS
from tests.server.demo.filled import KEY

TODAY = day_of(dt.datetime.now(dt.UTC))


def column(year: Connection, of: sa.Column[str]) -> set[str]:
    return set(year.execute(sa.select(of)).scalars())


def test_one_measure_is_in_force_and_one_waits_for_a_signature(year: Connection) -> None:
    assert in_force(year, cast.KITE.id, TODAY) is not None
    assert in_force(year, cast.LANTERN.id, TODAY) is None
    waiting = sa.select(measures.c.owner_id).where(measures.c.state == "proposed")
    assert list(year.execute(waiting).scalars()) == [cast.LANTERN.id]


def test_waivers_and_signals_are_in_every_state(year: Connection) -> None:
    assert column(year, waivers.c.state) == {"requested", "approved", "refused", "revoked"}
    assert column(year, signals.c.state) == {"waiting", "inspect", "duplicate", "dismiss"}


def test_inspections_are_of_each_verdict_and_say_that_they_are_invented(year: Connection) -> None:
    assert column(year, inspections.c.verdict) == {"pass", "fail", "incomplete"}
    assert column(year, inspections.c.ruleset) == {RULESET}
    assert len(set(VERDICTS)) == len(VERDICTS)


def test_every_store_was_told_yes_no_and_wait(year: Connection) -> None:
    told = set(year.execute(sa.select(decisions.c.store, decisions.c.outcome)).all())
    assert told >= {(store, outcome) for store in cast.STORES for outcome in ("allow", "hold", "deny")}


def test_clearances_are_really_signed_and_one_was_revoked(year: Connection) -> None:
    public = KEY.public_key()
    rows = year.execute(sa.select(clearances.c.envelope, clearances.c.sha256, clearances.c.revoked_at)).all()
    for row in rows:
        clearance, _ = read_clearance(row.envelope, {key_id(public): public})
        assert clearance.sha256 == row.sha256
    assert sum(row.revoked_at is not None for row in rows) == 1


def test_published_figures_are_those_of_the_public_record(year: Connection) -> None:
    found = funnel(year, TODAY)
    assert (found.rounds, found.tested, found.named, found.delisted) == (21, 2_440_000, 2_049, 540)
