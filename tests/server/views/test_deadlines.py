from __future__ import annotations

import datetime as dt

from kanhe.ledger.measures import MeasureProposed, MeasureSigned
from kanhe.server.services import Services
from kanhe.server.views.deadlines import due_between, month, works
from tests.server.conftest import ENTERPRISE
from tests.server.regime import World, act


def test_what_falls_due(serving: Services, world: World) -> None:
    today = serving.ledger.today()
    end = today + dt.timedelta(days=20)
    measure = act(serving, MeasureProposed("enterprise", ENTERPRISE, "p", (world.notice,), today, end))
    with serving.ledger.read() as connection:
        before = due_between(connection, today, today + dt.timedelta(days=60), today)
    act(serving, MeasureSigned(measure, "某人"))
    with serving.ledger.read() as connection:
        told = due_between(connection, today, today + dt.timedelta(days=60), today)
        late = due_between(connection, today, today + dt.timedelta(days=60), today + dt.timedelta(days=61))
    assert {(d.kind, d.id) for d in told} == {
        ("order", world.ordered), ("order", world.other_ordered), ("inspection", world.submission), ("measure", measure)
    }  # fmt: skip
    assert measure not in {d.id for d in before}, "what is only proposed ends nowhere"
    assert [d.day for d in told] == sorted(d.day for d in told)
    assert not any(d.overdue for d in told)
    assert {d.kind for d in late if d.overdue} == {"order", "inspection"}


def test_a_month_in_whole_weeks_with_make_up_days(serving: Services) -> None:
    with serving.ledger.read() as connection:
        shown = month(connection, dt.date(2021, 10, 20), dt.date(2021, 10, 9))
    days = {d.day: d for week in shown.weeks for d in week}
    assert all(len(week) == 7 and week[0].day.weekday() == 0 for week in shown.weeks)
    assert (shown.previous, shown.next) == (dt.date(2021, 9, 1), dt.date(2021, 11, 1))
    assert days[dt.date(2021, 10, 9)].today
    assert days[dt.date(2021, 10, 9)].works, "a Saturday that is worked instead"
    assert not days[dt.date(2021, 10, 4)].works, "a Monday of the holidays"
    assert not days[dt.date(2021, 9, 27)].in_month


def test_a_year_whose_holidays_are_not_known() -> None:
    assert works(dt.date(2199, 1, 1)) is None
