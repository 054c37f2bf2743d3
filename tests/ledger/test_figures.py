import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger.figures import FiguresPublished, figures
from kanhe.ledger.ledger import Ledger
from tests.ledger.entries import act, refused

DAY = dt.date(2021, 7, 30)


def test_what_was_not_published_is_unknown_not_nothing(ledger: Ledger) -> None:
    act(ledger, FiguresPublished("miit", 1, 16, DAY, "工信部", tested=1_390_000, named=1_407, delisted=377))
    with ledger.read() as connection:
        row = connection.execute(sa.select(figures)).one()
    assert (row.tested, row.ordered, row.named, row.delisted) == (1_390_000, None, 1_407, 377)


@pytest.mark.parametrize(("first", "last"), [(1, 1), (10, 12), (5, 8), (1, 30)])
def test_no_round_is_counted_twice(ledger: Ledger, first: int, last: int) -> None:
    act(ledger, FiguresPublished("miit", 1, 10, DAY, "s"))
    refused(ledger, FiguresPublished("miit", first, last, DAY, "s"), "1–10 are recorded already")
    act(ledger, FiguresPublished("gd", first, last, DAY, "s"))


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 2), (-1, 4)])
def test_rounds_in_order(ledger: Ledger, first: int, last: int) -> None:
    refused(ledger, FiguresPublished("miit", first, last, DAY, "s"), "not in order")


def test_numbers_are_not_negative(ledger: Ledger) -> None:
    refused(ledger, FiguresPublished("miit", 1, 1, DAY, "s", named=-1), "negative")
