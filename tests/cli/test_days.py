import datetime as dt

import click
import pytest

from kanhe.cli.days import DAY


def test_a_day() -> None:
    assert DAY.convert("2026-02-14", None, None) == dt.date(2026, 2, 14)
    assert DAY.convert(dt.date(2026, 2, 14), None, None) == dt.date(2026, 2, 14)


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "0001-01-01", "9999-12-31", ""])
def test_what_is_no_day_that_counts(text: str) -> None:
    with pytest.raises(click.BadParameter):
        DAY.convert(text, None, None)
