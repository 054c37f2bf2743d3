from __future__ import annotations

import datetime as dt

import pytest

from kanhe.ledger.apps import VersionRegistered, app_id
from kanhe.ledger.inspections import InspectionRecorded
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.measures import MeasureLifted, MeasureProposed
from kanhe.ledger.reference_case import MEASURE_BEGAN, MEASURE_ENDS, FixedClock, Played, package_hash, play
from kanhe.server.services import Services
from kanhe.server.views.measures import measure_rows, measure_view, measures_holding

DAY = dt.date(2021, 12, 1)


@pytest.fixture
def played(serving: Services) -> Played:
    clock = FixedClock(dt.datetime(2021, 1, 4, tzinfo=dt.UTC))
    return play(Ledger(serving.ledger.engine, clock), clock)


def test_in_force_on_its_days(serving: Services, played: Played) -> None:
    with serving.ledger.read() as connection:
        for day, holds in ((MEASURE_BEGAN, True), (MEASURE_ENDS, True), (MEASURE_ENDS + dt.timedelta(days=1), False)):
            assert [m.id for m in measures_holding(connection, day)] == ([played.measure] if holds else [])
        (row,) = measure_rows(connection, DAY, "signed").items
        assert (row.owner_name, row.batches, row.holds_today) == ("腾讯", 4, True)
        assert measure_rows(connection, DAY, "proposed").items == ()
    serving.ledger.act(MeasureLifted(played.measure, DAY, "整改完毕"), "tests")
    with serving.ledger.read() as connection:
        assert [m.id for m in measures_holding(connection, DAY)] == [played.measure]
        assert measures_holding(connection, DAY + dt.timedelta(days=1)) == ()


def test_what_it_holds_is_what_is_neither_listed_nor_passed(serving: Services, played: Played) -> None:
    app = app_id("android", "com.tencent.news")
    serving.ledger.act(VersionRegistered(app, package_hash("com.tencent.news", "2.0"), "2.0"), "tests")
    with serving.ledger.read() as connection:
        view = measure_view(connection, played.measure, DAY)
    assert view is not None
    assert (view.apps, view.builds, [b.version_name for b in view.held]) == (10, 1, ["2.0"])
    assert [len(g.names) for g in view.grounds] == [2, 3, 3, 1]
    serving.ledger.act(InspectionRecorded(package_hash("com.tencent.news", "2.0"), "pass", "r"), "tests")
    with serving.ledger.read() as connection:
        view = measure_view(connection, played.measure, DAY)
    assert view is not None
    assert view.builds == 0


def test_binds_the_group_and_nobody_else(serving: Services, played: Played) -> None:
    with serving.ledger.read() as connection:
        assert measure_view(connection, played.measure, DAY, "tencent-technology") is not None
        assert measure_view(connection, played.measure, DAY, "other") is None
        assert [m.id for m in measure_rows(connection, DAY, enterprise="tencent-computer").items] == [played.measure]
        assert measure_rows(connection, DAY, enterprise="other").items == ()
        assert measure_view(connection, "measure-0", DAY) is None


def test_one_enterprise_alone(serving: Services, played: Played) -> None:
    event = MeasureProposed("enterprise", "other", "p", ("notice-1",), DAY, None)
    measure = getattr(serving.ledger.act(event, "tests").event, "id", "")
    with serving.ledger.read() as connection:
        view = measure_view(connection, measure, DAY, "other")
    assert view is not None
    assert (view.measure.owner_name, view.measure.last_day, view.apps) == ("他山软件有限公司", None, 1)
