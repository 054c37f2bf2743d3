from __future__ import annotations

import datetime as dt

from kanhe.ledger.apps import VersionRegistered
from kanhe.ledger.inspections import InspectionRecorded, Submitted
from kanhe.ledger.measures import MeasureProposed, MeasureSigned
from kanhe.ledger.reviews import FindingReviewed
from kanhe.server.services import Services
from kanhe.server.views.inspector_queue import Risk, to_review, waiting
from tests.server.conftest import OTHER_ENTERPRISE
from tests.server.regime import World, act, sha


def test_urgent_first_and_late_before_all(serving: Services, world: World) -> None:
    urgent = act(serving, Submitted(world.listed, "update", True, "漏洞"))
    now = serving.ledger.moment()
    with serving.ledger.read() as connection:
        told = waiting(connection, now)
        assert [q.submission for q in told] == [urgent, world.submission]
        assert not any(q.late for q in told)
        assert all(q.late for q in waiting(connection, now + dt.timedelta(days=8)))
    first = told[0].risk
    assert (first.urgent, first.open_cases, first.earlier, first.worst) == (True, 3, 3, "critical")


def test_the_enterprise_s_measure_counts(serving: Services, world: World) -> None:
    today = serving.ledger.today()
    measure = act(serving, MeasureProposed("enterprise", OTHER_ENTERPRISE, "p", (world.notice,), today, None))
    act(serving, MeasureSigned(measure, "某人"))
    with serving.ledger.read() as connection:
        (row,) = waiting(connection, serving.ledger.moment())
    assert row.risk.measure == measure
    assert row.risk.score > Risk(False, None, row.risk.open_cases, 0, None).score


def test_inspections_wait_until_each_finding_is_reviewed(serving: Services, world: World) -> None:
    with serving.ledger.read() as connection:
        (row,) = to_review(connection, serving.ledger.moment())
    assert (row.inspection, row.findings, row.unreviewed, row.risk.worst) == (world.inspection, 3, 3, "critical")
    for fingerprint in ("f1", "f2"):
        act(serving, FindingReviewed(world.inspection, fingerprint, "confirmed"))
    with serving.ledger.read() as connection:
        assert [r.unreviewed for r in to_review(connection, serving.ledger.moment())] == [1]
    act(serving, FindingReviewed(world.inspection, "f3", "dismissed", "误报"))
    with serving.ledger.read() as connection:
        assert to_review(connection, serving.ledger.moment()) == ()


def test_what_passed_or_was_superseded_waits_for_nobody(serving: Services, world: World) -> None:
    act(serving, VersionRegistered(world.app, sha("own 3.0"), "3.0"))
    act(serving, InspectionRecorded(sha("own 3.0"), "pass", "r"))
    act(serving, InspectionRecorded(world.fresh, "pass", "r"))
    with serving.ledger.read() as connection:
        assert to_review(connection, serving.ledger.moment()) == ()
