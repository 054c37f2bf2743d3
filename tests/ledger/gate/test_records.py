import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger.event import Refused
from kanhe.ledger.gate.records import (
    ClearanceRevoked,
    ClearancesIssued,
    Issued,
    KeyAdded,
    KeyRetired,
    KeyRevoked,
    clearances,
    gate_keys,
    must_sign,
    signs,
)  # fmt: skip
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import FixedClock

KEY = "ab" * 32


def issued(clock: FixedClock, key: str = KEY) -> Issued:
    return Issued("c1", "cd" * 32, key, clock.at, clock.at + dt.timedelta(days=9), "rules", "{}")


def test_a_key_is_added_once_and_signs_until_it_is_retired(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert not signs(connection, KEY)
    ledger.act(KeyAdded(KEY, "pem"), "test")
    with pytest.raises(Refused, match="known already"):
        ledger.act(KeyAdded(KEY, "pem"), "test")
    with ledger.read() as connection:
        must_sign(connection, KEY)
    ledger.act(KeyRetired(KEY, "rotation"), "test")
    with ledger.read() as connection, pytest.raises(Refused, match="retired"):
        must_sign(connection, KEY)
    with pytest.raises(Refused):
        ledger.act(KeyRetired(KEY, "again"), "test")


def test_a_clearance_of_an_unknown_key_is_refused(ledger: Ledger, clock: FixedClock) -> None:
    with pytest.raises(Refused, match="not known"):
        ledger.act(ClearancesIssued((issued(clock),)), "test")


def test_revoking_needs_something_in_force(ledger: Ledger, clock: FixedClock) -> None:
    with pytest.raises(Refused, match="no clearance"):
        ledger.act(ClearanceRevoked("cd" * 32, "why"), "test")
    ledger.act(KeyAdded(KEY, "pem"), "test")
    ledger.act(ClearancesIssued((issued(clock),)), "test")
    ledger.act(ClearanceRevoked("cd" * 32, "why"), "test")
    with ledger.read() as connection:
        row = connection.execute(sa.select(clearances)).one()
    assert (row.revoked_at, row.revoked_because) == (clock.at, "why")
    with pytest.raises(Refused, match="no clearance"):
        ledger.act(ClearanceRevoked("cd" * 32, "why"), "test")


def test_of_a_revoked_key_nothing_holds_whenever_it_arrives(ledger: Ledger, clock: FixedClock) -> None:
    ledger.act(KeyAdded(KEY, "pem"), "test")
    ledger.act(KeyAdded("ef" * 32, "pem"), "test")
    mine, late, other = (
        Issued(n, digest * 32, key, clock.at, clock.at + dt.timedelta(days=9), "rules", "{}")
        for n, digest, key in (("c1", "01", KEY), ("c2", "02", KEY), ("c3", "03", "ef" * 32))
    )
    ledger.act(ClearancesIssued((mine, other)), "test")
    clock.at += dt.timedelta(hours=1)
    ledger.act(KeyRevoked(KEY, "stolen"), "test")
    ledger.act(ClearancesIssued((late,)), "test")
    with ledger.read() as connection:
        assert not signs(connection, KEY)
        found = {row.id: (row.revoked_at, row.revoked_because) for row in connection.execute(sa.select(clearances))}
    assert found == {"c1": (clock.at, "stolen"), "c2": (clock.at, "stolen"), "c3": (None, None)}
    with pytest.raises(Refused, match="already"):
        ledger.act(KeyRevoked(KEY, "again"), "test")
    with pytest.raises(Refused, match="not known"):
        ledger.act(KeyRevoked("00" * 32, "why"), "test")


def test_a_retired_key_may_still_be_revoked(ledger: Ledger, clock: FixedClock) -> None:
    ledger.act(KeyAdded(KEY, "pem"), "test")
    ledger.act(KeyRetired(KEY, "rotation"), "test")
    retired = clock.at
    clock.at += dt.timedelta(days=1)
    ledger.act(KeyRevoked(KEY, "stolen"), "test")
    with ledger.read() as connection:
        row = connection.execute(sa.select(gate_keys)).one()
    assert (row.retired_at, row.revoked_at) == (retired, clock.at)
