import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

import pytest

from kanhe.ledger.enterprises import enterprises
from kanhe.ledger.event import Event, Refused, must_be_new
from kanhe.ledger.journal import canonical
from kanhe.ledger.ledger import Ledger
from tests.ledger.entries import enterprise


@dataclass(frozen=True, slots=True)
class Part:
    day: dt.date


@dataclass(frozen=True)
class Something(Event):
    KIND: ClassVar[str] = "something"
    at: dt.datetime
    parts: tuple[Part, ...] = ()
    text: str | None = None


def test_what_is_written_is_read_again() -> None:
    event = Something(dt.datetime(2021, 11, 24, 8, 0, 0, 1, tzinfo=dt.UTC), (Part(dt.date(2021, 12, 31)),), "“勘合”\n")
    assert Something.of(canonical(event.body())) == event
    assert event.body()["parts"] == ({"day": "2021-12-31"},)


def test_a_refusal_speaks_two_languages() -> None:
    refusal = Refused("不行", "no")
    assert (refusal.zh, refusal.en, str(refusal)) == ("不行", "no", "no")


def test_an_id_is_taken_once(ledger: Ledger) -> None:
    taken = enterprise(ledger)
    with ledger.read() as connection:
        must_be_new(connection, enterprises, "another")
        with pytest.raises(Refused, match="taken"):
            must_be_new(connection, enterprises, taken)
