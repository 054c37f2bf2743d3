from __future__ import annotations

import datetime as dt

from kanhe.ledger.apps import VersionListed
from kanhe.ledger.delistings import DelistingDone, DelistingOrdered
from kanhe.ledger.gate.records import ClearanceRevoked
from kanhe.ledger.ledger import Ledger
from kanhe.server.services import Services
from kanhe.server.views import gate_log
from kanhe.server.views.gate_log import Asked, DayCount
from tests.server.conftest import ENTERPRISE
from tests.server.views.gate_entries import APP, NOON, OTHER, STORE, app, clear, key, passed, say, sha, told


def ids(ledger: Ledger, asked: Asked) -> list[int]:
    with ledger.read() as connection:
        return [int(row.id, 16) for row in gate_log.log(connection, asked).rows]


def test_a_store_sees_its_own_answers_the_newest_first(serving: Services) -> None:
    ledger = serving.ledger
    app(ledger, ENTERPRISE)
    say(ledger, told(1), told(2, at=NOON + dt.timedelta(minutes=1)), told(3, OTHER))
    assert ids(ledger, Asked(STORE)) == [2, 1]
    assert ids(ledger, Asked()) == [2, 3, 1]
    with ledger.read() as connection:
        found = gate_log.told(connection, f"{1:032x}", STORE)
        assert found is not None
        assert (found.name, found.app, found.reasons) == ("一号", APP, ("not-inspected",))
        assert gate_log.told(connection, f"{3:032x}", STORE) is None
        assert gate_log.told(connection, "no", STORE) is None


def test_the_log_is_filtered_by_app_answer_and_day_in_beijing(serving: Services) -> None:
    ledger = serving.ledger
    app(ledger, ENTERPRISE)
    before_midnight = dt.datetime(2026, 3, 9, 15, 59, tzinfo=dt.UTC)
    say(
        ledger, told(1, at=before_midnight), told(2, at=before_midnight + dt.timedelta(minutes=1), outcome="deny"),
        told(3, of="two", outcome="allow"),
    )  # fmt: skip
    assert ids(ledger, Asked(STORE, first_day=dt.date(2026, 3, 10))) == [3, 2]
    assert ids(ledger, Asked(STORE, last_day=dt.date(2026, 3, 9))) == [1]
    assert ids(ledger, Asked(STORE, outcome="deny")) == [2]
    assert ids(ledger, Asked(STORE, app="TWO")) == [3]
    assert ids(ledger, Asked(STORE, app="一")) == [2, 1]
    assert ids(ledger, Asked(STORE, app=sha("two")[:10].upper())) == [3]
    assert ids(ledger, Asked(STORE, app="%")) == []


def test_days_are_counted_whole_those_without_a_question_too(serving: Services) -> None:
    ledger = serving.ledger
    late = dt.datetime(2026, 3, 9, 16, tzinfo=dt.UTC)
    say(ledger, told(1, at=late), told(2, at=late - dt.timedelta(seconds=1), outcome="allow"), told(3, OTHER, at=late))
    with ledger.read() as connection:
        days = gate_log.by_day(connection, Asked(STORE), dt.date(2026, 3, 8), dt.date(2026, 3, 10))
    assert days == (
        DayCount(dt.date(2026, 3, 8)),
        DayCount(dt.date(2026, 3, 9), allow=1),
        DayCount(dt.date(2026, 3, 10), hold=1),
    )


def test_stopped_is_what_the_last_answer_stopped_and_is_judged_anew(serving: Services) -> None:
    ledger = serving.ledger
    for name in ("one", "two"):
        app(ledger, ENTERPRISE, name, name)
    then = NOON + dt.timedelta(hours=1)
    say(ledger, told(1), told(2, of="two"), told(3, of="two", outcome="allow", at=then), told(4, OTHER, of="three"))
    with ledger.read() as connection:
        (stopped,) = gate_log.stopped(connection, STORE)
        (now,) = gate_log.now(connection, [stopped], then)
    assert stopped.id == f"{1:032x}"
    assert [r.code for r in now.reasons] == ["not-inspected"]
    passed(ledger)
    with ledger.read() as connection:
        (now,) = gate_log.now(connection, gate_log.stopped(connection, STORE), then)
    assert now.outcome == "allow"


def test_orders_to_be_executed_come_first_the_oldest_on_top(serving: Services) -> None:
    ledger = serving.ledger
    app(ledger, ENTERPRISE)

    def order(*stores: str) -> str:
        return str(ledger.act(DelistingOrdered(APP, stores, "逾期未整改"), "tests").event.id)  # type: ignore[attr-defined]

    done, first, second, other = order(STORE), order(STORE, OTHER), order(STORE), order(OTHER)
    ledger.act(DelistingDone(done, STORE, "某人"), "tests")
    with ledger.read() as connection:
        found = gate_log.orders(connection, STORE)
        assert [(o.id, o.state) for o in found] == [(first, "outstanding"), (second, "outstanding"), (done, "executed")]
        assert found[-1].minutes == 0
        assert gate_log.orders(connection, STORE, other) == ()
        assert [o.id for o in gate_log.orders(connection, STORE, first)] == [first]


def test_a_clearance_ends_by_time_revocation_or_delisting(serving: Services) -> None:
    ledger = serving.ledger
    for name in ("one", "two", "three"):
        app(ledger, ENTERPRISE, name, name)
    signer = key(ledger)
    say(ledger, told(1), told(2, of="two"), told(3, OTHER, of="three"))
    issued = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    one, two, three = (clear(ledger, signer, n, of, issued) for n, of in enumerate(("one", "two", "three"), 1))
    soon, late = issued + dt.timedelta(days=1), issued + dt.timedelta(days=200)
    with ledger.read() as connection:
        found = gate_log.cleared(connection, STORE, soon).rows
        assert [(c.id, c.package_id, c.state(soon)) for c in found] == [
            (two, "com.example.two", "in-force"), (one, "com.example.one", "in-force"),
        ]  # fmt: skip
        assert found[0].state(late) == "expired"
        assert gate_log.envelope(connection, STORE, one) == '{"signed": true}'
        assert gate_log.envelope(connection, STORE, three) is None
        (known,) = (k for k in gate_log.keys(connection) if k.id == signer)
        assert known.signed == 3
    ledger.act(VersionListed(sha("one"), STORE), "tests")
    ledger.act(DelistingOrdered(APP, (STORE,), "逾期未整改"), "tests")
    ledger.act(ClearanceRevoked(sha("two"), "检测有误"), "tests")
    with ledger.read() as connection:
        found = gate_log.cleared(connection, STORE, soon).rows
    assert [c.state(soon) for c in found] == ["revoked", "revoked"]
    assert found[0].ended_because == "检测有误"
    assert "下架令" in str(found[1].ended_because)
