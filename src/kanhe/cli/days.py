"""A day as a command is given it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from kanhe.cli.language import say

FIRST_YEAR, LAST_YEAR = 1990, 2200
DAY_FORMAT = "YYYY-MM-DD"


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """A day, YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            day = dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(say(f"{value} 不是日期（YYYY-MM-DD）", f"{value} is not a date (YYYY-MM-DD)"), param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(say(f"{value} 年份有误", f"{value} lies in no year that counts"), param, ctx)
        return day


DAY = Day()
