from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.journal import records
from kanhe.ledger.ledger import Ledger
from kanhe.server.demo.telling import Story, Telling
from kanhe.server.services import Services

NOW = dt.datetime(2026, 5, 5, 4, tzinfo=dt.UTC)


def story(telling: Telling, name: str, *days: float) -> Story:
    for day in days:
        yield day
        telling.do(EnterpriseRegistered(f"{name} {day:g}"), "supervisor")


def told(ledger: Ledger, *stories: tuple[str, tuple[float, ...]]) -> Iterator[tuple[str, dt.datetime, str]]:
    with ledger.read() as connection:
        before = max((r.seq for r in records(connection)), default=0)
    with ledger.write() as connection:
        telling = Telling(ledger, connection, NOW, {"supervisor": "p-1"})
        telling.tell([story(telling, name, *days) for name, days in stories])
        assert telling.clock.at == NOW
        assert telling.day(1.5) == dt.date(2026, 5, 4)
    with ledger.read() as connection:
        for record in records(connection, before):
            yield EnterpriseRegistered.of(record.body).name, record.at, record.actor


def test_stories_wait_for_each_other(serving: Services) -> None:
    found = list(told(serving.ledger, ("甲", (9, 2)), ("乙", (5, 1)), ("丙", ())))
    assert [name for name, _, _ in found] == ["甲 9", "乙 5", "甲 2", "乙 1"]
    assert [at for _, at, _ in found] == [NOW - dt.timedelta(days=d) for d in (9, 5, 2, 1)]
    assert {actor for _, _, actor in found} == {"p-1"}


def test_a_story_that_breaks_leaves_nothing(serving: Services) -> None:
    def breaks() -> Story:
        yield 1
        raise ZeroDivisionError

    def tell() -> None:
        with serving.ledger.write() as connection:
            telling = Telling(serving.ledger, connection, NOW, {})
            telling.tell([story(telling, "甲", 2), breaks()])

    with serving.ledger.read() as connection:
        before = len(list(records(connection)))
    with pytest.raises(ZeroDivisionError):
        tell()
    with serving.ledger.read() as connection:
        assert len(list(records(connection))) == before
