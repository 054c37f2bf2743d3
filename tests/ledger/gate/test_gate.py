import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from kanhe.ledger.apps import app_id
from kanhe.ledger.delistings import DelistingOrdered
from kanhe.ledger.gate.clearance import read_clearance
from kanhe.ledger.gate.decision import GatePolicy
from kanhe.ledger.gate.dsse import key_id
from kanhe.ledger.gate.gate import Answer, Gate
from kanhe.ledger.gate.records import ClearanceRevoked, Issued, KeyRetired, clearances, decisions
from kanhe.ledger.gate.trust import objection, read_keys, read_revocations
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.ledger.journal import Verified
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.reference_case import NEVER_NAMED, STORE, FixedClock, Played, package_hash
from kanhe.ledger.replay import verify_ledger
from tests.ledger.gate.conftest import KEY, OTHER_KEY, Add

TRUSTED = {key_id(KEY.public_key()): KEY.public_key()}
SECOND = dt.timedelta(seconds=1)


def recorded(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return sorted(connection.execute(sa.select(decisions.c.id)).scalars())


def ids(*answers: Answer) -> list[str]:
    return sorted(a.id for a in answers)


def stands(ledger: Ledger) -> bool:
    with ledger.read() as connection:
        return isinstance(verify_ledger(connection), Verified)


def test_what_is_told_is_in_the_ledger_after_settling(gate: Gate, ledger: Ledger, add: Add) -> None:
    told = gate.ask_all([add("2.0"), add("2.1", "fail"), add("2.2", None)])
    assert recorded(ledger) == []
    assert gate.settle() == 4, "three decisions and a clearance"
    assert recorded(ledger) == ids(*told)
    with ledger.read() as connection:
        rows = {r.id: r for r in connection.execute(sa.select(decisions))}
        (envelope,) = connection.execute(sa.select(clearances.c.envelope)).scalars()
    for answer in told:
        row = rows[answer.id]
        assert (row.outcome, row.sha256, row.as_of) == (
            answer.decision.outcome, answer.request.sha256, answer.decision.as_of,
        )  # fmt: skip
        assert row.reasons == "\n".join(r.code for r in answer.decision.reasons)
    assert envelope == told[0].clearance
    assert stands(ledger)


def test_what_a_gate_told_before_it_died_is_recovered_by_the_next(
    gate: Gate, ledger: Ledger, add: Add, tmp_path: Path, clock: FixedClock
) -> None:  # fmt: skip
    told = gate.ask(add("2.0"))
    gate._spool._let_go()  # as a death does
    following = Gate(ledger, tmp_path / "spool", KEY, clock=clock)
    assert following.recover() == 2
    assert following.recover() == gate.settle() == 0
    assert recorded(ledger) == ids(told)
    assert following.ask(told.request).clearance == told.clearance


def test_a_segment_handed_in_twice_counts_once(gate: Gate, ledger: Ledger, add: Add) -> None:
    told = gate.ask(add("2.0"))
    take, seen = gate._take, []
    gate._spool._take = lambda segment, lines: (seen.append((segment, lines)), take(segment, lines))[1]
    gate.settle()
    take(*seen[0])
    assert recorded(ledger) == ids(told)
    assert stands(ledger)


def test_the_clearance_is_bound_to_the_package_and_verifies_without_the_ledger(gate: Gate, add: Add) -> None:
    answer = gate.ask(add("2.0"))
    assert answer.clearance is not None
    found, key = read_clearance(answer.clearance, TRUSTED)
    assert (found.sha256, found.package_id, found.version) == (answer.request.sha256, NEVER_NAMED[1], "2.0")
    assert (found.ruleset, found.as_of, key) == ("rules 1", answer.decision.as_of, gate._key_id)


def test_only_what_is_allowed_and_passed_is_cleared(gate: Gate, add: Add, ledger: Ledger, tmp_path: Path) -> None:
    told = gate.ask_all([add("2.0", "fail"), add("2.1", "incomplete"), add("2.2", None)])
    assert [a.clearance for a in told] == [None] * 3
    existing = dataclasses.replace(told[0].request, version="1.0", sha256=package_hash(NEVER_NAMED[1], "1.0"))
    answer = gate.ask(existing)
    assert (answer.decision.outcome, answer.clearance) == ("allow", None), "never inspected"


def test_the_same_clearance_while_it_holds(gate: Gate, add: Add, clock: FixedClock) -> None:
    request = add("2.0")
    first, second = gate.ask_all([request, request])
    clock.at += SECOND
    third = gate.ask(request)
    gate.settle()
    clock.at += dt.timedelta(days=GatePolicy().valid_days) - 2 * SECOND
    fourth = gate.ask(request)
    assert first.clearance == second.clearance == third.clearance == fourth.clearance is not None
    assert len({first.id, second.id, third.id, fourth.id}) == 4
    clock.at += 2 * SECOND
    assert gate.ask(request).clearance not in (None, first.clearance), "its time is over"


@pytest.mark.parametrize("settled", [True, False])
def test_new_rules_new_clearance(gate: Gate, add: Add, ledger: Ledger, clock: FixedClock, settled: bool) -> None:
    request = add("2.0")
    before = gate.ask(request).clearance
    if settled:
        gate.settle()
    ledger.act(InspectionRecorded(request.sha256, "pass", "rules 2"), "test")
    after = gate.ask(request).clearance
    assert after is not None
    assert read_clearance(after, TRUSTED)[0].ruleset == "rules 2"
    assert after != before


def test_a_revoked_clearance_is_not_handed_out_from_memory(
    gate: Gate, add: Add, ledger: Ledger, clock: FixedClock, tmp_path: Path
) -> None:  # fmt: skip
    """Another gate's clearance is revoked while this one's, as old, is still on its way to the ledger."""
    request = add("2.0")
    other = Gate(ledger, tmp_path / "other", KEY, clock=clock)
    other.ask(request)
    other.settle()
    mine = gate.ask(request).clearance
    gate._fresh[request.sha256, "rules 1"] = (_issued(gate, request.sha256), "segment")
    clock.at += SECOND
    ledger.act(ClearanceRevoked(request.sha256, "forged evidence"), "test")
    clock.at += SECOND
    again = gate.ask(request).clearance
    assert again is not None
    assert again not in (mine, "old")
    assert read_clearance(again, TRUSTED)[0].issued_at == clock.at


def _issued(gate: Gate, sha256: str) -> Issued:
    at = gate._clock()
    return Issued("x", sha256, gate._key_id, at, at + dt.timedelta(days=9), "rules 1", "old")


def test_one_revoked_on_its_way_arrives_revoked(gate: Gate, add: Add, ledger: Ledger, clock: FixedClock) -> None:
    request = add("2.0")
    gate.ask(request)
    gate.settle()
    gate._spool.write([{"issued": _issued(gate, request.sha256)}])
    clock.at += SECOND
    ledger.act(ClearanceRevoked(request.sha256, "forged evidence"), "test")
    gate.settle()
    with ledger.read() as connection:
        ended = connection.execute(sa.select(clearances.c.revoked_because)).scalars().all()
    assert ended == ["forged evidence"] * 2
    assert stands(ledger)


def test_the_list_of_revocations_and_what_came_after(
    gate: Gate, add: Add, ledger: Ledger, clock: FixedClock
) -> None:  # fmt: skip
    request = add("2.0")
    first = gate.ask(request).clearance
    gate.settle()
    clock.at += SECOND
    ledger.act(ClearanceRevoked(request.sha256, "forged evidence"), "test")
    clock.at += SECOND
    second = gate.ask(request).clearance
    listed = read_revocations(gate.revocations(), TRUSTED)
    assert first
    assert second
    codes = [objection(read_clearance(c, TRUSTED)[0], clock.at, None, listed) for c in (first, second)]
    assert [c.code if c else None for c in codes] == ["revoked", None]


def test_a_delisting_ends_the_clearances_before_it(gate: Gate, add: Add, ledger: Ledger, clock: FixedClock) -> None:
    request = add("2.0")
    held = gate.ask(request).clearance
    gate.settle()
    clock.at += SECOND
    ledger.act(DelistingOrdered(app_id("android", NEVER_NAMED[1]), (STORE,), "reason", id="d1"), "test")
    assert gate.ask(request).clearance is None
    listed = read_revocations(gate.revocations(), TRUSTED)
    assert held
    found = objection(read_clearance(held, TRUSTED)[0], clock.at, None, listed)
    assert found is not None
    assert "d1" in found.en


def test_a_gate_without_a_key_decides_and_clears_nothing(
    ledger: Ledger, add: Add, tmp_path: Path, clock: FixedClock
) -> None:  # fmt: skip
    gate = Gate(ledger, tmp_path / "s", clock=clock)
    answer = gate.ask(add("2.0"))
    assert (answer.decision.outcome, answer.clearance) == ("allow", None)
    assert gate.settle() == 1
    for asked in (gate.revocations, gate.keys, lambda: gate.register_key("x")):
        with pytest.raises(ValueError, match="no key"):
            asked()


def test_a_key_that_is_not_registered_or_retired_signs_nothing(
    gate: Gate, ledger: Ledger, add: Add, tmp_path: Path, clock: FixedClock
) -> None:  # fmt: skip
    request = add("2.0")
    stranger = Gate(ledger, tmp_path / "s", OTHER_KEY, clock=clock)
    assert stranger.ask(request).clearance is None
    before = gate.ask(request).clearance
    ledger.act(KeyRetired(gate._key_id, "rotation"), "test")
    gate.settle()
    gate._looked = -1e9
    later = add("2.1")
    clock.at += SECOND
    assert gate.ask(later).clearance is None
    with ledger.read() as connection:
        (row,) = connection.execute(sa.select(clearances))
    assert (row.envelope, row.revoked_at) == (before, None), "signed before it was retired, and kept"


def test_what_a_retired_key_signed_in_its_last_moment_is_kept_as_revoked(
    gate: Gate, ledger: Ledger, add: Add, clock: FixedClock
) -> None:  # fmt: skip
    request = add("2.0")
    gate.ask(dataclasses.replace(request, store="elsewhere"))
    gate.settle()
    ledger.act(KeyRetired(gate._key_id, "stolen"), "test")
    clock.at += SECOND
    told = gate.ask(add("2.1"))
    assert told.clearance, "the gate looks once a second"
    clock.at += 60 * SECOND
    gate.settle()
    with ledger.read() as connection:
        ended = connection.execute(sa.select(clearances).where(clearances.c.envelope == told.clearance)).one()
    assert ended.revoked_because == "signed with a retired key"
    assert ended.revoked_at == ended.issued_at, "what another key signed since then stays"
    assert told.id in recorded(ledger)


def test_rotation_is_followed_from_the_old_key(
    gate: Gate, ledger: Ledger, add: Add, tmp_path: Path, clock: FixedClock
) -> None:  # fmt: skip
    old = gate.ask(add("2.0")).clearance
    gate.settle()
    following = Gate(ledger, tmp_path / "n", OTHER_KEY, clock=clock, former=(KEY,))
    following.register_key("test")
    ledger.act(KeyRetired(gate._key_id, "rotation"), "test")
    new = following.ask(add("2.1")).clearance
    assert old
    assert new
    keys = read_keys(following.keys(), TRUSTED)
    assert len(keys) == 2
    for clearance in (old, new):
        read_clearance(clearance, keys)
    ledger.act(ClearanceRevoked(read_clearance(old, keys)[0].sha256, "all of it"), "test")
    assert set(read_keys(following.keys(), TRUSTED)) == {following._key_id}, "nothing of the old key is in force"


def test_nothing_is_told_when_the_database_is_away(
    gate: Gate, ledger: Ledger, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    request = add("2.0")

    def away(*_: object) -> None:
        raise OperationalError("x", None, Exception("away"))

    with monkeypatch.context() as patched:
        patched.setattr("kanhe.ledger.gate.gate.facts", away)
        with pytest.raises(OperationalError):
            gate.ask(request)
    told = gate.ask(request)
    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "write", away)
        with pytest.raises(OperationalError):
            gate.settle()
    assert gate.recover() == 2
    assert recorded(ledger) == ids(told)


def test_a_request_that_the_ledger_could_not_keep_is_refused(gate: Gate, add: Add) -> None:
    with pytest.raises(ValueError, match="characters"):
        gate.ask(dataclasses.replace(add("2.0"), store="s" * 65))
    assert gate.settle() == 0


def test_memory_forgets_what_the_ledger_has(gate: Gate, add: Add, played: Played) -> None:
    for n in range(5):
        gate.ask(add(f"3.{n}"))
    assert len(gate._fresh) == 5
    gate.hand_over()
    assert len(gate._fresh) == 5, "on their way"
    gate.recover()
    gate.hand_over()
    assert not gate._fresh


def test_a_gate_without_a_key_never_asks_whether_it_may_sign(ledger: Ledger, tmp_path: Path) -> None:
    assert not Gate(ledger, tmp_path / "none")._must_look()
    held = Gate(ledger, tmp_path / "held", KEY)
    assert held._must_look()
    held._signs()
    assert not held._must_look()
    held.close()
