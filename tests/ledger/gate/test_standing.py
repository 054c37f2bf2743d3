import datetime as dt

from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.gate.gate import Gate
from kanhe.ledger.gate.records import ClearanceRevoked, KeyRetired, KeyRevoked
from kanhe.ledger.gate.standing import ended, trusted_keys
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import STORE, FixedClock
from tests.ledger.gate.conftest import APP, Add

YEAR = dt.timedelta(days=366)


def test_what_was_revoked_or_delisted_and_would_run_on(gate: Gate, ledger: Ledger, add: Add, clock: FixedClock) -> None:
    revoked, delisted, untouched = add("2.0"), add("2.1"), add("2.2")
    gate.ask_all([revoked, delisted, untouched])
    gate.settle()
    clock.at += dt.timedelta(hours=1)
    ledger.act(ClearanceRevoked(revoked.sha256, "forged"), "test")
    ledger.act(DelistingOrdered(APP, (STORE,), "reason", version_name="2.1", id="d1"), "test")
    with ledger.read() as connection:
        found = ended(connection, clock.at)
        later = ended(connection, clock.at + YEAR)
    assert found[revoked.sha256] == (clock.at, "forged")
    assert found[delisted.sha256][0] == clock.at
    assert set(found) == {revoked.sha256, delisted.sha256}
    assert later == {}, "ended by themselves"


def test_a_retired_key_is_trusted_while_something_it_signed_is_in_force(
    gate: Gate, ledger: Ledger, add: Add, clock: FixedClock
) -> None:  # fmt: skip
    gate.ask(add("2.0"))
    gate.settle()
    ledger.act(KeyRetired(gate._key_id, "rotation"), "test")
    with ledger.read() as connection:
        assert set(trusted_keys(connection, clock.at)) == {gate._key_id}
        assert trusted_keys(connection, clock.at + YEAR) == {}
    ledger.act(KeyRevoked(gate._key_id, "stolen"), "test")
    with ledger.read() as connection:
        assert trusted_keys(connection, clock.at) == {}
        assert len(ended(connection, clock.at)) == 1
