import datetime as dt

import pytest

from kanhe.knowledge.instruments import clause, instruments


def test_dates_decide() -> None:
    law = instruments()["PIPL"]
    assert not law.in_force(dt.date(2021, 10, 31))
    assert law.in_force(dt.date(2021, 11, 1))


def test_drafts_are_never_in_force() -> None:
    assert not instruments()["DRAFT2026"].in_force(dt.date(2030, 1, 1))


def test_clauses_and_their_confirmation() -> None:
    assert clause("M191", "三.1").confirmed
    assert not clause("M191", "四.1").confirmed
    assert not clause("GBT41391", "附录F").confirmed
    with pytest.raises(KeyError):
        clause("PIPL", "999")
