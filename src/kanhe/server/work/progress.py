"""How far the running inspections are: the stages they reached, kept in memory for those who watch.

What is durable stands in the ledger; this is lost with the server and begins again with the next attempt.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from dataclasses import dataclass

MOST = 500
"""Submissions that are remembered; the oldest are forgotten first."""
MOST_STAGES = 64


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    """One of ``job.STAGES``."""
    at: dt.datetime
    attempt: int
    """Of which attempt, beginning with 1."""
    turn: int = 0
    """Of which worker, when one died within the attempt."""


class Progress:
    """May be told and asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stages: OrderedDict[str, tuple[Stage, ...]] = OrderedDict()
        self._attempts: dict[str, tuple[int, int]] = {}

    def begin(self, submission: str, attempt: int) -> None:
        """What comes from now on is of this attempt."""
        with self._lock:
            self._attempts[submission] = (attempt, 0)
            self._stages.setdefault(submission, ())
            self._stages.move_to_end(submission)
            while len(self._stages) > MOST:
                gone, _ = self._stages.popitem(last=False)
                self._attempts.pop(gone, None)

    def reached(self, submission: str, name: str, at: dt.datetime) -> None:
        with self._lock:
            known = self._stages.get(submission)
            if known is None or len(known) >= MOST_STAGES:
                return
            attempt, turn = self._attempts[submission]
            if any((s.attempt, s.turn, s.name) == (attempt, turn, name) for s in known):
                turn += 1  # the worker died; its successor begins again
                self._attempts[submission] = (attempt, turn)
            self._stages[submission] = (*known, Stage(name, at, attempt, turn))

    def stages(self, submission: str) -> tuple[Stage, ...]:
        """In the order in which they were reached."""
        with self._lock:
            return self._stages.get(submission, ())
