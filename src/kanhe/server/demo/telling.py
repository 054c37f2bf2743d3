"""Stories told into a ledger side by side: each waits for its day, and all together make one year in order.

Knows no story.  A story is a generator; what it yields is how many days before today it goes on.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import TypeVar

from sqlalchemy import Connection

from kanhe.ledger.event import Event
from kanhe.ledger.ledger import Act, Ledger
from kanhe.ledger.reference_case import FixedClock
from kanhe.ledger.workdays import day_of
from kanhe.server.identity import Role

E = TypeVar("E", bound=Event)
Story = Iterator[float]


class Telling(Ledger):
    """A ledger all of whose acts belong to one transaction: a year is there whole, or not at all."""

    def __init__(self, ledger: Ledger, connection: Connection, now: dt.datetime, people: Mapping[Role, str]) -> None:
        """``people``: role → who acts for it."""
        self.clock = FixedClock(now)
        super().__init__(ledger.engine, self.clock)
        self.connection = connection
        self.now = now
        self._people = people

    def act(self, event: Event, actor: str, key: str | None = None) -> Act:
        return self.act_within(self.connection, event, actor, key)

    def do(self, event: E, role: Role = "inspector") -> E:
        """Carry out, and give the event with its id."""
        found = self.act(event, self._people.get(role, role)).event
        assert isinstance(found, type(event))
        return found

    def day(self, days_ago: float) -> dt.date:
        return day_of(self.now - dt.timedelta(days=days_ago))

    def tell(self, stories: Sequence[Story]) -> None:
        """All of them, in the order of their days."""
        tie = count()
        waiting: list[tuple[float, int, Story]] = []
        for story in stories:
            _wait(waiting, story, tie)
        while waiting:
            before_today, _, story = heapq.heappop(waiting)
            self.clock.at = self.now + dt.timedelta(days=before_today)
            _wait(waiting, story, tie)
        self.clock.at = self.now


def _wait(waiting: list[tuple[float, int, Story]], story: Story, tie: Iterator[int]) -> None:
    days_ago = next(story, None)
    if days_ago is not None:
        heapq.heappush(waiting, (-days_ago, next(tie), story))
