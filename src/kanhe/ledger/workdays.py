"""Working days of the People's Republic: public holidays and the weekends that are worked instead (调休).

The days are the library chinesecalendar's, which follows the State Council's yearly notices.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import chinese_calendar

from kanhe.ledger.event import Refused

BEIJING: Final = dt.timezone(dt.timedelta(hours=8), "UTC+8")
"""Deadlines are days; a day ends at midnight in Beijing."""


def is_working_day(day: dt.date) -> bool:
    """Raises :class:`Refused` for a year whose holidays are not published, or not known here."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise Refused(
            f"没有 {day.year} 年的节假日安排，请直接给出日期",
            f"the holidays of {day.year} are not known; give the deadline as a date",
        ) from error


def working_days_after(day: dt.date, count: int) -> dt.date:
    """The day that is ``count`` working days after a day, that day itself not counted."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working_day(day)
    return day


def day_of(at: dt.datetime) -> dt.date:
    """The day in Beijing on which a moment lies."""
    return at.astimezone(BEIJING).date()
