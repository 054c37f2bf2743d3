"""What needs a person now, as each part of the console tells it for the first page after signing in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from kanhe.server.identity import Person

Urgency = Literal["now", "soon", "later"]
_ORDER: dict[Urgency, int] = {"now": 0, "soon": 1, "later": 2}


@dataclass(frozen=True, slots=True)
class Need:
    """So many things of a kind that wait for this person."""

    zh: str
    en: str
    count: int
    why_zh: str
    why_en: str
    href: str
    """The list of exactly these things."""
    urgency: Urgency = "soon"
    due: dt.datetime | dt.date | None = None
    """Of the first of them."""


Needs = Callable[[Person, Connection], tuple[Need, ...]]


def in_order(needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """Those with something to do: the most urgent first, then by the day they are due."""
    return tuple(sorted((n for n in needs if n.count), key=lambda n: (_ORDER[n.urgency], _day(n.due))))


def _day(due: dt.datetime | dt.date | None) -> dt.date:
    if isinstance(due, dt.datetime):
        return due.date()
    return due or dt.date.max
