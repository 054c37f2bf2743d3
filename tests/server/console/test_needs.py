from __future__ import annotations

import datetime as dt

from kanhe.server.console.needs import Need, Urgency, in_order


def need(name: str, count: int = 1, urgency: Urgency = "soon", due: dt.date | dt.datetime | None = None) -> Need:
    return Need(name, name, count, "", "", "/", urgency, due)


def test_the_most_urgent_comes_first_then_the_first_due() -> None:
    later, soon = need("later", urgency="later"), need("soon")
    tomorrow = need("tomorrow", due=dt.date(2026, 1, 2))
    today = need("today", due=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    now = need("now", urgency="now")
    assert in_order((later, soon, tomorrow, today, now)) == (now, today, tomorrow, soon, later)


def test_what_nobody_waits_for_is_left_out() -> None:
    assert in_order((need("none", 0),)) == ()
