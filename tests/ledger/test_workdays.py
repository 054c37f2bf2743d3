import datetime as dt

import pytest

from kanhe.ledger.event import Refused
from kanhe.ledger.workdays import day_of, is_working_day, working_days_after


@pytest.mark.parametrize("day", [
    dt.date(2021, 2, 7), dt.date(2021, 2, 20), dt.date(2021, 9, 18), dt.date(2021, 9, 26), dt.date(2021, 10, 9),
    dt.date(2024, 2, 4), dt.date(2024, 2, 18), dt.date(2024, 2, 9), dt.date(2025, 1, 26), dt.date(2025, 2, 8),
])  # fmt: skip
def test_weekends_that_are_worked_and_the_eve_that_is(day: dt.date) -> None:
    """2024-02-09, New Year's Eve, was no public holiday that year."""
    assert is_working_day(day)


@pytest.mark.parametrize("day", [
    dt.date(2021, 2, 11), dt.date(2021, 2, 17), dt.date(2021, 10, 1), dt.date(2021, 10, 7), dt.date(2021, 11, 6),
    dt.date(2024, 2, 12), dt.date(2024, 2, 16), dt.date(2025, 1, 28), dt.date(2025, 2, 4),
])  # fmt: skip
def test_holidays_and_free_weekends(day: dt.date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize(("day", "count", "last"), [
    (dt.date(2021, 11, 3), 5, dt.date(2021, 11, 10)),  # over one weekend
    (dt.date(2021, 2, 5), 5, dt.date(2021, 2, 18)),  # Sunday the 7th is worked, then the Spring Festival
    (dt.date(2021, 9, 30), 2, dt.date(2021, 10, 9)),  # National Day, and the Saturday after it
    (dt.date(2021, 12, 31), 1, dt.date(2022, 1, 4)),  # over the year
    (dt.date(2024, 2, 8), 2, dt.date(2024, 2, 18)),
    (dt.date(2021, 11, 3), 0, dt.date(2021, 11, 3)),
])  # fmt: skip
def test_a_term_in_working_days(day: dt.date, count: int, last: dt.date) -> None:
    assert working_days_after(day, count) == last


@pytest.mark.parametrize("year", [1990, 2099])
def test_a_year_without_an_arrangement_is_not_guessed(year: int) -> None:
    with pytest.raises(Refused, match=f"holidays of {year} are not known") as told:
        working_days_after(dt.date(year, 3, 1), 1)
    assert str(year) in told.value.zh


def test_a_day_ends_at_midnight_in_beijing() -> None:
    assert day_of(dt.datetime(2021, 11, 24, 15, 59, 59, tzinfo=dt.UTC)) == dt.date(2021, 11, 24)
    assert day_of(dt.datetime(2021, 11, 24, 16, 0, tzinfo=dt.UTC)) == dt.date(2021, 11, 25)
